import type { ProjectSettings } from '../state/project.ts';
import { makeText } from './element.ts';
import type { XmlElement } from './xml.ts';
import { findChild } from './xml.ts';

/** The settings that REDCap gives a new project. */
export const makeSettings = (): ProjectSettings => ({
  project_title: '',
  project_language: 'English',
  purpose: 0,
  purpose_other: '',
  project_notes: '',
  custom_record_label: '',
  secondary_unique_field: '',
  is_longitudinal: false,
  surveys_enabled: false,
  scheduling_enabled: false,
  record_autonumbering_enabled: true,
  randomization_enabled: false,
  project_irb_number: '',
  project_grant_number: '',
  project_pi_firstname: '',
  project_pi_lastname: '',
  project_pi_email: '',
  display_today_now_button: true,
  missing_data_codes: '',
  bypass_branching_erase_field_prompt: false,
});

const writeFlag = (flag: boolean): string => (flag ? '1' : '0');

/**
 * The scalars of GlobalVariables in REDCap's order. A text is what the sandbox writes for a setting that it does not
 * have. A function reads a setting that it has.
 */
const scalars: readonly (readonly [name: string, value: string | ((settings: ProjectSettings) => string)])[] = [
  ['RecordAutonumberingEnabled', (settings) => writeFlag(settings.record_autonumbering_enabled)],
  ['CustomRecordLabel', (settings) => settings.custom_record_label],
  ['SecondaryUniqueField', (settings) => settings.secondary_unique_field],
  ['SecondaryUniqueFieldDisplayValue', '1'],
  ['SecondaryUniqueFieldDisplayLabel', '1'],
  ['SchedulingEnabled', (settings) => writeFlag(settings.scheduling_enabled)],
  ['SurveysEnabled', (settings) => writeFlag(settings.surveys_enabled)],
  ['SurveyInvitationEmailField', ''],
  ['RandomizationEnabled', (settings) => writeFlag(settings.randomization_enabled)],
  ['DisplayTodayNowButton', (settings) => writeFlag(settings.display_today_now_button)],
  ['PreventBranchingEraseValues', (settings) => writeFlag(settings.bypass_branching_erase_field_prompt)],
  ['RequireChangeReason', '0'],
  ['DataHistoryPopup', '1'],
  ['OrderRecordsByField', ''],
  ['taskCompleteStatus', '0'],
  ['MyCapEnabled', '0'],
  ['Purpose', (settings) => String(settings.purpose)],
  ['PurposeOther', (settings) => settings.purpose_other],
  ['ProjectNotes', (settings) => settings.project_notes],
  ['MissingDataCodes', (settings) => settings.missing_data_codes],
  ['ProtectedEmailMode', '0'],
  ['ProtectedEmailModeCustomText', ''],
  ['ProtectedEmailModeTrigger', 'ALL'],
  ['ProtectedEmailModeLogo', ''],
];

/** Reads the settings of a project XML. A setting that the file leaves out is as in a new project. */
export const readSettings = (globals: XmlElement | undefined, isLongitudinal: boolean): ProjectSettings => {
  const settings = makeSettings();
  const textOf = (name: string): string | undefined => findChild(globals, `redcap:${name}`)?.text;
  const flagOf = (name: string, otherwise: boolean): boolean => {
    const text = textOf(name)?.trim();
    return text === undefined || text === '' ? otherwise : text !== '0';
  };
  const purpose = Number.parseInt(textOf('Purpose') ?? '', 10);
  return {
    ...settings,
    project_title: findChild(globals, 'StudyName')?.text ?? findChild(globals, 'ProtocolName')?.text ?? '',
    purpose: Number.isNaN(purpose) ? 0 : purpose,
    purpose_other: textOf('PurposeOther') ?? '',
    project_notes: textOf('ProjectNotes') ?? '',
    custom_record_label: textOf('CustomRecordLabel') ?? '',
    secondary_unique_field: textOf('SecondaryUniqueField') ?? '',
    is_longitudinal: isLongitudinal,
    surveys_enabled: flagOf('SurveysEnabled', false),
    scheduling_enabled: flagOf('SchedulingEnabled', false),
    record_autonumbering_enabled: flagOf('RecordAutonumberingEnabled', true),
    randomization_enabled: flagOf('RandomizationEnabled', false),
    display_today_now_button: flagOf('DisplayTodayNowButton', true),
    missing_data_codes: textOf('MissingDataCodes') ?? '',
    bypass_branching_erase_field_prompt: flagOf('PreventBranchingEraseValues', false),
  };
};

/** The scalars of GlobalVariables. A setting that the sandbox does not have is as in a new project. */
export const makeScalars = (settings: ProjectSettings): XmlElement[] =>
  scalars.map(([name, value]) => makeText(`redcap:${name}`, typeof value === 'function' ? value(settings) : value));
