import type { Design } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import {
  importProjectSettings,
  type ImportProjectSettingsArgs,
  type ProjectRow,
} from '../../redcap/methods/project.ts';
import { refusedPlan, type DesignChange, type DesignPlan } from './change.ts';
import { dataRisk, countStored, type Count } from './stored-data.ts';
import { allReadBack, type ReadBack } from '../life.ts';
import { checkPurpose, purposeOf, purposes, type Purpose } from '../project/purpose.ts';
import { userError, type UserErrorShape } from '../user-error.ts';
import { writeCall } from '../write-call.ts';

/** The texts among the settings, by REDCap's key. */
const textSettings = {
  projectTitle: 'project_title',
  projectLanguage: 'project_language',
  purposeOther: 'purpose_other',
  projectNotes: 'project_notes',
  customRecordLabel: 'custom_record_label',
  secondaryUniqueField: 'secondary_unique_field',
  projectIrbNumber: 'project_irb_number',
  projectGrantNumber: 'project_grant_number',
  projectPiFirstname: 'project_pi_firstname',
  projectPiLastname: 'project_pi_lastname',
  projectPiEmail: 'project_pi_email',
} as const;

/** The flags among the settings, by REDCap's key. */
const flagSettings = {
  isLongitudinal: 'is_longitudinal',
  surveysEnabled: 'surveys_enabled',
  schedulingEnabled: 'scheduling_enabled',
  recordAutonumberingEnabled: 'record_autonumbering_enabled',
  randomizationEnabled: 'randomization_enabled',
  displayTodayNowButton: 'display_today_now_button',
  bypassBranchingEraseFieldPrompt: 'bypass_branching_erase_field_prompt',
} as const;

type TextName = keyof typeof textSettings;
type FlagName = keyof typeof flagSettings;

/** Settings by their names in the graph; what is left out or null stays as it is. */
export type ProjectSettingsInput = { readonly [Name in TextName]?: string | null | undefined } & {
  readonly [Name in FlagName]?: boolean | null | undefined;
} & { readonly purpose?: Purpose | null | undefined };

/** A setting that is to change: its value as REDCap takes it, and how both look to people. */
interface Setting {
  readonly name: TextName | FlagName | 'purpose';
  readonly key: keyof ImportProjectSettingsArgs;
  readonly before: string | boolean | number | null;
  readonly after: string | boolean | number;
  readonly shown: readonly [before: string, after: string];
}

/** REDCap's pages store texts with the line ends of browsers, and trim them. */
const normalize = (value: string | boolean | number | null): string | boolean | number | null =>
  typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : value;

const quote = (text: string): string => JSON.stringify(text);

const settingsOf = (row: ProjectRow, input: ProjectSettingsInput): Setting[] => {
  const texts = (Object.keys(textSettings) as TextName[]).flatMap((name): Setting[] => {
    const after = input[name];
    const key = textSettings[name];
    if (after === undefined || after === null) return [];
    return [{ name, key, before: row[key], after, shown: [quote(row[key]), quote(after)] }];
  });
  const flags = (Object.keys(flagSettings) as FlagName[]).flatMap((name): Setting[] => {
    const after = input[name];
    const key = flagSettings[name];
    if (after === undefined || after === null) return [];
    return [{ name, key, before: row[key], after, shown: [String(row[key]), String(after)] }];
  });
  const { purpose } = input;
  if (purpose === undefined || purpose === null) return [...texts, ...flags];
  const shown = [purposeOf(row) ?? String(row.purpose ?? 'none'), purpose] as const;
  return [
    ...texts,
    { name: 'purpose', key: 'purpose', before: row.purpose, after: purposes[purpose], shown },
    ...flags,
  ];
};

const check = (design: Design, input: ProjectSettingsInput): UserErrorShape[] => {
  const row = design.rows.project;
  const purpose = input.purpose == null ? row.purpose : purposes[input.purpose];
  const isNamed = input.purpose != null || input.purposeOther != null;
  const errors = isNamed ? checkPurpose(purpose, input.purposeOther ?? row.purpose_other) : [];
  if (input.projectTitle?.trim() === '') {
    errors.push(userError('VALIDATION', ['projectTitle'], 'A project has a title: leave it out to keep it.'));
  }
  const unique = input.secondaryUniqueField ?? '';
  if (unique !== '' && design.field(unique) === undefined) {
    const message = 'There is no field with this name in the project; "" stands for none.';
    errors.push(userError('NOT_FOUND', ['secondaryUniqueField'], message));
  }
  return errors;
};

/** What becomes of other things when a flag changes, for people. */
const consequences: Partial<Record<FlagName, { readonly on?: string; readonly off?: string }>> = {
  isLongitudinal: { on: 'REDCap shows that it is on only once there are arms and events.' },
  surveysEnabled: {
    on: 'It makes no instrument a survey: that is done on the pages of REDCap.',
    off: 'Links to surveys that participants have stop working.',
  },
  schedulingEnabled: { off: 'Events have no day offsets any more.' },
  recordAutonumberingEnabled: { off: 'Whoever creates records then names them.' },
  randomizationEnabled: {
    on: 'Its allocation tables are set up on the pages of REDCap.',
    off: 'No record can be randomized.',
  },
};

/** How many records hold data that would be hidden: without the flag REDCap shows the first event only. */
const countHidden = async (source: ProjectSource, design: Design): Promise<Count> => {
  const others = design.events.slice(1).map(({ uniqueEventName }) => uniqueEventName);
  const [count = null] = await countStored(source, design, { fields: [], events: others }, [{ holdsData: () => true }]);
  return count;
};

const describeChange = async (source: ProjectSource, design: Design, setting: Setting): Promise<DesignChange> => {
  const { name, after, shown } = setting;
  const hidden = name === 'isLongitudinal' && after === false ? await countHidden(source, design) : 0;
  const { risksData, detail } = dataRisk(hidden, { where: 'outside the first event, which would be dropped' });
  const consequence =
    name in consequences ? consequences[name as FlagName]?.[after === true ? 'on' : 'off'] : undefined;
  return {
    part: 'PROJECT_INFO',
    kind: 'CHANGE',
    subject: name,
    risksData,
    detail: [`${shown[0]} → ${shown[1]}.`, detail, consequence].filter((text) => text != null).join(' '),
  };
};

/** Whether a setting is stored. Of a project without events no read shows whether the longitudinal flag was set. */
export const holdsSetting = (
  design: Design,
  key: keyof ImportProjectSettingsArgs,
  after: string | boolean | number,
): ReadBack => {
  if (key === 'is_longitudinal' && after === true && design.events.length === 0) return 'unseen';
  return normalize(design.rows.project[key]) === normalize(after);
};

/**
 * Changes settings of the project: only those that are named and differ are sent. REDCap: Import Project Information.
 */
export const planProjectSettings = async (
  source: ProjectSource,
  design: Design,
  input: ProjectSettingsInput,
): Promise<DesignPlan> => {
  const errors = check(design, input);
  if (errors.length > 0) return refusedPlan(errors);
  const changed = settingsOf(design.rows.project, input).filter(
    ({ before, after }) => normalize(before) !== normalize(after),
  );
  const args = Object.fromEntries(changed.map(({ key, after }) => [key, after])) as ImportProjectSettingsArgs;
  return {
    changes: await Promise.all(changed.map((setting) => describeChange(source, design, setting))),
    errors,
    calls: [writeCall(source, importProjectSettings, args)],
    isDone: (after) => allReadBack(changed.map((setting) => holdsSetting(after, setting.key, setting.after))),
  };
};
