import type { Method } from '../method.ts';
import { formatSomeData } from './data.ts';
import { readRights } from './right.ts';
import type { RightsRow } from './right.ts';
import { readCount, readName, readOptionalInteger, readRows, readText } from './row.ts';
import type { RawRow } from './row.ts';

/** A project user with their rights, as Import Users takes them. */
export interface ImportUserRow extends RightsRow {
  readonly username: string;
  /** `YYYY-MM-DD`; "" for access without an end. */
  readonly expiration: string;
  /** Unique group name; "" for none, which is access to the records of all groups. */
  readonly data_access_group: string;
}

/** A project user and their rights as `content=user` gives them; flags as numbers, forms as name to code. */
export interface UserRow extends ImportUserRow {
  readonly email: string;
  readonly firstname: string;
  readonly lastname: string;
  readonly data_access_group_id: number | null;
  /** The group's display name, since REDCap 16.0; "" for none. */
  readonly data_access_group_label: string;
}

const readUserRow = (row: RawRow): UserRow => ({
  username: readName(row, 'username'),
  email: readText(row, 'email'),
  firstname: readText(row, 'firstname'),
  lastname: readText(row, 'lastname'),
  expiration: readText(row, 'expiration'),
  data_access_group: readText(row, 'data_access_group'),
  data_access_group_id: readOptionalInteger(row, 'data_access_group_id'),
  data_access_group_label: readText(row, 'data_access_group_label'),
  ...readRights(row),
});

/** Export Users: `content=user`, each with the rights in effect, a role's included. */
export const exportUsers: Method<void, readonly UserRow[]> = {
  name: 'exportUsers',
  content: 'user',
  kind: 'read',
  body: 'json',
  rights: ['API Export', 'User Rights'],
  form: () => ({}),
  decode: (reply) => readRows(reply).map(readUserRow),
};

/**
 * Import Users: `content=user` with `data`. Every column is always sent: REDCap takes a user whose group is left out out of
 * it, and gives no access to forms that are left out. A user in a role is refused. Gives the number of users.
 */
export const importUsers: Method<{ readonly rows: readonly ImportUserRow[] }, number> = {
  name: 'importUsers',
  content: 'user',
  kind: 'write',
  body: 'json',
  rights: ['API Import/Update', 'User Rights'],
  form: ({ rows }) => ({
    data: formatSomeData(
      rows.map(({ username, expiration, data_access_group, rights, forms, forms_export }) => ({
        ...rights,
        username,
        expiration,
        data_access_group,
        forms,
        forms_export,
      })),
    ),
  }),
  decode: readCount,
};

/** Delete Users: `content=user action=delete`, from the project. Gives their number. */
export const deleteUsers: Method<{ readonly users: readonly string[] }, number> = {
  name: 'deleteUsers',
  content: 'user',
  action: 'delete',
  kind: 'once',
  body: 'json',
  rights: ['API Import/Update', 'User Rights'],
  form: ({ users }) => ({ users }),
  decode: readCount,
};
