import { Readable } from 'node:stream';
import { addUser } from '../../../src/sandbox/odm/index.ts';
import type { SandboxProject, UserDefinition } from '../../../src/sandbox/state/project.ts';
import type { SandboxStore } from '../../../src/sandbox/state/store.ts';
import { schema } from '../../../src/schema/index.ts';
import { clinic } from '../../support/clinic.ts';
import type { Study } from '../../support/study.ts';

/** A mutation with an input that changes something of the {@link lifeClinic}. */
export interface MutationCase {
  readonly name: string;
  readonly input: object | ((study: Study) => Promise<object>);
  /** What is new about it, where a mutation has several. */
  readonly title?: string;
  /** No read shows that it was done: after a lost answer it stays unknown. */
  readonly isHidden?: true;
  /** REDCap answers it with nothing, so that an empty body is no lost answer. */
  readonly isAnsweredWithNothing?: true;
}

/** The clinic with people, a role, an empty group, and a randomization. */
export const lifeClinic = (store: SandboxStore): { project: SandboxProject; owner: UserDefinition } => {
  const made = clinic(store);
  const { project } = made;
  const eventId = project.events[0]?.eventId ?? 0;
  project.settings.randomization_enabled = true;
  project.randomizations = [
    {
      randomizationId: 7,
      targetField: 'panel',
      targetEventId: eventId,
      strata: [],
      byGroup: false,
      isConcealed: false,
      table: [{ value: '2', number: 'R-1', strata: {}, dagId: null, record: null }],
    },
  ];
  project.dags.push({ groupId: store.nextDagId++, name: 'Basel', uniqueName: 'basel' });
  const dagId = project.dags[0]?.groupId ?? 0;
  addUser(project, store, {
    username: 'nurse',
    rights: { flags: { api_export: 1 }, forms: {}, formsExport: {} },
    dagId,
  });
  project.roles.push({ uniqueRoleName: 'U-1', roleLabel: 'Monitor', flags: {}, forms: {}, formsExport: {} });
  return made;
};

const upload = (content: string): object => ({
  promise: Promise.resolve({
    filename: 'letter.pdf',
    mimetype: 'application/pdf',
    createReadStream: () => Readable.from([Buffer.from(content)]),
  }),
});

const place = { record: '1', event: 'baseline_arm_1', field: 'consent_pdf' };
const baseline = { record: '1', event: 'baseline_arm_1' };
const first = { uniqueEventName: 'baseline_arm_1' };

const runFirst = async (study: Study, name: string, type: string, input: object, selection: string) => {
  const source = `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} errors { message } } }`;
  const { data, errors } = await study.run(source, { input: { project: 'study', ...input } });
  if (errors.length > 0 || data[name].errors.length > 0) throw new Error(`${name} was to be done first`);
  return data[name];
};

/** Every mutation of the schema, once at least; a new one without a case fails the law. */
export const mutationCases: readonly MutationCase[] = [
  { name: 'addFormEventMappings', input: { mappings: [{ event: first, instrument: 'vitals' }] } },
  { name: 'createFileRepositoryFolder', input: { name: 'Protocols' } },
  { name: 'createProject', input: { projectTitle: 'New', purpose: 'PRACTICE' }, isHidden: true },
  { name: 'deleteArms', input: { arms: [2], allowDataLoss: true } },
  { name: 'deleteDataAccessGroups', input: { groups: ['basel'], allowDataLoss: true } },
  { name: 'deleteEvents', input: { events: ['unscheduled_arm_1'], allowDataLoss: true } },
  {
    name: 'deleteFile',
    isAnsweredWithNothing: true,
    input: async (study) => {
      await runFirst(study, 'importFile', 'ImportFileInput', { ...place, file: upload('v1') }, '');
      return place;
    },
  },
  {
    name: 'deleteFileRepositoryFile',
    isAnsweredWithNothing: true,
    input: async (study) => {
      const input = { file: upload('v1') };
      const type = 'ImportFileRepositoryFileInput';
      const { file } = await runFirst(study, 'importFileRepositoryFile', type, input, 'file { docId }');
      return { docId: file.docId };
    },
  },
  { name: 'deleteRecords', input: { records: ['1', '2'], arm: 1, confirmCount: 2 } },
  { name: 'deleteUserRoles', input: { roles: ['U-1'] } },
  { name: 'deleteUsers', input: { users: ['nurse'], confirmCount: 1 } },
  { name: 'importArms', title: 'that renames one', input: { arms: [{ armNum: 2, name: 'Drug C' }] } },
  { name: 'importArms', title: 'that makes one', input: { arms: [{ armNum: 3, name: 'Drug C' }] }, isHidden: true },
  { name: 'importDataAccessGroups', input: { groups: [{ dataAccessGroupName: 'Gulu' }] } },
  { name: 'importEvents', input: { events: [{ eventName: 'Close', armNum: 1 }] } },
  { name: 'importFile', isAnsweredWithNothing: true, input: { ...place, file: upload('v2') } },
  { name: 'importFileRepositoryFile', isAnsweredWithNothing: true, input: { file: upload('v2') } },
  {
    name: 'importMetadata',
    input: { fields: [{ fieldName: 'age', instrument: 'demographics', fieldType: 'TEXT', fieldLabel: 'Age' }] },
  },
  {
    name: 'importRecords',
    title: 'that changes a record',
    input: { rows: [{ ...baseline, instrument: 'demographics', values: [{ field: 'weight', number: '70.1' }] }] },
  },
  {
    name: 'importRecords',
    title: 'that erases a value',
    input: { rows: [{ ...baseline, instrument: 'demographics', values: [{ field: 'weight', erase: true }] }] },
  },
  {
    name: 'importRecords',
    title: 'that adds an instance',
    isHidden: true,
    input: {
      rows: [
        { ...baseline, instrument: 'adverse_events', newInstance: true, values: [{ field: 'ae_term', raw: 'X' }] },
      ],
    },
  },
  {
    name: 'importRecords',
    title: 'that makes a record',
    isHidden: true,
    input: {
      assignRecordNames: true,
      rows: [{ event: 'baseline_arm_1', instrument: 'demographics', values: [{ field: 'first_name', raw: 'Cy' }] }],
    },
  },
  {
    name: 'importRecordsFile',
    input: { format: 'CSV', file: upload('record_id,redcap_event_name,weight\n1,baseline_arm_1,70.1\n') },
  },
  {
    name: 'importRepeatingInstrumentsAndEvents',
    input: { entries: [{ event: first, instrument: 'labs' }] },
  },
  {
    name: 'importUserDataAccessGroupAssignments',
    input: { assignments: [{ username: 'nurse', uniqueGroupName: 'kampala' }], allowWidening: true },
  },
  {
    name: 'importUserRoleAssignments',
    input: { assignments: [{ username: 'nurse', uniqueRoleName: 'U-1' }], allowWidening: true },
  },
  { name: 'importUserRoles', input: { roles: [{ roleLabel: 'Data entry', apiExport: true }] } },
  { name: 'importUsers', input: { users: [{ username: 'nurse', apiImport: true }], allowWidening: true } },
  { name: 'randomizeRecord', input: { record: '1', randomizationId: 7, targetField: 'panel' } },
  { name: 'removeFormEventMappings', input: { mappings: [{ event: first, instrument: 'labs' }] } },
  { name: 'renameRecord', input: { record: '2', newName: '22' } },
  {
    name: 'replaceFormEventMappings',
    input: { mappings: [{ event: first, instrument: 'demographics' }], allowDataLoss: true },
  },
  {
    name: 'restore',
    input: async (study) => {
      const input = { mappings: [{ event: first, instrument: 'demographics' }], allowDataLoss: true };
      const type = 'ReplaceFormEventMappingsInput';
      const { backupId } = await runFirst(study, 'replaceFormEventMappings', type, input, 'backupId');
      return { backupId };
    },
  },
  { name: 'switchDataAccessGroup', input: { dataAccessGroup: 'lyon' } },
  { name: 'updateProject', input: { projectNotes: 'New notes' } },
];

/** The type of the input of a mutation. */
export const inputTypeOf = (mutation: string): string => {
  const field = schema.getMutationType()?.getFields()[mutation];
  return String(field?.args.find((argument) => argument.name === 'input')?.type);
};
