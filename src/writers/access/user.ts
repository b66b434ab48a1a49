import { findOwnUser, findUser, isSameUser } from '../../loaders/access/own-user.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import type { DataAccessGroupRow } from '../../redcap/methods/data-access-group.ts';
import type { UserRoleAssignmentRow } from '../../redcap/methods/user-role-assignment.ts';
import { importUsers as importUsersMethod, type ImportUserRow, type UserRow } from '../../redcap/methods/user.ts';
import {
  previousUsers,
  refusedPlan,
  writeAccess,
  type AccessChange,
  type AccessPlan,
  type AccessWriteResult,
} from './change.ts';
import { checkGroup, groupChange } from './group-membership.ts';
import { checkOwnLoss, checkOwnRights, hasOwnUser, ownUserRefusal } from './own-user.ts';
import { learnRights, mergeRights, noRights, type KnownRights, type RightsInput } from './right.ts';
import { compareRights, type RightChange } from './right-change.ts';
import type { WriteContext } from '../context.ts';
import { userError, type UserErrorShape } from '../user-error.ts';
import { writeCall } from '../write-call.ts';

/** A user to add or to change; what is left out stays, or is the least for a new user. */
export interface UserInput extends RightsInput {
  readonly username: string;
  readonly expiration?: string | null | undefined;
  readonly clearExpiration?: boolean | null | undefined;
  readonly dataAccessGroup?: string | null | undefined;
  readonly clearDataAccessGroup?: boolean | null | undefined;
}

export interface ImportUsersInput {
  readonly users: readonly UserInput[];
  readonly dryRun?: boolean | null | undefined;
  readonly allowWidening?: boolean | null | undefined;
}

/** What is stored, as far as a change of users needs it. */
interface Stored {
  readonly users: readonly UserRow[];
  readonly roles: readonly UserRoleAssignmentRow[];
  /** Null when the token's user may not read the groups. */
  readonly groups: readonly DataAccessGroupRow[] | null;
  readonly known: KnownRights;
}

/** A user as the input wants it. */
interface Wanted {
  readonly row: ImportUserRow;
  readonly changes: readonly AccessChange[];
  readonly errors: readonly UserErrorShape[];
}

const readStored = async (source: ProjectSource, inputs: readonly UserInput[]): Promise<Stored> => {
  const [version, users, roles] = await Promise.all([source.version(), source.users(), source.userRoleAssignments()]);
  const asksGroups = inputs.some(
    (input) => input.dataAccessGroup != null || findUser(users, input.username) === undefined,
  );
  return { users, roles, groups: asksGroups ? await source.groups() : null, known: learnRights(version, users) };
};

const checkInput = (inputs: readonly UserInput[], index: number, input: UserInput): UserErrorShape[] => {
  const path = ['users', String(index)];
  const name = input.username;
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (name.trim() === '' || name !== name.trim() || /[\u0000-\u001f\u007f]/.test(name)) {
    return [userError('VALIDATION', [...path, 'username'], 'A username has no blanks at its ends and is not empty.')];
  }
  if (inputs.findIndex((other) => isSameUser(other.username, name)) < index) {
    return [userError('VALIDATION', [...path, 'username'], 'The same user is named twice.')];
  }
  if (input.clearDataAccessGroup === true && (input.dataAccessGroup ?? '') !== '') {
    const message = 'Give either dataAccessGroup or clearDataAccessGroup.';
    return [userError('VALIDATION', [...path, 'clearDataAccessGroup'], message)];
  }
  if (input.clearExpiration === true && input.expiration != null) {
    return [userError('VALIDATION', [...path, 'clearExpiration'], 'Give either expiration or clearExpiration.')];
  }
  return [];
};

/** What another day of expiration means. */
export const expirationChange = (username: string, before: string, after: string): AccessChange[] => {
  if (before === after) return [];
  const spell = (date: string): string => (date === '' ? 'no end' : date);
  const widensAccess = before !== '' && (after === '' || after > before);
  return [{ username, subject: 'expiration', widensAccess, detail: `${spell(before)} → ${spell(after)}.` }];
};

const newUserChanges = (row: ImportUserRow, groups: Stored['groups']): AccessChange[] => {
  const { username } = row;
  const joins = { username, subject: 'user', widensAccess: false, detail: 'New user of the project.' };
  // Without groups nobody is kept apart; where they cannot be read, they are taken to be there.
  if (row.data_access_group === '' && groups?.length === 0) return [joins];
  const group =
    row.data_access_group === ''
      ? { widensAccess: true, detail: 'Is in no group and sees the records of all groups.' }
      : { widensAccess: false, detail: `Joins ${row.data_access_group} and sees its records only.` };
  return [joins, { username, subject: 'data_access_group', ...group }];
};

/** Changes of a user's rights, as changes of access. */
export const rightChanges = (username: string, changes: readonly RightChange[]): AccessChange[] =>
  changes.map(({ subject, widens, detail }) => ({ username, subject, widensAccess: widens, detail }));

const roleRefusal = (uniqueRoleName: string, path: readonly string[]): UserErrorShape =>
  userError(
    'VALIDATION',
    path,
    `The user is in the role ${uniqueRoleName}, and REDCap does not let such users be changed. Change the role with importUserRoles, the group with importUserDataAccessGroupAssignments; or take the user out of the role first: importUserRoleAssignments with an empty uniqueRoleName.`,
  );

const checkOwn = (before: UserRow, row: ImportUserRow, changes: readonly RightChange[], path: string[]) => [
  ...checkOwnLoss(changes, path),
  ...(row.expiration !== '' && (before.expiration === '' || row.expiration < before.expiration)
    ? [ownUserRefusal('Its access would end.', [...path, 'expiration'])]
    : []),
];

const planUser = (source: ProjectSource, stored: Stored, input: UserInput, path: string[]): Wanted => {
  const before = findUser(stored.users, input.username);
  const errors: UserErrorShape[] = [];
  const rightsBefore = before ?? noRights(stored.known);
  const group = input.clearDataAccessGroup === true ? '' : (input.dataAccessGroup ?? before?.data_access_group ?? '');
  const row: ImportUserRow = {
    username: before?.username ?? input.username,
    expiration: input.clearExpiration === true ? '' : (input.expiration ?? before?.expiration ?? ''),
    data_access_group: group.trim(),
    ...mergeRights(rightsBefore, input, stored.known, path, errors),
  };
  if (input.dataAccessGroup != null) {
    errors.push(...checkGroup(stored.groups, row.data_access_group, [...path, 'dataAccessGroup']));
  }
  const rights = compareRights(rightsBefore, row);
  const changes = [
    ...(before === undefined
      ? newUserChanges(row, stored.groups)
      : groupChange(row.username, before.data_access_group, row.data_access_group)),
    ...expirationChange(row.username, before?.expiration ?? '', row.expiration),
    ...rightChanges(row.username, rights),
  ];
  const role = findUser(stored.roles, row.username)?.unique_role_name ?? '';
  if (changes.length > 0 && role !== '') errors.push(roleRefusal(role, path));
  if (before !== undefined && findOwnUser(source, stored.users) === before) {
    errors.push(...checkOwn(before, row, rights, path));
  }
  return { row, changes, errors };
};

/** Whether a user is stored as a row says. */
export const holdsUser = (users: readonly UserRow[], row: ImportUserRow): boolean => {
  const after = findUser(users, row.username);
  return (
    after !== undefined &&
    after.expiration === row.expiration &&
    after.data_access_group === row.data_access_group &&
    compareRights(row, after).length === 0
  );
};

const planImport = async (source: ProjectSource, inputs: readonly UserInput[]): Promise<AccessPlan> => {
  const errors = inputs.flatMap((input, index) => checkInput(inputs, index, input));
  if (errors.length > 0) return refusedPlan(errors);
  const stored = await readStored(source, inputs);
  const wanted = inputs.map((input, index) => planUser(source, stored, input, ['users', String(index)]));
  const problems = wanted.flatMap((user) => user.errors);
  if (problems.length > 0) return refusedPlan(problems);
  const changed = wanted.filter(({ changes }) => changes.length > 0);
  const rows = changed.map(({ row }) => row);
  const isAlone = hasOwnUser(source, stored.users, rows);
  return {
    changes: changed.flatMap(({ changes }) => changes),
    previous: {
      users: previousUsers(
        changed.flatMap(({ row }) => findUser(stored.users, row.username) ?? []),
        stored.roles,
      ),
    },
    errors: changed.length === 0 ? [] : checkOwnRights(source, stored.users),
    calls: [writeCall(source, importUsersMethod, { rows }, { isAlone, changes: ['users'] })],
    isDone: async () => {
      const after = await source.users();
      return changed.every(({ row }) => holdsUser(after, row));
    },
  };
};

/**
 * Adds and changes users. The whole row of every user is read, changed and sent, the group and every instrument's rights
 * with it, because REDCap takes away what is left out. Nothing is sent for users that are so already. REDCap: Import Users.
 */
export const importUsers = (
  context: WriteContext,
  source: ProjectSource,
  input: ImportUsersInput,
): Promise<AccessWriteResult> =>
  writeAccess(
    context,
    source,
    {
      dryRun: input.dryRun ?? false,
      allowWidening: input.allowWidening ?? false,
      replaces: 'USERS',
      reads: ['users', 'userRoleAssignments', 'dataAccessGroups', 'userDagAssignments'],
    },
    () => planImport(source, input.users),
  );
