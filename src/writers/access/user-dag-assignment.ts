import { findUser, isSameUser } from '../../loaders/access/own-user.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { importUserDagAssignments as importMethod } from '../../redcap/methods/user-dag-assignment.ts';
import { refusedPlan, writeAccess, type AccessPlan, type AccessWriteResult } from './change.ts';
import { checkGroup, groupChange } from './group-membership.ts';
import { hasOwnUser } from './own-user.ts';
import type { WriteContext } from '../context.ts';
import { userError, type UserErrorShape } from '../user-error.ts';
import { writeCall } from '../write-call.ts';

export interface UserDagAssignmentInput {
  readonly username: string;
  /** "" takes the user out of their group. */
  readonly uniqueGroupName: string;
}

export interface ImportUserDagAssignmentsInput {
  readonly assignments: readonly UserDagAssignmentInput[];
  readonly dryRun?: boolean | null | undefined;
  readonly allowWidening?: boolean | null | undefined;
}

const checkTwice = (assignments: readonly UserDagAssignmentInput[]): UserErrorShape[] =>
  assignments.flatMap(({ username }, index) =>
    assignments.findIndex((other) => isSameUser(other.username, username)) < index
      ? [userError('VALIDATION', ['assignments', String(index), 'username'], 'The same user is named twice.')]
      : [],
  );

/** The plan of an import of assignments. */
export const planUserDagAssignments = async (
  source: ProjectSource,
  input: ImportUserDagAssignmentsInput,
): Promise<AccessPlan> => {
  const errors = checkTwice(input.assignments);
  if (errors.length > 0) return refusedPlan(errors);
  const [groups, stored] = await Promise.all([source.dataAccessGroups(), source.userDagAssignments()]);
  const problems = input.assignments.flatMap(({ username, uniqueGroupName }, index) => {
    const path = ['assignments', String(index)];
    const message = 'There is no user with this name in the project. Add the user with importUsers first.';
    return [
      ...(findUser(stored, username) === undefined ? [userError('NOT_FOUND', [...path, 'username'], message)] : []),
      ...checkGroup(groups, uniqueGroupName.trim(), [...path, 'uniqueGroupName']),
    ];
  });
  if (problems.length > 0) return refusedPlan(problems);
  const changed = input.assignments.flatMap(({ username, uniqueGroupName }) => {
    const row = findUser(stored, username);
    const wanted = uniqueGroupName.trim();
    if (row === undefined || row.redcap_data_access_group === wanted) return [];
    return [{ before: row.redcap_data_access_group, row: { ...row, redcap_data_access_group: wanted } }];
  });
  const rows = changed.map(({ row }) => row);
  const isAlone = hasOwnUser(source, stored, rows);
  return {
    changes: changed.flatMap(({ before, row }) => groupChange(row.username, before, row.redcap_data_access_group)),
    previous: { groups: changed.map(({ before, row: { username } }) => ({ username, group: before })) },
    errors: [],
    calls: [writeCall(source, importMethod, { rows }, { isAlone, changes: ['userDagAssignments', 'users'] })],
    isDone: async () => {
      const after = await source.userDagAssignments();
      return rows.every(
        (row) => findUser(after, row.username)?.redcap_data_access_group === row.redcap_data_access_group,
      );
    },
  };
};

/** Puts users into data access groups, or takes them out with a blank name. REDCap: Import User-DAG Assignments. */
export const importUserDagAssignments = (
  context: WriteContext,
  source: ProjectSource,
  input: ImportUserDagAssignmentsInput,
): Promise<AccessWriteResult> =>
  writeAccess(
    context,
    source,
    {
      dryRun: input.dryRun ?? false,
      allowWidening: input.allowWidening ?? false,
      replaces: 'USER_DATA_ACCESS_GROUP_ASSIGNMENTS',
      reads: ['dataAccessGroups', 'userDagAssignments', 'users', 'userRoleAssignments'],
    },
    () => planUserDagAssignments(source, input),
  );
