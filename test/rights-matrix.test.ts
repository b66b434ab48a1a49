import { beforeAll, describe, expect, it } from 'vitest';
import { judgeCapability, type CapabilityName } from '../src/graph/access/capability.ts';
import { makeAllRights } from '../src/sandbox/odm/index.ts';
import type { SandboxKit } from './sandbox/support.ts';
import { makeSandbox, tokens } from './sandbox/support.ts';

/** A right by its key in user exports, and what of it REDCap's refusal must name. */
const names: Readonly<Record<string, string>> = {
  api_export: 'API Export',
  api_import: 'API Import/Update',
  design: 'Project Design and Setup',
  data_access_groups: 'Data Access Groups',
  user_rights: 'User Rights',
  file_repository: 'File Repository',
  manage_survey_participants: 'Survey Distribution Tools',
  logging: 'Logging',
  record_delete: 'Delete Record',
  record_rename: 'Rename Record',
  random_perform: 'Randomize',
};

interface Row {
  readonly capability: CapabilityName;
  readonly content: string;
  readonly action?: string;
  /** The call carries `data`. */
  readonly data?: true;
  readonly rights: readonly string[];
  readonly developmentOnly?: true;
}

/** REDCap's methods with the rights and the status that they need, as its documentation lists them. */
const rows: readonly Row[] = [
  { capability: 'EXPORT_RECORDS', content: 'record', rights: ['api_export'] },
  { capability: 'IMPORT_RECORDS', content: 'record', data: true, rights: ['api_import'] },
  { capability: 'DELETE_RECORDS', content: 'record', action: 'delete', rights: ['record_delete'] },
  { capability: 'RENAME_RECORD', content: 'record', action: 'rename', rights: ['record_rename'] },
  { capability: 'RANDOMIZE_RECORD', content: 'record', action: 'randomize', rights: ['random_perform'] },
  { capability: 'GENERATE_NEXT_RECORD_NAME', content: 'generateNextRecordName', rights: ['api_export'] },
  { capability: 'EXPORT_FIELD_NAMES', content: 'exportFieldNames', rights: ['api_export'] },
  { capability: 'EXPORT_METADATA', content: 'metadata', rights: ['api_export'] },
  {
    capability: 'IMPORT_METADATA',
    content: 'metadata',
    data: true,
    rights: ['api_import', 'design'],
    developmentOnly: true,
  },
  { capability: 'EXPORT_INSTRUMENTS', content: 'instrument', rights: ['api_export'] },
  { capability: 'EXPORT_PDF', content: 'pdf', rights: ['api_export'] },
  { capability: 'EXPORT_FORM_EVENT_MAPPINGS', content: 'formEventMapping', rights: ['api_export'] },
  {
    capability: 'IMPORT_FORM_EVENT_MAPPINGS',
    content: 'formEventMapping',
    data: true,
    rights: ['api_import', 'design'],
    developmentOnly: true,
  },
  {
    capability: 'EXPORT_REPEATING_INSTRUMENTS_AND_EVENTS',
    content: 'repeatingFormsEvents',
    rights: ['api_export', 'design'],
  },
  {
    capability: 'IMPORT_REPEATING_INSTRUMENTS_AND_EVENTS',
    content: 'repeatingFormsEvents',
    data: true,
    rights: ['api_import', 'design'],
  },
  { capability: 'EXPORT_ARMS', content: 'arm', rights: ['api_export'] },
  {
    capability: 'IMPORT_ARMS',
    content: 'arm',
    action: 'import',
    data: true,
    rights: ['api_import', 'design'],
    developmentOnly: true,
  },
  {
    capability: 'DELETE_ARMS',
    content: 'arm',
    action: 'delete',
    rights: ['api_import', 'design'],
    developmentOnly: true,
  },
  { capability: 'EXPORT_EVENTS', content: 'event', rights: ['api_export'] },
  {
    capability: 'IMPORT_EVENTS',
    content: 'event',
    action: 'import',
    data: true,
    rights: ['api_import', 'design'],
    developmentOnly: true,
  },
  {
    capability: 'DELETE_EVENTS',
    content: 'event',
    action: 'delete',
    rights: ['api_import', 'design'],
    developmentOnly: true,
  },
  { capability: 'EXPORT_FILE', content: 'file', action: 'export', rights: ['api_export'] },
  { capability: 'IMPORT_FILE', content: 'file', action: 'import', rights: ['api_import'] },
  { capability: 'DELETE_FILE', content: 'file', action: 'delete', rights: ['api_import'] },
  {
    capability: 'CREATE_FILE_REPOSITORY_FOLDER',
    content: 'fileRepository',
    action: 'createFolder',
    rights: ['api_import', 'file_repository'],
  },
  {
    capability: 'LIST_FILE_REPOSITORY',
    content: 'fileRepository',
    action: 'list',
    rights: ['api_export', 'file_repository'],
  },
  {
    capability: 'EXPORT_FILE_REPOSITORY_FILE',
    content: 'fileRepository',
    action: 'export',
    rights: ['api_export', 'file_repository'],
  },
  {
    capability: 'IMPORT_FILE_REPOSITORY_FILE',
    content: 'fileRepository',
    action: 'import',
    rights: ['api_import', 'file_repository'],
  },
  {
    capability: 'DELETE_FILE_REPOSITORY_FILE',
    content: 'fileRepository',
    action: 'delete',
    rights: ['api_import', 'file_repository'],
  },
  { capability: 'EXPORT_USERS', content: 'user', rights: ['api_export', 'user_rights'] },
  { capability: 'IMPORT_USERS', content: 'user', data: true, rights: ['api_import', 'user_rights'] },
  { capability: 'DELETE_USERS', content: 'user', action: 'delete', rights: ['api_import', 'user_rights'] },
  { capability: 'EXPORT_USER_ROLES', content: 'userRole', rights: ['api_export', 'user_rights'] },
  { capability: 'IMPORT_USER_ROLES', content: 'userRole', data: true, rights: ['api_import', 'user_rights'] },
  { capability: 'DELETE_USER_ROLES', content: 'userRole', action: 'delete', rights: ['api_import', 'user_rights'] },
  { capability: 'EXPORT_USER_ROLE_ASSIGNMENTS', content: 'userRoleMapping', rights: ['api_export', 'user_rights'] },
  {
    capability: 'IMPORT_USER_ROLE_ASSIGNMENTS',
    content: 'userRoleMapping',
    action: 'import',
    data: true,
    rights: ['api_import', 'user_rights'],
  },
  { capability: 'EXPORT_DATA_ACCESS_GROUPS', content: 'dag', rights: ['api_export', 'data_access_groups'] },
  {
    capability: 'IMPORT_DATA_ACCESS_GROUPS',
    content: 'dag',
    action: 'import',
    data: true,
    rights: ['api_import', 'data_access_groups'],
  },
  {
    capability: 'DELETE_DATA_ACCESS_GROUPS',
    content: 'dag',
    action: 'delete',
    rights: ['api_import', 'data_access_groups'],
  },
  { capability: 'SWITCH_DATA_ACCESS_GROUP', content: 'dag', action: 'switch', rights: ['api_import'] },
  {
    capability: 'EXPORT_USER_DAG_ASSIGNMENTS',
    content: 'userDagMapping',
    rights: ['api_export', 'data_access_groups'],
  },
  {
    capability: 'IMPORT_USER_DAG_ASSIGNMENTS',
    content: 'userDagMapping',
    action: 'import',
    data: true,
    rights: ['api_import', 'data_access_groups'],
  },
  { capability: 'EXPORT_PROJECT', content: 'project', rights: ['api_export'] },
  { capability: 'IMPORT_PROJECT_SETTINGS', content: 'project_settings', data: true, rights: ['api_import', 'design'] },
  { capability: 'EXPORT_PROJECT_XML', content: 'project_xml', rights: ['api_export'] },
  { capability: 'EXPORT_REPORT', content: 'report', rights: ['api_export'] },
  { capability: 'EXPORT_LOGGING', content: 'log', rights: ['api_export', 'logging'] },
  { capability: 'EXPORT_SURVEY_LINK', content: 'surveyLink', rights: ['api_export', 'manage_survey_participants'] },
  {
    capability: 'EXPORT_SURVEY_ACCESS_CODE',
    content: 'surveyAccessCode',
    rights: ['api_export', 'manage_survey_participants'],
  },
  {
    capability: 'EXPORT_SURVEY_QUEUE_LINK',
    content: 'surveyQueueLink',
    rights: ['api_export', 'manage_survey_participants'],
  },
  {
    capability: 'EXPORT_SURVEY_RETURN_CODE',
    content: 'surveyReturnCode',
    rights: ['api_export', 'manage_survey_participants'],
  },
  {
    capability: 'EXPORT_SURVEY_PARTICIPANTS',
    content: 'participantList',
    rights: ['api_export', 'manage_survey_participants'],
  },
];

const cases = rows.flatMap((row) => row.rights.map((right) => ({ ...row, right, named: names[right] ?? '' })));

const project = { in_production: false, is_longitudinal: true, surveys_enabled: true, randomization_enabled: true };

const parametersOf = ({ content, action, data }: Row): Record<string, string> => ({
  token: tokens.longitudinal,
  content,
  format: 'json',
  ...(action === undefined ? {} : { action }),
  ...(data === undefined ? {} : { data: '[]' }),
});

describe('the matrix of rights and statuses', () => {
  let kit: SandboxKit;

  beforeAll(() => {
    kit = makeSandbox();
  });

  const owner = () => {
    const user = kit.longitudinal.users.find(({ token }) => token === tokens.longitudinal);
    if (user === undefined) throw new Error('the project has no owner');
    return user;
  };

  it('has a row for every method of REDCap but the version and the creation of a project', () => {
    expect(new Set(rows.map(({ capability }) => capability)).size).toBe(53);
  });

  it.each(cases)('$capability is refused by REDCap without $right, and reported before the call', async (row) => {
    Object.assign(owner().flags, makeAllRights([]).flags, { random_perform: 1, [row.right]: 0 });
    const reply = await kit.post(parametersOf(row));
    expect([reply.status, reply.text]).toEqual([403, expect.stringContaining(row.named)]);

    const known = (key: string): number => (key === row.right ? 0 : 1);
    expect(judgeCapability(row.capability, known, project)).toMatchObject({ allowed: false, missingRight: row.named });
  });

  it.each(rows.filter(({ developmentOnly }) => developmentOnly))(
    '$capability is refused by REDCap in Production, and told before the call',
    async (row) => {
      Object.assign(owner().flags, makeAllRights([]).flags);
      kit.longitudinal.status = 'production';
      const reply = await kit.post(parametersOf(row));
      kit.longitudinal.status = 'development';
      expect([reply.status, reply.text]).toEqual([400, expect.stringContaining('Development')]);
      expect(judgeCapability(row.capability, () => 1, { ...project, in_production: true }).allowed).toBe(false);
    },
  );
});
