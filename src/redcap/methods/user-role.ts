import type { Method } from '../method.ts';
import { formatSomeData } from './data.ts';
import { readRights } from './right.ts';
import type { RightsRow } from './right.ts';
import { readCount, readName, readRows, readText } from './row.ts';

/** A user role and its rights as `content=userRole` gives and takes them; a blank unique name makes a new role. */
export interface UserRoleRow extends RightsRow {
  /** `U-` and ten characters; REDCap chooses it. */
  readonly unique_role_name: string;
  /** Several roles may have the same. */
  readonly role_label: string;
}

/** Export User Roles: `content=userRole`. */
export const exportUserRoles: Method<void, readonly UserRoleRow[]> = {
  name: 'exportUserRoles',
  content: 'userRole',
  kind: 'read',
  body: 'json',
  rights: ['API Export', 'User Rights'],
  form: () => ({}),
  decode: (reply) =>
    readRows(reply).map((row) => ({
      unique_role_name: readName(row, 'unique_role_name'),
      role_label: readText(row, 'role_label'),
      ...readRights(row),
    })),
};

/** Import User Roles: `content=userRole` with `data`. Gives the number of roles, not the names of new ones. */
export const importUserRoles: Method<{ readonly rows: readonly UserRoleRow[] }, number> = {
  name: 'importUserRoles',
  content: 'userRole',
  // A row without a unique name makes another role each time.
  kind: 'once',
  body: 'json',
  rights: ['API Import/Update', 'User Rights'],
  form: ({ rows }) => ({
    data: formatSomeData(
      rows.map(({ unique_role_name, role_label, rights, forms, forms_export }) => ({
        ...rights,
        unique_role_name,
        role_label,
        forms,
        forms_export,
      })),
    ),
  }),
  decode: readCount,
};

/** Delete User Roles: `content=userRole action=delete`, by unique name. Users in them keep no rights of theirs. */
export const deleteUserRoles: Method<{ readonly roles: readonly string[] }, number> = {
  name: 'deleteUserRoles',
  content: 'userRole',
  action: 'delete',
  kind: 'once',
  body: 'json',
  rights: ['API Import/Update', 'User Rights'],
  form: ({ roles }) => ({ roles }),
  decode: readCount,
};
