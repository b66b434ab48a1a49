import type { DesignPart } from '../../../loaders/design/design-part.ts';
import { findUser } from '../../../loaders/access/own-user.ts';
import type { ProjectSource } from '../../../loaders/project-source.ts';
import {
  deleteDataAccessGroups,
  importDataAccessGroups,
  switchDataAccessGroup,
  type ImportDataAccessGroupRow,
} from '../../../redcap/methods/data-access-group.ts';
import { importUserDagAssignments, type UserDagAssignmentRow } from '../../../redcap/methods/user-dag-assignment.ts';
import { importUserRoleAssignments, type UserRoleAssignmentRow } from '../../../redcap/methods/user-role-assignment.ts';
import { deleteUserRoles, importUserRoles, type UserRoleRow } from '../../../redcap/methods/user-role.ts';
import { deleteUsers, importUsers, type ImportUserRow } from '../../../redcap/methods/user.ts';
import { isSameRole } from '../../access/user-role.ts';
import { holdsUser } from '../../access/user.ts';
import type { ReadBack } from '../../life.ts';
import { lookFor, standTogether, type Look, type MethodLook } from './method-look.ts';

interface Rows<Row> {
  readonly rows: readonly Row[];
}

/**
 * New roles have no unique name yet. They are those that were not `known` before. Where `known` is not given, no role is the
 * call's own for sure.
 */
interface RoleRows extends Rows<UserRoleRow> {
  readonly known?: readonly string[] | undefined;
}

/** Looks at things one by one, after parts of what is kept were forgotten. */
const oneByOne =
  <Args>(
    parts: readonly DesignPart[],
    look: (source: ProjectSource, args: Args) => Promise<readonly ReadBack[]>,
  ): Look<Args> =>
  async (source, args) => {
    await source.forgetDesign(parts);
    return standTogether(await look(source, args));
  };

const lookAtRoles = async (source: ProjectSource, { rows, known }: RoleRows): Promise<readonly ReadBack[]> => {
  const after = await source.userRoles();
  const fresh = after.filter(({ unique_role_name }) => known?.includes(unique_role_name) === false);
  return rows.map((row): ReadBack => {
    if (row.unique_role_name !== '') {
      const now = after.find(({ unique_role_name }) => unique_role_name === row.unique_role_name);
      return now !== undefined && isSameRole(row, now);
    }
    if (known === undefined) return 'unseen';
    const place = fresh.findIndex((role) => isSameRole(row, role));
    if (place !== -1) fresh.splice(place, 1);
    return place !== -1;
  });
};

/** The looks at changes of users, roles and groups. */
export const accessLooks: readonly MethodLook[] = [
  lookFor<Rows<ImportUserRow>>(
    importUsers,
    oneByOne(['users'], async (source, { rows }) => {
      const after = await source.users();
      return rows.map((row) => holdsUser(after, row));
    }),
  ),
  lookFor<{ readonly users: readonly string[] }>(
    deleteUsers,
    oneByOne(['users'], async (source, { users }) => {
      const after = await source.users();
      return users.map((name) => findUser(after, name) === undefined);
    }),
  ),
  lookFor<RoleRows>(importUserRoles, oneByOne(['userRoles'], lookAtRoles)),
  lookFor<{ readonly roles: readonly string[] }>(
    deleteUserRoles,
    oneByOne(['userRoles'], async (source, { roles }) => {
      const after = await source.userRoles();
      return roles.map((name) => !after.some(({ unique_role_name }) => unique_role_name === name));
    }),
  ),
  lookFor<Rows<UserRoleAssignmentRow>>(
    importUserRoleAssignments,
    oneByOne(['userRoleAssignments'], async (source, { rows }) => {
      const after = await source.userRoleAssignments();
      return rows.map((row) => findUser(after, row.username)?.unique_role_name === row.unique_role_name);
    }),
  ),
  lookFor<Rows<UserDagAssignmentRow>>(
    importUserDagAssignments,
    oneByOne(['userDagAssignments', 'users'], async (source, { rows }) => {
      const after = await source.userDagAssignments();
      return rows.map(
        (row) => findUser(after, row.username)?.redcap_data_access_group === row.redcap_data_access_group,
      );
    }),
  ),
  lookFor<Rows<ImportDataAccessGroupRow>>(
    importDataAccessGroups,
    oneByOne(['dataAccessGroups'], async (source, { rows }) => {
      const after = await source.dataAccessGroups();
      return rows.map((row) => after.some((group) => group.data_access_group_name === row.data_access_group_name));
    }),
  ),
  lookFor<{ readonly dags: readonly string[] }>(
    deleteDataAccessGroups,
    oneByOne(['dataAccessGroups'], async (source, { dags }) => {
      const after = await source.dataAccessGroups();
      return dags.map((name) => !after.some(({ unique_group_name }) => unique_group_name === name));
    }),
  ),
  lookFor<{ readonly dag: string }>(
    switchDataAccessGroup,
    // The assignment may not show a switch.
    oneByOne(['userDagAssignments', 'users'], async (source, { dag }) => [
      (await source.ownAssignment())?.redcap_data_access_group === dag ? true : 'unseen',
    ]),
  ),
];
