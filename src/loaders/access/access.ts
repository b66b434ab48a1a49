import type { Method } from '../../redcap/method.ts';
import { exportDataAccessGroups, type DataAccessGroupRow } from '../../redcap/methods/data-access-group.ts';
import { exportUserDagAssignments, type UserDagAssignmentRow } from '../../redcap/methods/user-dag-assignment.ts';
import { exportUserRoleAssignments, type UserRoleAssignmentRow } from '../../redcap/methods/user-role-assignment.ts';
import { exportUserRoles, type UserRoleRow } from '../../redcap/methods/user-role.ts';
import { exportUsers, type UserRow } from '../../redcap/methods/user.ts';
import type { DesignPart } from '../design/design-part.ts';
import type { KeptReads } from '../kept-read.ts';
import { findOwnUser } from './own-user.ts';

/**
 * Who may do what in a project. `groups`, `ownUser` and `ownAssignment` are for who can go on without: null where REDCap
 * withholds them by the token's rights. The others throw REDCap's refusal. A fault is thrown by all of them.
 */
export interface AccessLoader {
  readonly dataAccessGroups: () => Promise<readonly DataAccessGroupRow[]>;
  readonly userDagAssignments: () => Promise<readonly UserDagAssignmentRow[]>;
  readonly users: () => Promise<readonly UserRow[]>;
  readonly userRoles: () => Promise<readonly UserRoleRow[]>;
  readonly userRoleAssignments: () => Promise<readonly UserRoleAssignmentRow[]>;
  /** The data access groups; null where REDCap withholds them. */
  readonly groups: () => Promise<readonly DataAccessGroupRow[] | null>;
  /** Whether REDCap shows the users to the token. */
  readonly mayReadUsers: () => Promise<boolean>;
  /** The token's own user; null where REDCap withholds the users, or the gateway does not know which one it is. */
  readonly ownUser: () => Promise<UserRow | null>;
  /** The group of the token's own user; null where REDCap withholds the assignments, or the user is not known. */
  readonly ownAssignment: () => Promise<UserDagAssignmentRow | null>;
}

export interface AccessLoaderOptions {
  /** The token's REDCap user, where the operator gave it. */
  readonly username: string | null;
  readonly call: <Args, Result>(method: Method<Args, Result>, args: Args) => Promise<Result>;
  /** The same for a caller who asks again for what REDCap withholds: it is kept for nobody. */
  readonly callAgain: AccessLoaderOptions['call'];
  readonly parts: KeptReads;
}

/** Makes the access loader of one project and token. */
export const createAccessLoader = ({ username, call, callAgain, parts }: AccessLoaderOptions): AccessLoader => {
  const demand =
    <Result>(name: DesignPart, method: Method<undefined, Result>) =>
    (): Promise<Result> =>
      parts.demand(
        name,
        () => call(method, undefined),
        () => callAgain(method, undefined),
      );
  const readable = async <Result>(name: DesignPart, method: Method<undefined, Result>): Promise<Result | null> =>
    (await parts.readable(name, () => call(method, undefined))).value;

  return {
    dataAccessGroups: demand('dataAccessGroups', exportDataAccessGroups),
    userDagAssignments: demand('userDagAssignments', exportUserDagAssignments),
    users: demand('users', exportUsers),
    userRoles: demand('userRoles', exportUserRoles),
    userRoleAssignments: demand('userRoleAssignments', exportUserRoleAssignments),
    groups: () => readable('dataAccessGroups', exportDataAccessGroups),
    mayReadUsers: async () => (await readable('users', exportUsers)) !== null,
    ownUser: async () => findOwnUser({ username }, (await readable('users', exportUsers)) ?? []) ?? null,
    ownAssignment: async () =>
      findOwnUser({ username }, (await readable('userDagAssignments', exportUserDagAssignments)) ?? []) ?? null,
  };
};
