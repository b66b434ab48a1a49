import { findUser } from '../../loaders/access/own-user.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { importUserRoles, type UserRoleRow } from '../../redcap/methods/user-role.ts';
import type { WriteContext } from '../context.ts';
import { writeCall } from '../write-call.ts';
import {
  previousUsers,
  writeAccess,
  type AccessBackupKind,
  type AccessPlan,
  type AccessPrevious,
  type AccessWriteOptions,
  type AccessWriteResult,
} from './change.ts';
import { checkOwnRights } from './own-user.ts';
import { planReturningUsers, type StoredAccess } from './restored-user.ts';
import { planUserDagAssignments } from './user-dag-assignment.ts';
import { compareRights } from './right-change.ts';
import { isSameRole, membersOf, nameRole, roleChanges } from './user-role.ts';

const readStored = async (source: ProjectSource): Promise<StoredAccess> => {
  const [users, roles, assignments, groups] = await Promise.all([
    source.users(),
    source.userRoles(),
    source.userRoleAssignments(),
    source.groups(),
  ]);
  return { users, roles, assignments, groups };
};

/** A role as a backup has it, beside what is stored now. */
const planRole = ({ roles, assignments }: StoredAccess, row: UserRoleRow) => {
  const before = roles.find((role) => role.unique_role_name === row.unique_role_name) ?? null;
  // REDCap gives a role that is made anew another unique name.
  const sent = before === null ? { ...row, unique_role_name: '' } : row;
  const members = before === null ? [] : membersOf(assignments, row.unique_role_name);
  const rights = before === null ? [] : compareRights(before, row);
  const isChanged = before === null || !isSameRole(before, row);
  return {
    before,
    row: sent,
    changes: isChanged ? roleChanges(before, sent, rights, members) : [],
    losses: before === null ? [`${nameRole(row)} comes back under another unique name, and without its members.`] : [],
  };
};

const planRestoration = async (source: ProjectSource, content: AccessPrevious): Promise<AccessPlan> => {
  const stored = await readStored(source);
  const users = planReturningUsers(source, stored, content.users ?? []);
  const roles = (content.roles ?? []).map((row) => planRole(stored, row)).filter(({ changes }) => changes.length > 0);
  const rows = roles.map(({ row }) => row);
  const changes = [...roles.flatMap((role) => role.changes), ...users.changes];
  return {
    changes,
    errors: [...users.errors, ...(changes.length === 0 ? [] : checkOwnRights(source, stored.users))],
    previous: {
      users: previousUsers(
        (content.users ?? []).flatMap(({ row }) => findUser(stored.users, row.username) ?? []),
        stored.assignments,
      ),
      roles: roles.flatMap(({ before }) => before ?? []),
    },
    losses: [...roles.flatMap(({ losses }) => losses), ...users.losses],
    calls: [
      ...users.leave,
      ...(rows.length === 0 ? [] : [writeCall(source, importUserRoles, { rows }, { changes: ['userRoles', 'users'] })]),
      ...users.enter,
    ],
    isDone: async () => {
      const now = await readStored(source);
      const hasRole = ({ before, row }: (typeof roles)[number]): boolean =>
        now.roles.some(
          (role) => isSameRole(role, row) && (before === null || role.unique_role_name === before.unique_role_name),
        );
      return users.isDone(now) && roles.every(hasRole);
    },
  };
};

/**
 * Brings users, roles and assignments back to what a backup holds of them. Who was added since stays, as does a role that was
 * made since: a backup holds only those that its write was about to change.
 */
export const restoreAccess = (
  context: WriteContext,
  source: ProjectSource,
  { kind, content }: { readonly kind: AccessBackupKind; readonly content: AccessPrevious },
  options: Pick<AccessWriteOptions, 'dryRun' | 'allowWidening'>,
): Promise<AccessWriteResult> => {
  const { groups } = content;
  const assignments = groups?.map(({ username, group }) => ({ username, uniqueGroupName: group }));
  const reads = ['users', 'userRoles', 'userRoleAssignments', 'userDagAssignments', 'dataAccessGroups'] as const;
  return writeAccess(context, source, { ...options, replaces: kind, reads }, () =>
    assignments === undefined ? planRestoration(source, content) : planUserDagAssignments(source, { assignments }),
  );
};
