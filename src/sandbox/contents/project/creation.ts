import { Refusal, invalidRow } from '../../call/refusal.ts';
import { isCalculated } from '../../calculation/formula.ts';
import { internalEvent } from '../../state/design.ts';
import type { SuperCall, SuperMethod } from '../../call/method.ts';
import { formatTime } from '../../state/log.ts';
import { addUser, makeAllRights, makeSettings, ProjectXmlError, readProjectXml } from '../../odm/index.ts';
import type { FieldDefinition, ProjectSettings, Rights, SandboxProject } from '../../state/project.ts';
import type { SandboxStore } from '../../state/store.ts';
import { readTextRows } from '../../wire/read-rows.ts';
import { makeInternalEvent } from '../../state/internal-event.ts';
import { readSettings } from './settings.ts';

/** The user behind the super token, who owns every project that it creates. */
const superUsername = 'site_admin';

const recordId: FieldDefinition = {
  field_name: 'record_id',
  form_name: 'form_1',
  section_header: '',
  field_type: 'text',
  field_label: 'Record ID',
  select_choices_or_calculations: '',
  field_note: '',
  text_validation_type_or_show_slider_number: '',
  text_validation_min: '',
  text_validation_max: '',
  identifier: '',
  branching_logic: '',
  required_field: '',
  custom_alignment: '',
  question_number: '',
  matrix_group_name: '',
  matrix_ranking: '',
  field_annotation: '',
};

const makeProject = (store: SandboxStore, settings: Partial<ProjectSettings>): SandboxProject => {
  const event = makeInternalEvent(store);
  return {
    projectId: store.nextProjectId++,
    settings: { ...makeSettings(), ...settings },
    status: 'development',
    creationTime: formatTime(store.now()),
    productionTime: '',
    fields: [{ ...recordId }],
    instruments: [{ name: 'form_1', label: 'Form 1' }],
    arms: [{ armNum: 1, name: 'Arm 1' }],
    events: [event],
    internalEventId: event.eventId,
    mappings: [{ eventId: event.eventId, form: 'form_1' }],
    repeating: [],
    dags: [],
    users: [],
    roles: [],
    surveys: [],
    records: new Map(),
    files: new Map(),
    nextDocId: 1,
    log: [],
  };
};

const readProject = (store: SandboxStore, odm: string, settings: Partial<ProjectSettings>): SandboxProject => {
  try {
    return readProjectXml(odm, store, settings);
  } catch (error) {
    if (error instanceof ProjectXmlError)
      throw new Refusal(400, `The parameter "odm" is not a project XML: ${error.message}`);
    throw error;
  }
};

const readRequest = (call: SuperCall): Partial<ProjectSettings> => {
  const [row = {}] = readTextRows(call, ['project_title', 'purpose']);
  const { project_note: note, ...rest } = row;
  const settings = readSettings({ ...(note === undefined ? {} : { project_notes: note }), ...rest });
  if (settings.project_title === undefined) throw invalidRow(0, 'the column "project_title" must not be blank');
  if (settings.purpose === undefined) throw invalidRow(0, 'the column "purpose" must be a number from 0 to 4');
  if (settings.purpose === 1 && (settings.purpose_other ?? '').trim() === '') {
    throw invalidRow(0, 'the column "purpose_other" must say what the purpose is when the purpose is 1 (other)');
  }
  return settings;
};

/**
 * Takes away the calculated values of a project XML. REDCap has none until a record is saved or imported
 * (EVIDENCE.md#calculated-values-of-a-new-project).
 */
const forgetCalculations = ({ fields, records }: SandboxProject): void => {
  const names = fields.filter(isCalculated).map((field) => field.field_name);
  for (const record of records.values()) {
    for (const row of record.rows.values()) for (const name of names) row.values.delete(name);
  }
};

/** The rights that the creator of a project does not have at first (EVIDENCE.md#rights-of-the-creator). */
const withheldRights = [
  'record_delete',
  'record_rename',
  'lock_records',
  'lock_records_all_forms',
  'lock_records_customization',
  'email_logging',
  'mobile_app_download_data',
] as const;

const makeCreatorRights = (project: SandboxProject): Rights => {
  const rights = makeAllRights(project.instruments.map((instrument) => instrument.name));
  return { ...rights, flags: { ...rights.flags, ...Object.fromEntries(withheldRights.map((right) => [right, 0])) } };
};

const createProject = (call: SuperCall): string => {
  const { store, parameters } = call;
  const settings = readRequest(call);
  const odm = parameters.text('odm') ?? '';
  // The XML decides whether there are events. A flag in `data` may set the longitudinal flag besides, and cannot unset
  // it.
  const { is_longitudinal: isLongitudinal, ...others } = settings;
  const project = odm.trim() === '' ? makeProject(store, others) : readProject(store, odm, others);
  project.internalEventId = internalEvent(project)?.eventId ?? null;
  project.settings.is_longitudinal ||= isLongitudinal === true;
  if (store.variants['new-calculations'] === 'blank') forgetCalculations(project);
  project.creationTime = formatTime(store.now());
  const rights = store.variants['creator-rights'] === 'all' ? 'all' : makeCreatorRights(project);
  const owner = addUser(project, store, { username: superUsername, rights });
  store.projects.set(project.projectId, project);
  project.log.push({
    timestamp: formatTime(store.now()),
    username: owner.username,
    action: 'Manage/Design ',
    details: 'Create project (API)',
    record: '',
  });
  return owner.token ?? '';
};

/** A refusal without double quotes. Clients read refusals of this call only so (EVIDENCE.md#refusal-of-a-new-project). */
const withoutQuotes = ({ status, message }: Refusal): Refusal => new Refusal(status, message.replaceAll('"', "'"));

const create: SuperMethod['handle'] = (call) => {
  try {
    return { kind: 'text', text: createProject(call) };
  } catch (error) {
    throw error instanceof Refusal ? withoutQuotes(error) : error;
  }
};

/** Create A New Project. It answers the bare token of the project's creator, who has most rights. */
export const projectCreationMethods: readonly SuperMethod[] = [
  {
    title: 'Create A New Project',
    content: 'project',
    action: 'import',
    handle: create,
  },
];
