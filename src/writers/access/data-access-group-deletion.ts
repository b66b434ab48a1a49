import { systemColumns } from '../../graph/dictionary/system-column.ts';
import type { Need } from '../../graph/need.ts';
import { findOwnUser } from '../../loaders/access/own-user.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { everyRecord } from '../../loaders/record/query.ts';
import { countRecords, type RowTest } from '../../loaders/record/record-count.ts';
import { deleteDataAccessGroups as deleteMethod } from '../../redcap/methods/data-access-group.ts';
import type { UserDagAssignmentRow } from '../../redcap/methods/user-dag-assignment.ts';
import { refusedPlan, writeAccess, type AccessChange, type AccessPlan, type AccessWriteResult } from './change.ts';
import { checkGroup, groupChange } from './group-membership.ts';
import type { WriteContext } from '../context.ts';
import { userError, type UserErrorShape } from '../user-error.ts';
import { writeCall } from '../write-call.ts';

export interface DeleteDataAccessGroupsInput {
  readonly groups: readonly string[];
  readonly allowDataLoss?: boolean | null | undefined;
  readonly dryRun?: boolean | null | undefined;
  readonly allowWidening?: boolean | null | undefined;
}

/** How many records are in each group; null where REDCap does not show it to the token's user. */
type RecordCount = (uniqueGroupName: string) => number | null;

/**
 * Records by group, found with one export of the record names. REDCap shows a user
 * of a group the records of that group only, and not the groups of records. An empty answer proves nothing then.
 */
const countByGroup = async (
  source: ProjectSource,
  groups: readonly string[],
  assignments: readonly UserDagAssignmentRow[],
): Promise<RecordCount> => {
  const need: Need = { fields: new Set(), events: null, dataAccessGroup: true, surveyFields: false };
  const idField = (await source.design()).recordIdField.fieldName;
  const column = systemColumns.dataAccessGroup;
  const tests = groups.map(
    (group): RowTest =>
      (row) =>
        row[column] === group,
  );
  const { rows, rowsWithColumn, counts } = await source.records.pass(everyRecord, need, () =>
    countRecords(idField, tests, column),
  );
  const seesAll = findOwnUser(source, assignments)?.redcap_data_access_group === '';
  const isTold = rows === 0 ? seesAll : rowsWithColumn === rows;
  if (!isTold) return () => null;
  return (group) => counts[groups.indexOf(group)] ?? 0;
};

const describeRecords = (count: number | null): string => {
  if (count === null) return 'REDCap does not show this user how many records are in it.';
  if (count === 0) return 'No record is in it.';
  return count === 1 ? '1 record is in no group then.' : `${String(count)} records are in no group then.`;
};

const checkUse = (
  groups: readonly string[],
  records: RecordCount,
  members: readonly UserDagAssignmentRow[],
  input: DeleteDataAccessGroupsInput,
): UserErrorShape[] => {
  if (input.allowDataLoss === true || input.dryRun === true) return [];
  const used = groups.filter(
    (group) => records(group) !== 0 || members.some((row) => row.redcap_data_access_group === group),
  );
  if (used.length === 0) return [];
  const message = `Records or users are in ${used.join(', ')}: which group they were in would be lost. Move them first, or see changes with dryRun: true and set allowDataLoss: true. Nothing was sent.`;
  return [userError('WOULD_DELETE_DATA', ['allowDataLoss'], message)];
};

const checkInput = (groups: readonly string[]): UserErrorShape[] => {
  if (groups.length === 0) return [userError('VALIDATION', ['groups'], 'Name at least one group.')];
  return groups.flatMap((name, index) => {
    const path = ['groups', String(index)];
    if (name === '') return [userError('VALIDATION', path, 'Give the unique name of a group.')];
    return groups.indexOf(name) < index ? [userError('VALIDATION', path, 'This group is named twice.')] : [];
  });
};

const planDelete = async (source: ProjectSource, input: DeleteDataAccessGroupsInput): Promise<AccessPlan> => {
  const { groups } = input;
  const errors = checkInput(groups);
  if (errors.length > 0) return refusedPlan(errors);
  const stored = await source.dataAccessGroups();
  const unknown = groups.flatMap((name, index) => checkGroup(stored, name, ['groups', String(index)]));
  if (unknown.length > 0) return refusedPlan(unknown);
  const assignments = await source.userDagAssignments();
  const records = await countByGroup(source, groups, assignments);
  const members = assignments.filter((row) => groups.includes(row.redcap_data_access_group));
  const gone: AccessChange[] = groups.map((subject) => ({
    username: null,
    subject,
    widensAccess: false,
    detail: `The group goes. ${describeRecords(records(subject))}`,
  }));
  return {
    changes: [...gone, ...members.flatMap((row) => groupChange(row.username, row.redcap_data_access_group, ''))],
    errors: checkUse(groups, records, members, input),
    calls: [
      writeCall(
        source,
        deleteMethod,
        { dags: groups },
        { changes: ['dataAccessGroups', 'userDagAssignments', 'users'] },
      ),
    ],
    isDone: async () => {
      const after = await source.dataAccessGroups();
      return !after.some((group) => groups.includes(group.unique_group_name));
    },
  };
};

/**
 * Deletes data access groups by unique name. While records or users are in one it needs `allowDataLoss`, and while users
 * are, who would then see the records of all groups, `allowWidening` too. REDCap: Delete DAGs.
 */
export const deleteDataAccessGroups = (
  context: WriteContext,
  source: ProjectSource,
  input: DeleteDataAccessGroupsInput,
): Promise<AccessWriteResult> =>
  writeAccess(
    context,
    source,
    {
      dryRun: input.dryRun ?? false,
      allowWidening: input.allowWidening ?? false,
      replaces: null,
      reads: ['dataAccessGroups', 'userDagAssignments', 'users', 'userRoleAssignments'],
    },
    () => planDelete(source, input),
  );
