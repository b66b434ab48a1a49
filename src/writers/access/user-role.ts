import { findOwnUser, findUser } from '../../loaders/access/own-user.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { importUserRoles as importUserRolesMethod, type UserRoleRow } from '../../redcap/methods/user-role.ts';
import type { UserRoleAssignmentRow } from '../../redcap/methods/user-role-assignment.ts';
import type { UserRow } from '../../redcap/methods/user.ts';
import { refusedPlan, writeAccess, type AccessChange, type AccessPlan, type AccessWriteResult } from './change.ts';
import { checkOwnLoss, checkOwnRights } from './own-user.ts';
import { learnRights, mergeRights, noRights, type KnownRights, type RightsInput } from './right.ts';
import { compareRights, type RightChange } from './right-change.ts';
import type { WriteContext } from '../context.ts';
import { userError, type UserErrorShape } from '../user-error.ts';
import { writeCall } from '../write-call.ts';

/** A role to make (without a unique name) or to change; what is left out stays, or is the least for a new role. */
export interface UserRoleInput extends RightsInput {
  readonly uniqueRoleName?: string | null | undefined;
  readonly roleLabel?: string | null | undefined;
}

export interface ImportUserRolesInput {
  readonly roles: readonly UserRoleInput[];
  readonly allowDuplicateLabel?: boolean | null | undefined;
  readonly dryRun?: boolean | null | undefined;
  readonly allowWidening?: boolean | null | undefined;
}

interface Stored {
  readonly roles: readonly UserRoleRow[];
  readonly users: readonly UserRow[];
  readonly assignments: readonly UserRoleAssignmentRow[];
  readonly known: KnownRights;
}

interface Wanted {
  /** Null for a new role. */
  readonly before: UserRoleRow | null;
  readonly row: UserRoleRow;
  readonly changes: readonly AccessChange[];
  readonly errors: readonly UserErrorShape[];
}

const readStored = async (source: ProjectSource): Promise<Stored> => {
  const [version, roles, users, assignments] = await Promise.all([
    source.version(),
    source.userRoles(),
    source.users(),
    source.userRoleAssignments(),
  ]);
  return { roles, users, assignments, known: learnRights(version, [...users, ...roles]) };
};

/** The users that are in a role. */
export const membersOf = (assignments: readonly UserRoleAssignmentRow[], uniqueRoleName: string): string[] =>
  assignments.filter((row) => row.unique_role_name === uniqueRoleName).map(({ username }) => username);

/** Refuses the unique name of a role that is not there, and says where a label was given in its place. */
export const findRole = (
  roles: readonly UserRoleRow[],
  uniqueRoleName: string,
  path: readonly string[],
): UserRoleRow | UserErrorShape => {
  const role = roles.find((row) => row.unique_role_name === uniqueRoleName);
  if (role !== undefined) return role;
  const meant = roles.filter((row) => row.role_label === uniqueRoleName);
  const hint =
    meant.length === 0
      ? 'Project.userRoles lists those there are.'
      : `This is the label of ${meant.map((row) => row.unique_role_name).join(', ')}: give the unique name.`;
  return userError('NOT_FOUND', path, `There is no user role with this unique name. ${hint}`);
};

/** How a role is named to people. */
export const nameRole = (role: Pick<UserRoleRow, 'unique_role_name' | 'role_label'>): string =>
  role.unique_role_name === '' ? role.role_label : `${role.role_label} (${role.unique_role_name})`;

const checkLabels = (stored: Stored, wanted: readonly Wanted[], inputs: readonly UserRoleInput[]): UserErrorShape[] =>
  wanted.flatMap(({ before, row }, index) => {
    if (before?.role_label === row.role_label || inputs[index]?.roleLabel == null) return [];
    const inInput = wanted.some((other, place) => place < index && other.row.role_label === row.role_label);
    const inProject = stored.roles.some((role) => role !== before && role.role_label === row.role_label);
    if (!inInput && !inProject) return [];
    const message =
      'There is a role with this label already. Give its uniqueRoleName to change it, or set allowDuplicateLabel: true to have two of one label.';
    return [userError('VALIDATION', ['roles', String(index), 'roleLabel'], message)];
  });

const membersDetail = (members: readonly string[]): string =>
  members.length === 0 ? 'Nobody is in this role.' : `In this role: ${members.join(', ')}.`;

/** What another row of a role means for those in it. */
export const roleChanges = (
  before: UserRoleRow | null,
  row: UserRoleRow,
  rights: readonly RightChange[],
  members: readonly string[],
): AccessChange[] => {
  const name = nameRole(before ?? row);
  const change = (what: string, widensAccess: boolean, detail: string): AccessChange => ({
    username: null,
    subject: what === '' ? name : `${name}: ${what}`,
    widensAccess,
    detail,
  });
  // Nobody gains by a role that nobody is in. Whoever joins the role later gains then.
  const ofRights = rights.map(({ subject, widens, detail }) =>
    change(subject, widens && members.length > 0, `${detail} ${membersDetail(members)}`),
  );
  if (before === null) return [change('', false, 'New role.'), ...ofRights];
  return before.role_label === row.role_label
    ? ofRights
    : [change('role_label', false, `${before.role_label} → ${row.role_label}.`), ...ofRights];
};

const planRole = (source: ProjectSource, stored: Stored, input: UserRoleInput, path: string[]): Wanted => {
  const uniqueName = (input.uniqueRoleName ?? '').trim();
  const found = uniqueName === '' ? null : findRole(stored.roles, uniqueName, [...path, 'uniqueRoleName']);
  const errors: UserErrorShape[] = found !== null && 'isRetryable' in found ? [found] : [];
  const before = found !== null && 'unique_role_name' in found ? found : null;
  const roleLabel = input.roleLabel?.trim() ?? before?.role_label ?? '';
  if (errors.length === 0 && roleLabel === '') {
    errors.push(userError('VALIDATION', [...path, 'roleLabel'], 'A role needs a label.'));
  }
  const rightsBefore = before ?? noRights(stored.known);
  const row: UserRoleRow = {
    unique_role_name: before?.unique_role_name ?? '',
    role_label: roleLabel,
    ...mergeRights(rightsBefore, input, stored.known, path, errors),
  };
  const rights = compareRights(rightsBefore, row);
  const members = before === null ? [] : membersOf(stored.assignments, before.unique_role_name);
  const own = findOwnUser(source, stored.users);
  if (
    own !== undefined &&
    findUser(
      members.map((username) => ({ username })),
      own.username,
    ) !== undefined
  ) {
    errors.push(...checkOwnLoss(rights, path));
  }
  return { before, row, changes: roleChanges(before, row, rights, members), errors };
};

const checkTwice = (inputs: readonly UserRoleInput[]): UserErrorShape[] =>
  inputs.flatMap(({ uniqueRoleName }, index) => {
    const name = uniqueRoleName ?? '';
    const isTwice = name !== '' && inputs.findIndex((other) => other.uniqueRoleName === name) < index;
    const path = ['roles', String(index), 'uniqueRoleName'];
    return isTwice ? [userError('VALIDATION', path, 'The same role is named twice.')] : [];
  });

/** Whether two rows of a role say the same. */
export const isSameRole = (left: UserRoleRow, right: UserRoleRow): boolean =>
  left.role_label === right.role_label && compareRights(left, right).length === 0;

/** Whether every role is there; of new ones, which REDCap names itself, one each that was not there before. */
const holdsAll = (stored: Stored, after: readonly UserRoleRow[], changed: readonly Wanted[]): boolean => {
  const fresh = after.filter((role) => !stored.roles.some((known) => known.unique_role_name === role.unique_role_name));
  return changed.every(({ before, row }) => {
    if (before !== null) {
      const now = after.find((role) => role.unique_role_name === before.unique_role_name);
      return now !== undefined && isSameRole(row, now);
    }
    const place = fresh.findIndex((role) => isSameRole(row, role));
    if (place !== -1) fresh.splice(place, 1);
    return place !== -1;
  });
};

const planImport = async (source: ProjectSource, input: ImportUserRolesInput): Promise<AccessPlan> => {
  const errors = checkTwice(input.roles);
  if (errors.length > 0) return refusedPlan(errors);
  const stored = await readStored(source);
  const wanted = input.roles.map((role, index) => planRole(source, stored, role, ['roles', String(index)]));
  const problems = wanted.flatMap((role) => role.errors);
  if (problems.length === 0 && input.allowDuplicateLabel !== true) {
    problems.push(...checkLabels(stored, wanted, input.roles));
  }
  if (problems.length > 0) return refusedPlan(problems);
  const changed = wanted.filter(({ changes }) => changes.length > 0);
  const rows = changed.map(({ row }) => row);
  return {
    changes: changed.flatMap(({ changes }) => changes),
    previous: { roles: changed.flatMap(({ before }) => before ?? []) },
    errors: changed.length === 0 ? [] : checkOwnRights(source, stored.users),
    calls: [
      writeCall(
        source,
        importUserRolesMethod,
        { rows },
        {
          changes: ['userRoles', 'users'],
          // REDCap names new roles, so that they are known by not having been there.
          plainArgs: () => ({ rows, known: stored.roles.map(({ unique_role_name }) => unique_role_name) }),
        },
      ),
    ],
    isDone: async () => holdsAll(stored, await source.userRoles(), changed),
  };
};

/**
 * Makes and changes roles. The whole row of a role is read, changed and sent. A new role gets its unique name from REDCap
 * and is sent once only: a second time would make a second role. REDCap: Import User Roles.
 */
export const importUserRoles = (
  context: WriteContext,
  source: ProjectSource,
  input: ImportUserRolesInput,
): Promise<AccessWriteResult> =>
  writeAccess(
    context,
    source,
    {
      dryRun: input.dryRun ?? false,
      allowWidening: input.allowWidening ?? false,
      replaces: 'USER_ROLES',
      reads: ['userRoles', 'users', 'userRoleAssignments'],
    },
    () => planImport(source, input),
  );
