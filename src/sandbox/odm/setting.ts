import type { OdmExtra, ProjectSettings } from '../state/project.ts';
import type { XmlElement } from './xml.ts';
import { escapeXml, findChild, writeElement } from './xml.ts';

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
 * An extra is not kept where it equals this default.
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

/** The groups of elements that the sandbox reads into members of its own. */
const knownGroups: ReadonlySet<string> = new Set([
  'StudyName',
  'StudyDescription',
  'ProtocolName',
  'redcap:RepeatingInstrumentsAndEvents',
  'redcap:UserRolesGroup',
  'redcap:DataAccessGroupsGroup',
  'redcap:SurveysGroup',
  'redcap:ReportsGroup',
]);

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

const isKnown = (element: XmlElement): boolean => {
  if (knownGroups.has(element.name)) return true;
  const scalar = scalars.find(([name]) => `redcap:${name}` === element.name);
  if (scalar === undefined) return false;
  return typeof scalar[1] === 'function' || (scalar[1] === element.text && element.children.length === 0);
};

/** The parts of GlobalVariables that the sandbox does not use, kept to be written again. */
export const readExtras = (globals: XmlElement | undefined): OdmExtra[] =>
  (globals?.children ?? [])
    .filter((element) => !isKnown(element))
    .map((element) => ({ name: element.name.replace(/^redcap:/, ''), xml: writeElement(element, 1) }));

const isScalar = (extra: OdmExtra): boolean => scalars.some(([name]) => name === extra.name);

/** Scalars of other servers and versions stand before the missing data codes. */
const writeUnknownScalars = (extras: readonly OdmExtra[]): string =>
  extras
    .filter((extra) => !isScalar(extra) && !extra.name.endsWith('Group'))
    .map((extra) => extra.xml)
    .join('');

/**
 * The scalars of GlobalVariables. They come from the settings, and from the extras where the sandbox has no setting.
 */
export const writeScalars = (settings: ProjectSettings, extras: readonly OdmExtra[]): string =>
  scalars
    .map(([name, value]) => {
      const before = name === 'MissingDataCodes' ? writeUnknownScalars(extras) : '';
      const extra = extras.find((found) => found.name === name);
      if (typeof value !== 'function' && extra !== undefined) return before + extra.xml;
      const text = typeof value === 'function' ? value(settings) : value;
      return `${before}\t<redcap:${name}>${escapeXml(text)}</redcap:${name}>\n`;
    })
    .join('');

/** The groups of elements that the sandbox does not use, in the order of the file. */
export const writeExtraGroups = (extras: readonly OdmExtra[]): string =>
  extras
    .filter((extra) => extra.name.endsWith('Group'))
    .map((extra) => extra.xml)
    .join('');
