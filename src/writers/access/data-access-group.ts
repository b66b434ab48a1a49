import type { ProjectSource } from '../../loaders/project-source.ts';
import {
  importDataAccessGroups as importMethod,
  type DataAccessGroupRow,
  type ImportDataAccessGroupRow,
} from '../../redcap/methods/data-access-group.ts';
import { refusedPlan, writeAccess, type AccessChange, type AccessPlan, type AccessWriteResult } from './change.ts';
import { checkGroup } from './group-membership.ts';
import type { WriteContext } from '../context.ts';
import { userError, type UserErrorShape } from '../user-error.ts';
import { writeCall } from '../write-call.ts';

/** A group to make (without a unique name) or to rename. */
export interface DataAccessGroupInput {
  readonly uniqueGroupName?: string | null | undefined;
  readonly dataAccessGroupName: string;
}

export interface ImportDataAccessGroupsInput {
  readonly groups: readonly DataAccessGroupInput[];
  readonly dryRun?: boolean | null | undefined;
}

/** A group as it is to be; `before` is null for a new one. */
interface Wanted {
  readonly before: DataAccessGroupRow | null;
  readonly name: string;
}

const checkInput = (groups: readonly DataAccessGroupInput[]): UserErrorShape[] =>
  groups.flatMap(({ uniqueGroupName, dataAccessGroupName }, index) => {
    const path = ['groups', String(index)];
    const name = dataAccessGroupName.trim();
    if (name === '') return [userError('VALIDATION', [...path, 'dataAccessGroupName'], 'A group needs a name.')];
    const earlier = groups.slice(0, index);
    if (earlier.some((other) => other.dataAccessGroupName.trim() === name)) {
      return [userError('VALIDATION', [...path, 'dataAccessGroupName'], 'The same name is given twice.')];
    }
    const unique = uniqueGroupName ?? '';
    return unique !== '' && earlier.some((other) => other.uniqueGroupName === unique)
      ? [userError('VALIDATION', [...path, 'uniqueGroupName'], 'The same group is given twice.')]
      : [];
  });

const checkGroups = (
  stored: readonly DataAccessGroupRow[],
  { uniqueGroupName, dataAccessGroupName }: DataAccessGroupInput,
  path: readonly string[],
): UserErrorShape[] => {
  const unique = uniqueGroupName ?? '';
  if (unique === '') return [];
  const unknown = checkGroup(stored, unique, [...path, 'uniqueGroupName']);
  const taken = stored.find((group) => group.data_access_group_name === dataAccessGroupName.trim());
  return taken === undefined || taken.unique_group_name === unique || unknown.length > 0
    ? unknown
    : [userError('VALIDATION', [...path, 'dataAccessGroupName'], 'There is another group with this name.')];
};

/** The group that an input means: by unique name, or the one of this name, so that a double tap makes one. */
const findTarget = (stored: readonly DataAccessGroupRow[], input: DataAccessGroupInput): Wanted => {
  const name = input.dataAccessGroupName.trim();
  const unique = input.uniqueGroupName ?? '';
  const before = stored.find((group) =>
    unique === '' ? group.data_access_group_name === name : group.unique_group_name === unique,
  );
  return { before: before ?? null, name };
};

const changeOf = ({ before, name }: Wanted): AccessChange =>
  before === null
    ? { username: null, subject: name, widensAccess: false, detail: 'New group, without users and records.' }
    : {
        username: null,
        subject: before.unique_group_name,
        widensAccess: false,
        detail: `Renamed from "${before.data_access_group_name}" to "${name}". REDCap may make a new unique name of it, so that what refers to ${before.unique_group_name} (clients, imports, logic) breaks. Users and records stay in it.`,
      };

const rowOf = ({ before, name }: Wanted): ImportDataAccessGroupRow => ({
  data_access_group_name: name,
  unique_group_name: before?.unique_group_name ?? '',
});

/** Whether a group is there as wanted; a renamed one is known by its number, where the server exports it. */
const holds = (after: readonly DataAccessGroupRow[], { before, name }: Wanted): boolean => {
  const now = after.find((group) => group.data_access_group_name === name);
  if (now === undefined) return false;
  return before === null || before.data_access_group_id === now.data_access_group_id;
};

const planImport = async (source: ProjectSource, input: ImportDataAccessGroupsInput): Promise<AccessPlan> => {
  const errors = checkInput(input.groups);
  if (errors.length > 0) return refusedPlan(errors);
  const stored = await source.dataAccessGroups();
  const problems = input.groups.flatMap((group, index) => checkGroups(stored, group, ['groups', String(index)]));
  if (problems.length > 0) return refusedPlan(problems);
  const changed = input.groups
    .map((group) => findTarget(stored, group))
    .filter(({ before, name }) => before?.data_access_group_name !== name);
  return {
    changes: changed.map(changeOf),
    errors: [],
    calls: [writeCall(source, importMethod, { rows: changed.map(rowOf) }, { changes: ['dataAccessGroups', 'users'] })],
    isDone: async () => {
      const after = await source.dataAccessGroups();
      return changed.every((group) => holds(after, group));
    },
  };
};

/** Makes and renames data access groups. A group of the name that is there already is not made again. REDCap: Import DAGs. */
export const importDataAccessGroups = (
  context: WriteContext,
  source: ProjectSource,
  input: ImportDataAccessGroupsInput,
): Promise<AccessWriteResult> =>
  writeAccess(
    context,
    source,
    {
      dryRun: input.dryRun ?? false,
      allowWidening: false,
      replaces: null,
      reads: ['dataAccessGroups', 'userDagAssignments', 'users', 'userRoleAssignments'],
    },
    () => planImport(source, input),
  );
