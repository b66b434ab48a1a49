import type { DataAccessGroupRow } from '../../redcap/methods/data-access-group.ts';
import type { AccessChange } from './change.ts';
import { userError, type UserErrorShape } from '../user-error.ts';

/** Refuses a group that is not there; groups that may not be read are left to REDCap's own check. "" is no group. */
export const checkGroup = (
  groups: readonly DataAccessGroupRow[] | null,
  uniqueGroupName: string,
  path: readonly string[],
): UserErrorShape[] => {
  if (groups === null || uniqueGroupName === '') return [];
  if (groups.some((group) => group.unique_group_name === uniqueGroupName)) return [];
  const meant = groups.filter((group) => group.data_access_group_name === uniqueGroupName);
  const hint =
    meant.length === 0
      ? 'Project.dataAccessGroups lists those there are.'
      : `This is the label of ${meant.map((group) => group.unique_group_name).join(', ')}: give the unique name.`;
  return [userError('NOT_FOUND', path, `There is no data access group with this unique name. ${hint}`)];
};

/**
 * What a move from one group to another means for a user; "" is no group, `null` before is not known. Leaving all groups
 * opens the records of every group, and another group opens its records: both widen.
 */
export const groupChange = (username: string | null, before: string | null, after: string): AccessChange[] => {
  if (before === after) return [];
  const subject = 'data_access_group';
  const from = before === null ? '' : before === '' ? 'no group' : before;
  if (after === '') {
    const left = from === '' ? 'Leaves its group' : `Leaves ${from}`;
    const detail = `${left} and sees the records of all groups.`;
    return [{ username, subject, widensAccess: true, detail }];
  }
  if (before === '') {
    const detail = `Joins ${after} and sees its records only, no longer those of all groups.`;
    return [{ username, subject, widensAccess: false, detail }];
  }
  const moved = from === '' ? `Moves to ${after}` : `Moves from ${from} to ${after}`;
  return [{ username, subject, widensAccess: true, detail: `${moved} and sees the records of that group.` }];
};
