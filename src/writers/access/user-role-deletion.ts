import { findOwnUser, isSameUser } from '../../loaders/access/own-user.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { deleteUserRoles as deleteUserRolesMethod } from '../../redcap/methods/user-role.ts';
import {
  previousUsers,
  refusedPlan,
  writeAccess,
  type AccessChange,
  type AccessPlan,
  type AccessWriteResult,
} from './change.ts';
import { checkOwnRights, ownUserRefusal } from './own-user.ts';
import { findRole, membersOf, nameRole } from './user-role.ts';
import type { WriteContext } from '../context.ts';
import { isUserError, userError, type UserErrorShape } from '../user-error.ts';
import { writeCall } from '../write-call.ts';

export interface DeleteUserRolesInput {
  readonly roles: readonly string[];
  readonly dryRun?: boolean | null | undefined;
  readonly allowWidening?: boolean | null | undefined;
}

/** What a caller reads of a user who leaves a role. REDCap exports the role's rights in place of theirs until then. */
export const leavesRole = (username: string, role: string): AccessChange => ({
  username,
  subject: 'role',
  widensAccess: true,
  detail: `Leaves ${role}. REDCap does not show beforehand which rights of their own are left.`,
});

const checkInput = (roles: readonly string[]): UserErrorShape[] => {
  if (roles.length === 0) return [userError('VALIDATION', ['roles'], 'Name at least one role.')];
  return roles.flatMap((name, index) =>
    roles.indexOf(name) < index ? [userError('VALIDATION', ['roles', String(index)], 'This role is named twice.')] : [],
  );
};

const planDelete = async (source: ProjectSource, input: DeleteUserRolesInput): Promise<AccessPlan> => {
  const errors = checkInput(input.roles);
  if (errors.length > 0) return refusedPlan(errors);
  const [roles, users, assignments] = await Promise.all([
    source.userRoles(),
    source.users(),
    source.userRoleAssignments(),
  ]);
  const own = findOwnUser(source, users);
  const found = input.roles.map((name, index) => findRole(roles, name, ['roles', String(index)]));
  const problems = found.flatMap((role, index) => {
    if (isUserError(role)) return [role];
    const isOwn = membersOf(assignments, role.unique_role_name).some(
      (member) => own !== undefined && isSameUser(member, own.username),
    );
    return isOwn ? [ownUserRefusal('It has its rights of this role.', ['roles', String(index)])] : [];
  });
  if (problems.length > 0) return refusedPlan(problems);
  const gone = found.flatMap((role) => (isUserError(role) ? [] : [role]));
  const names = gone.map((role) => role.unique_role_name);
  return {
    changes: gone.flatMap((role) => [
      { username: null, subject: nameRole(role), widensAccess: false, detail: 'The role goes.' },
      ...membersOf(assignments, role.unique_role_name).map((member) => leavesRole(member, nameRole(role))),
    ]),
    previous: {
      roles: gone,
      users: previousUsers(users, assignments).filter(({ uniqueRoleName }) => names.includes(uniqueRoleName)),
    },
    errors: checkOwnRights(source, users),
    calls: [
      writeCall(
        source,
        deleteUserRolesMethod,
        { roles: names },
        { changes: ['userRoles', 'userRoleAssignments', 'users'] },
      ),
    ],
    isDone: async () => {
      const after = await source.userRoles();
      return !after.some((role) => names.includes(role.unique_role_name));
    },
  };
};

/** Deletes roles by unique name. Users in them are left with rights of their own, which widens as far as can be known. REDCap: Delete User Roles. */
export const deleteUserRoles = (
  context: WriteContext,
  source: ProjectSource,
  input: DeleteUserRolesInput,
): Promise<AccessWriteResult> =>
  writeAccess(
    context,
    source,
    {
      dryRun: input.dryRun ?? false,
      allowWidening: input.allowWidening ?? false,
      replaces: 'USER_ROLES',
      reads: ['userRoles', 'userRoleAssignments', 'users'],
    },
    () => planDelete(source, input),
  );
