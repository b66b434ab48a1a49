import { findOwnUser, findUser } from '../../loaders/access/own-user.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import type { DataAccessGroupRow } from '../../redcap/methods/data-access-group.ts';
import { importUserRoleAssignments, type UserRoleAssignmentRow } from '../../redcap/methods/user-role-assignment.ts';
import type { UserRoleRow } from '../../redcap/methods/user-role.ts';
import { importUsers, type ImportUserRow, type UserRow } from '../../redcap/methods/user.ts';
import type { UserErrorShape } from '../user-error.ts';
import { writeCall, type WriteCall } from '../write-call.ts';
import type { AccessChange, PreviousUser } from './change.ts';
import { checkGroup, groupChange } from './group-membership.ts';
import { checkOwnLoss, hasOwnUser, ownUserRefusal } from './own-user.ts';
import { compareRights } from './right-change.ts';
import { expirationChange, holdsUser, rightChanges } from './user.ts';

/** What is stored of people now. */
export interface StoredAccess {
  readonly users: readonly UserRow[];
  readonly roles: readonly UserRoleRow[];
  readonly assignments: readonly UserRoleAssignmentRow[];
  /** Null when the token's user may not read the groups. */
  readonly groups: readonly DataAccessGroupRow[] | null;
}

/** A user as a backup has them, beside what is stored now. */
interface Returning {
  readonly row: ImportUserRow;
  readonly before: UserRow | undefined;
  readonly roleBefore: string;
  /** The role to be in; "" for none. */
  readonly role: string;
  readonly changes: readonly AccessChange[];
  readonly errors: readonly UserErrorShape[];
  readonly losses: readonly string[];
}

const importRow = (row: UserRow): ImportUserRow => ({
  username: row.username,
  expiration: row.expiration,
  data_access_group: row.data_access_group,
  rights: row.rights,
  forms: row.forms,
  forms_export: row.forms_export,
});

const comesBack = (username: string): AccessChange => ({
  username,
  subject: 'user',
  widensAccess: true,
  detail: 'Comes back to the project, with the rights of then.',
});

const roleChange = (username: string, from: string, to: string): AccessChange[] => {
  if (from === to) return [];
  const [left, joined] = [from === '' ? 'no role' : from, to === '' ? 'no role' : to];
  return [{ username, subject: 'role', widensAccess: true, detail: `Moves from ${left} to ${joined}.` }];
};

const planReturn = (
  source: ProjectSource,
  stored: StoredAccess,
  { row, uniqueRoleName }: PreviousUser,
  path: readonly string[],
): Returning => {
  const before = findUser(stored.users, row.username);
  const roleBefore = findUser(stored.assignments, row.username)?.unique_role_name ?? '';
  const hasRole = stored.roles.some((role) => role.unique_role_name === uniqueRoleName);
  const isLost = uniqueRoleName !== '' && !hasRole;
  const role = isLost ? roleBefore : uniqueRoleName;
  // A user in a role has the rights of the role, which come back with the role.
  const rights = before === undefined || role !== '' ? [] : compareRights(before, row);
  const isOwn = before !== undefined && findOwnUser(source, stored.users) === before;
  return {
    row: importRow(row),
    before,
    roleBefore,
    role,
    changes: [
      ...(before === undefined ? [comesBack(row.username)] : []),
      ...(before === undefined ? [] : groupChange(row.username, before.data_access_group, row.data_access_group)),
      ...expirationChange(row.username, before?.expiration ?? row.expiration, row.expiration),
      ...rightChanges(row.username, rights),
      ...roleChange(row.username, roleBefore, role),
    ],
    errors: [
      ...checkGroup(stored.groups, row.data_access_group, path),
      ...(isOwn ? checkOwnLoss(rights, path) : []),
      ...(isOwn && role !== roleBefore ? [ownUserRefusal('It would have another role.', path)] : []),
    ],
    losses: [
      ...(before === undefined ? [`The API token of ${row.username} does not come back.`] : []),
      ...(isLost ? [`${row.username} was in the role ${uniqueRoleName}, which is not there any more.`] : []),
    ],
  };
};

/** What brings users back. */
export interface ReturningUsers extends Pick<Returning, 'changes' | 'errors' | 'losses'> {
  /** Users leave their roles first: REDCap changes no rights of a user in a role. */
  readonly leave: readonly WriteCall<unknown>[];
  readonly enter: readonly WriteCall<unknown>[];
  readonly isDone: (now: StoredAccess) => boolean;
}

const assign = (source: ProjectSource, users: readonly Returning[], roleOf: (user: Returning) => string) => {
  const rows = users.map((user) => ({
    username: user.row.username,
    unique_role_name: roleOf(user),
    data_access_group: user.row.data_access_group,
  }));
  const changes = ['userRoleAssignments', 'users'] as const;
  return rows.length === 0 ? [] : [writeCall(source, importUserRoleAssignments, { rows }, { changes })];
};

/** Plans how users come back as a backup has them. */
export const planReturningUsers = (
  source: ProjectSource,
  stored: StoredAccess,
  users: readonly PreviousUser[],
): ReturningUsers => {
  const all = users.map((user, index) => planReturn(source, stored, user, ['backupId', 'users', String(index)]));
  const changed = all.filter(({ changes }) => changes.length > 0);
  const leaving = changed.filter(({ role, roleBefore }) => role === '' && roleBefore !== '');
  const imported = changed.filter(({ role, before }) => role === '' || before === undefined);
  const entering = changed.filter(({ role, roleBefore }) => role !== '' && role !== roleBefore);
  const rows = imported.map(({ row }) => row);
  const isAlone = hasOwnUser(source, stored.users, rows);
  return {
    changes: all.flatMap(({ changes }) => changes),
    errors: all.flatMap(({ errors }) => errors),
    losses: all.flatMap(({ losses }) => losses),
    leave: assign(source, leaving, () => ''),
    enter: [
      ...(rows.length === 0 ? [] : [writeCall(source, importUsers, { rows }, { isAlone, changes: ['users'] })]),
      ...assign(source, entering, ({ role }) => role),
    ],
    isDone: (now) =>
      changed.every(({ row, role }) => {
        const isThere = (findUser(now.assignments, row.username)?.unique_role_name ?? '') === role;
        return isThere && (role === '' ? holdsUser(now.users, row) : findUser(now.users, row.username) !== undefined);
      }),
  };
};
