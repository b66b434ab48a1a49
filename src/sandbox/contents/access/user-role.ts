import type { Answer, Cell } from '../../call/answer.ts';
import { exportRights, importRights } from '../../call/right.ts';
import type { Call } from '../../call/call.ts';
import { appendLog } from '../../state/log.ts';
import type { SandboxMethod } from '../../call/method.ts';
import type { RoleDefinition, SandboxProject } from '../../state/project.ts';
import { invalidRow } from '../../call/refusal.ts';
import { readKnown } from '../../parameter/list.ts';
import type { DataRow } from '../../wire/read-rows.ts';
import { readRows } from '../../wire/read-rows.ts';
import { readRoleRights, roleColumns, shownFlags, spellForms } from './user-right.ts';

const roleByName = (project: SandboxProject, name: string): RoleDefinition | undefined =>
  project.roles.find((role) => role.uniqueRoleName === name);

const describeRole = (call: Call, role: RoleDefinition): Record<string, Cell> => ({
  unique_role_name: role.uniqueRoleName,
  role_label: role.roleLabel,
  ...Object.fromEntries(shownFlags(call.project).map((flag) => [flag, String(role.flags[flag] ?? 0)])),
  ...spellForms(call, role),
});

const exportRoles = (call: Call): Answer => ({
  kind: 'table',
  columns: ['unique_role_name', 'role_label', ...roleColumns(call.project)],
  rows: call.project.roles.map((role) => describeRole(call, role)),
  root: 'users',
  whenEmpty: 'header',
});

const readRole = (call: Call, row: DataRow, index: number): RoleDefinition => {
  const { project, store } = call;
  const text = (column: string): string => (typeof row[column] === 'string' ? row[column].trim() : '');
  const name = text('unique_role_name');
  const before = roleByName(project, name);
  if (name !== '' && before === undefined) {
    throw invalidRow(index, 'the column "unique_role_name" must be the unique name of a role of the project, or blank');
  }
  const roleLabel = text('role_label') || (before?.roleLabel ?? '');
  if (roleLabel === '') throw invalidRow(index, 'the column "role_label" must not be blank');
  return {
    uniqueRoleName: before?.uniqueRoleName ?? `U-${store.newToken().slice(0, 10).toUpperCase()}`,
    roleLabel,
    ...readRoleRights(call, row, index, before),
  };
};

const importRoles = (call: Call): Answer => {
  const { project } = call;
  const roles = readRows(call).map((row, index) => readRole(call, row, index));
  for (const role of roles) {
    const before = roleByName(project, role.uniqueRoleName);
    if (before === undefined) project.roles.push(role);
    else Object.assign(before, role);
  }
  appendLog(call, 'Manage/Design ', 'Import user roles (API)');
  return { kind: 'number', value: roles.length };
};

const deleteRoles = (call: Call): Answer => {
  const { project } = call;
  const names = readKnown(call.parameters, 'roles', (name) => roleByName(project, name) !== undefined);
  project.roles = project.roles.filter((role) => !names.includes(role.uniqueRoleName));
  for (const user of project.users) if (user.role !== null && names.includes(user.role)) user.role = null;
  appendLog(call, 'Manage/Design ', 'Delete user roles (API)');
  return { kind: 'number', value: names.length };
};

/** Export, Import and Delete User Roles. */
export const userRoleMethods: readonly SandboxMethod[] = [
  {
    title: 'Export User Roles',
    content: 'userRole',
    action: 'export',
    rights: exportRights('user_rights'),
    handle: exportRoles,
  },
  {
    title: 'Import User Roles',
    content: 'userRole',
    action: 'import',
    rights: importRights('user_rights'),
    handle: importRoles,
  },
  {
    title: 'Delete User Roles',
    content: 'userRole',
    action: 'delete',
    rights: importRights('user_rights'),
    handle: deleteRoles,
  },
];
