import type { Answer } from '../../call/answer.ts';
import { exportRights, importRights } from '../../call/right.ts';
import type { Call } from '../../call/call.ts';
import { appendLog } from '../../state/log.ts';
import type { SandboxMethod } from '../../call/method.ts';
import type { SandboxProject, UserDefinition } from '../../state/project.ts';
import { invalidRow } from '../../call/refusal.ts';
import { isAtLeast } from '../../state/version.ts';
import { readTextRows } from '../../wire/read-rows.ts';
import { nameDag } from '../../state/design.ts';
import { readDagCell } from './data-access-group.ts';
import { listUsers, readUserCell } from './user-name.ts';

/** Who has which role. EVIDENCE.md#group-of-a-role-assignment says since when the group is shown. */
const exportAssignments = ({ project, store }: Call): Answer => ({
  kind: 'table',
  columns: ['username', 'unique_role_name', ...(isAtLeast(store.version, '15.8.2') ? ['data_access_group'] : [])],
  rows: listUsers(project).map((user) => ({
    username: user.username,
    unique_role_name: user.role ?? '',
    data_access_group: nameDag(project, user.dagId),
  })),
  root: 'items',
  whenEmpty: 'header',
});

const readRole = (project: SandboxProject, text: string, row: number): string | null => {
  if (text === '') return null;
  if (project.roles.some((role) => role.uniqueRoleName === text)) return text;
  throw invalidRow(row, 'the column "unique_role_name" must be the unique name of a role of the project, or blank');
};

/** What a row assigns. A group that the row does not mention stays. */
const readAssignment = (
  project: SandboxProject,
  row: Readonly<Record<string, string>>,
  index: number,
): { user: UserDefinition; role: string | null; dagId: number | null } => {
  const user = readUserCell(project, row.username, index);
  const role = readRole(project, (row.unique_role_name ?? '').trim(), index);
  const dag = row.data_access_group;
  return {
    user,
    role,
    dagId: dag === undefined ? user.dagId : readDagCell(project, dag, index, 'data_access_group'),
  };
};

const importAssignments = (call: Call): Answer => {
  const rows = readTextRows(call, ['username', 'unique_role_name']).map((row, index) =>
    readAssignment(call.project, row, index),
  );
  for (const { user, role, dagId } of rows) Object.assign(user, { role, dagId });
  appendLog(call, 'Manage/Design ', 'Import User-Role assignments (API)');
  return { kind: 'number', value: rows.length };
};

/** Export and Import User-Role Assignments. */
export const userRoleMappingMethods: readonly SandboxMethod[] = [
  {
    title: 'Export User-Role Assignments',
    content: 'userRoleMapping',
    action: 'export',
    rights: exportRights('user_rights'),
    handle: exportAssignments,
  },
  {
    title: 'Import User-Role Assignments',
    content: 'userRoleMapping',
    action: 'import',
    rights: importRights('user_rights'),
    handle: importAssignments,
  },
];
