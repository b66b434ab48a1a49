import type { Method } from '../method.ts';
import { formatSomeData } from './data.ts';
import { readCount, readName, readRows, readText } from './row.ts';

/** Which role a user is in, as `content=userRoleMapping` gives it. */
export interface UserRoleAssignmentRow {
  readonly username: string;
  /** "" for none. */
  readonly unique_role_name: string;
  /** Unique group name, "" for none; null before REDCap 15.8.2, which does not export it. */
  readonly data_access_group: string | null;
}

/** Export User-Role Assignments: `content=userRoleMapping`, users without a role included. */
export const exportUserRoleAssignments: Method<void, readonly UserRoleAssignmentRow[]> = {
  name: 'exportUserRoleAssignments',
  content: 'userRoleMapping',
  kind: 'read',
  body: 'json',
  rights: ['API Export', 'User Rights'],
  form: () => ({}),
  decode: (reply) =>
    readRows(reply).map((row) => ({
      username: readName(row, 'username'),
      unique_role_name: readText(row, 'unique_role_name'),
      data_access_group: Object.hasOwn(row, 'data_access_group') ? readText(row, 'data_access_group') : null,
    })),
};

/**
 * Import User-Role Assignments: `content=userRoleMapping action=import`; "" takes a user out of their role. The group is left
 * out only where it is null: what REDCap makes of a missing one is not known.
 */
export const importUserRoleAssignments: Method<{ readonly rows: readonly UserRoleAssignmentRow[] }, number> = {
  name: 'importUserRoleAssignments',
  content: 'userRoleMapping',
  action: 'import',
  kind: 'write',
  body: 'json',
  rights: ['API Import/Update', 'User Rights'],
  form: ({ rows }) => ({
    data: formatSomeData(
      rows.map(({ data_access_group, ...rest }) =>
        data_access_group === null ? rest : { ...rest, data_access_group },
      ),
    ),
  }),
  decode: readCount,
};
