import type { SandboxCall, Study } from '../../../support/study.ts';

/** Whether a call changes a design or rights. */
export const isImport = (call: SandboxCall): boolean =>
  call['content'] !== 'record' && (call['data'] !== undefined || call['action'] === 'delete');

const exported = async (study: Study, content: string): Promise<unknown[]> => {
  const rows = JSON.parse(await study.post({ content, format: 'json' })) as Record<string, unknown>[];
  // Ids are REDCap's own, and it gives others to what comes back.
  return rows
    .map(({ event_id: _event, data_access_group_id: _group, ...row }) =>
      JSON.stringify(row, (_key, value: unknown) => value ?? ''),
    )
    .sort((a, b) => (a < b ? -1 : 1));
};

/** All that a design and the rights in a project are, as REDCap exports it. */
export const snapshot = async (study: Study): Promise<Record<string, unknown[]>> => {
  const contents = [
    'metadata',
    'arm',
    'event',
    'formEventMapping',
    'repeatingFormsEvents',
    'user',
    'userRole',
    'userRoleMapping',
    'userDagMapping',
  ];
  const all: Record<string, unknown[]> = {};
  for (const content of contents) all[content] = await exported(study, content);
  return all;
};

/** Replacing mutations, each of which takes something away. */
export const replacing: readonly (readonly [kind: string, mutation: string])[] = [
  [
    'FORM_EVENT_MAPPINGS',
    'replaceFormEventMappings(input: { project: "study", allowDataLoss: true, mappings: [{ event: { uniqueEventName: "baseline_arm_1" }, instrument: "demographics" }] })',
  ],
  [
    'REPEATING_INSTRUMENTS_AND_EVENTS',
    'importRepeatingInstrumentsAndEvents(input: { project: "study", allowDataLoss: true, mode: REPLACE, entries: [{ event: { uniqueEventName: "baseline_arm_1" }, instrument: "labs" }] })',
  ],
  ['ARMS', 'deleteArms(input: { project: "study", allowDataLoss: true, arms: [2] })'],
  ['ARMS', 'importArms(input: { project: "study", arms: [{ armNum: 2, name: "Other" }] })'],
  ['EVENTS', 'deleteEvents(input: { project: "study", allowDataLoss: true, events: ["unscheduled_arm_1"] })'],
  [
    'EVENTS',
    'importEvents(input: { project: "study", allowDataLoss: true, mode: REPLACE, events: [{ uniqueEventName: "baseline_arm_1", eventName: "First day", armNum: 1 }, { eventName: "Close", armNum: 1 }] })',
  ],
  [
    'METADATA',
    'importMetadata(input: { project: "study", allowDataLoss: true, mode: REPLACE, fields: [{ fieldName: "record_id" }, { fieldName: "first_name", fieldLabel: "Given name" }, { fieldName: "extra", instrument: "demographics", fieldType: TEXT, fieldLabel: "Extra" }] })',
  ],
  [
    'USERS',
    'importUsers(input: { project: "study", allowWidening: true, users: [{ username: "nurse", apiImport: true, expiration: "2030-01-01" }] })',
  ],
  ['USERS', 'deleteUsers(input: { project: "study", users: ["nurse"], confirmCount: 1 })'],
  [
    'USER_ROLES',
    'importUserRoles(input: { project: "study", allowWidening: true, roles: [{ uniqueRoleName: "U-1", roleLabel: "Other", apiExport: true }] })',
  ],
  [
    'USER_ROLE_ASSIGNMENTS',
    'importUserRoleAssignments(input: { project: "study", allowWidening: true, assignments: [{ username: "nurse", uniqueRoleName: "U-1" }] })',
  ],
  [
    'USER_DATA_ACCESS_GROUP_ASSIGNMENTS',
    'importUserDataAccessGroupAssignments(input: { project: "study", allowWidening: true, assignments: [{ username: "nurse", uniqueGroupName: "kampala" }] })',
  ],
];
