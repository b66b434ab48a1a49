import { findOwnUser, findUser, isSameUser } from '../../loaders/access/own-user.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { importUserRoleAssignments as importMethod } from '../../redcap/methods/user-role-assignment.ts';
import type { UserRoleAssignmentRow } from '../../redcap/methods/user-role-assignment.ts';
import type { UserRoleRow } from '../../redcap/methods/user-role.ts';
import type { UserRow } from '../../redcap/methods/user.ts';
import {
  previousUsers,
  refusedPlan,
  writeAccess,
  type AccessChange,
  type AccessPlan,
  type AccessWriteResult,
} from './change.ts';
import { checkOwnLoss, checkOwnRights, ownUserRefusal } from './own-user.ts';
import { compareRights, type RightChange } from './right-change.ts';
import type { WriteContext } from '../context.ts';
import { isUserError, userError, type UserErrorShape } from '../user-error.ts';
import { leavesRole } from './user-role-deletion.ts';
import { findRole, nameRole } from './user-role.ts';
import { writeCall } from '../write-call.ts';

export interface UserRoleAssignmentInput {
  readonly username: string;
  /** "" takes the user out of their role. */
  readonly uniqueRoleName: string;
}

export interface ImportUserRoleAssignmentsInput {
  readonly assignments: readonly UserRoleAssignmentInput[];
  readonly dryRun?: boolean | null | undefined;
  readonly allowWidening?: boolean | null | undefined;
}

interface Stored {
  readonly users: readonly UserRow[];
  readonly roles: readonly UserRoleRow[];
  readonly assignments: readonly UserRoleAssignmentRow[];
}

interface Wanted {
  readonly row: UserRoleAssignmentRow | null;
  readonly changes: readonly AccessChange[];
  readonly errors: readonly UserErrorShape[];
}

const refuse = (...errors: UserErrorShape[]): Wanted => ({ row: null, changes: [], errors });

const listRights = (title: string, changes: readonly RightChange[]): string =>
  changes.length === 0 ? '' : ` ${title}: ${changes.map(({ subject }) => subject).join(', ')}.`;

const joinsRole = (user: UserRow, from: string, role: UserRoleRow, rights: readonly RightChange[]): AccessChange => {
  const gained = rights.filter(({ widens }) => widens);
  const moved = from === '' ? `Joins ${nameRole(role)}.` : `Moves from ${from} to ${nameRole(role)}.`;
  const lost = rights.filter(({ narrows, widens }) => narrows && !widens);
  const sees = user.data_access_group === '' ? ' Is in no group.' : ` Stays in ${user.data_access_group}.`;
  return {
    username: user.username,
    subject: 'role',
    widensAccess: gained.length > 0,
    detail: `${moved}${listRights('Gains', gained)}${listRights('Loses', lost)}${sees}`,
  };
};

const planAssignment = (
  source: ProjectSource,
  stored: Stored,
  { username, uniqueRoleName }: UserRoleAssignmentInput,
  path: readonly string[],
): Wanted => {
  const user = findUser(stored.users, username);
  if (user === undefined) {
    const message = 'There is no user with this name in the project. Add the user with importUsers first.';
    return refuse(userError('NOT_FOUND', [...path, 'username'], message));
  }
  const wanted = uniqueRoleName.trim();
  const before = findUser(stored.assignments, username)?.unique_role_name ?? '';
  const role = wanted === '' ? null : findRole(stored.roles, wanted, [...path, 'uniqueRoleName']);
  if (role !== null && isUserError(role)) return refuse(role);
  if (before === wanted) return { row: null, changes: [], errors: [] };
  const row = { username: user.username, unique_role_name: wanted, data_access_group: user.data_access_group };
  const old = stored.roles.find((candidate) => candidate.unique_role_name === before);
  const from = old === undefined ? before : nameRole(old);
  const isOwn = findOwnUser(source, stored.users) === user;
  if (role === null) {
    if (isOwn) return refuse(ownUserRefusal('It has its rights of this role.', path));
    return { row, changes: [leavesRole(user.username, from)], errors: [] };
  }
  const rights = compareRights(user, role);
  return { row, changes: [joinsRole(user, from, role, rights)], errors: isOwn ? checkOwnLoss(rights, path) : [] };
};

const checkTwice = (assignments: readonly UserRoleAssignmentInput[]): UserErrorShape[] =>
  assignments.flatMap(({ username }, index) =>
    assignments.findIndex((other) => isSameUser(other.username, username)) < index
      ? [userError('VALIDATION', ['assignments', String(index), 'username'], 'The same user is named twice.')]
      : [],
  );

const planImport = async (source: ProjectSource, input: ImportUserRoleAssignmentsInput): Promise<AccessPlan> => {
  const errors = checkTwice(input.assignments);
  if (errors.length > 0) return refusedPlan(errors);
  const [users, roles, assignments] = await Promise.all([
    source.users(),
    source.userRoles(),
    source.userRoleAssignments(),
  ]);
  const stored = { users, roles, assignments };
  const wanted = input.assignments.map((item, index) =>
    planAssignment(source, stored, item, ['assignments', String(index)]),
  );
  const problems = wanted.flatMap((item) => item.errors);
  if (problems.length > 0) return refusedPlan(problems);
  const rows = wanted.flatMap(({ row }) => (row === null ? [] : [row]));
  return {
    changes: wanted.flatMap(({ changes }) => changes),
    previous: {
      users: previousUsers(
        rows.flatMap(({ username }) => findUser(users, username) ?? []),
        assignments,
      ),
    },
    errors: rows.length === 0 ? [] : checkOwnRights(source, users),
    calls: [writeCall(source, importMethod, { rows }, { changes: ['userRoleAssignments', 'users'] })],
    isDone: async () => {
      const [nowUsers, now] = await Promise.all([source.users(), source.userRoleAssignments()]);
      return rows.every(
        (row) =>
          findUser(now, row.username)?.unique_role_name === row.unique_role_name &&
          findUser(nowUsers, row.username)?.data_access_group === row.data_access_group,
      );
    },
  };
};

/**
 * Puts users into roles, or takes them out with a blank name. Each user's group is sent along, so that it is kept. Users
 * that are so already are not sent. REDCap: Import User-Role Assignments.
 */
export const importUserRoleAssignments = (
  context: WriteContext,
  source: ProjectSource,
  input: ImportUserRoleAssignmentsInput,
): Promise<AccessWriteResult> =>
  writeAccess(
    context,
    source,
    {
      dryRun: input.dryRun ?? false,
      allowWidening: input.allowWidening ?? false,
      replaces: 'USER_ROLE_ASSIGNMENTS',
      reads: ['users', 'userRoles', 'userRoleAssignments', 'userDagAssignments'],
    },
    () => planImport(source, input),
  );
