import { createDemoProject, demoProjectKey } from '../../src/sandbox/demo/study.ts';
import { addUser } from '../../src/sandbox/odm/index.ts';
import type { UserDefinition } from '../../src/sandbox/state/project.ts';
import { startStudy, type SandboxCall, type Study, type StudyOptions } from './study.ts';

/** The demo study with a nurse of Lyon who has rights of her own, some of every kind, and a helper without any. */
export const startPeople = (options: Partial<StudyOptions> = {}): Promise<Study> =>
  startStudy({
    projectKey: demoProjectKey,
    project: (store) => {
      const project = createDemoProject(store);
      const [owner] = project.users;
      const lyon = project.dags.find(({ uniqueName }) => uniqueName === 'lyon');
      if (owner === undefined || lyon === undefined) throw new Error('the demo study has no owner or no Lyon');
      const forms = Object.fromEntries(project.instruments.map(({ name }, index) => [name, index % 4]));
      const formsExport = Object.fromEntries(project.instruments.map(({ name }, index) => [name, (index + 1) % 4]));
      const nurse = addUser(project, store, {
        username: 'nurse',
        rights: { flags: { api_export: 1, reports: 1, lock_records: 2 }, forms, formsExport },
        email: 'nurse@example.org',
        dagId: lyon.groupId,
      });
      nurse.expiration = '2027-12-31';
      addUser(project, store, { username: 'helper', rights: { flags: {}, forms: {}, formsExport: {} } });
      return { project, owner };
    },
    ...options,
  });

/** A user of the study's project. */
export const userOf = (study: Study, username: string): UserDefinition => {
  const user = study.project.users.find((candidate) => candidate.username === username);
  if (user === undefined) throw new Error(`there is no ${username}`);
  return user;
};

/** Unique name of the group that a user is in; null for none. */
export const groupOf = (study: Study, username: string): string | null =>
  study.project.dags.find(({ groupId }) => groupId === userOf(study, username).dagId)?.uniqueName ?? null;

/** A row of an export of users or roles. */
export type ExportedRow = Readonly<Record<string, unknown>> & {
  readonly forms: Readonly<Record<string, number>>;
  readonly forms_export: Readonly<Record<string, number>>;
};

/** The users or roles as the sandbox exports them, past the gateway. */
export const exportRows = async (study: Study, content: 'user' | 'userRole'): Promise<ExportedRow[]> =>
  JSON.parse(await study.post({ content, format: 'json' })) as ExportedRow[];

/** Calls that change something: all but exports. */
export const writesOf = (study: Study): SandboxCall[] =>
  study.calls.filter((call) => call['data'] !== undefined || ['delete', 'switch'].includes(call['action'] ?? ''));

/** The rows of the first import that was sent. */
export const sentRows = (study: Study): Record<string, unknown>[] =>
  JSON.parse(writesOf(study)[0]?.['data'] ?? '[]') as Record<string, unknown>[];

/** What a change of access answered. */
export interface AccessAnswer {
  readonly changes: {
    readonly username: string | null;
    readonly subject: string;
    readonly widensAccess: boolean;
    readonly detail: string;
  }[];
  readonly dryRun: boolean;
  readonly errors: {
    readonly code: string;
    readonly path: string[];
    readonly message: string;
    readonly missingRight: string | null;
  }[];
}

const inputTypes = {
  importUsers: 'ImportUsersInput',
  deleteUsers: 'DeleteUsersInput',
  importUserRoles: 'ImportUserRolesInput',
  deleteUserRoles: 'DeleteUserRolesInput',
  importUserRoleAssignments: 'ImportUserRoleAssignmentsInput',
  importDataAccessGroups: 'ImportDataAccessGroupsInput',
  deleteDataAccessGroups: 'DeleteDataAccessGroupsInput',
  importUserDataAccessGroupAssignments: 'ImportUserDagAssignmentsInput',
  switchDataAccessGroup: 'SwitchDataAccessGroupInput',
} as const;

/** Runs a mutation about people, for the study's owner unless somebody else is named; throws when it fails as a whole. */
export const changeAccess = async (
  study: Study,
  mutation: keyof typeof inputTypes,
  input: Readonly<Record<string, unknown>>,
  as?: UserDefinition,
): Promise<AccessAnswer> => {
  const { data, errors } = await study.run(
    `mutation Change($input: ${inputTypes[mutation]}!) {
      ${mutation}(input: $input) {
        changes { username subject widensAccess detail }
        dryRun
        errors { code path message missingRight }
      }
    }`,
    { input: { project: demoProjectKey, ...input } },
    as,
  );
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('; '));
  return (data as Record<string, AccessAnswer>)[mutation] as AccessAnswer;
};

/** Codes and places of the errors of an answer. */
export const errorsOf = ({ errors }: AccessAnswer): (readonly [code: string, path: readonly string[]])[] =>
  errors.map(({ code, path }) => [code, path] as const);
