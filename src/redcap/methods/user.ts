import type { Method } from '../method.ts';
import { isObject } from '../wire/json.ts';
import { badAnswer, readInteger, readName, readRows, readText } from './row.ts';
import type { RawRow } from './row.ts';

/** A project user and their rights as `content=user` gives them; flags as numbers, forms as name to code. */
export interface UserRow {
  readonly username: string;
  readonly data_access_group: string;
  /** Every numeric right by REDCap's own key, for example `api_export`, `design`, `record_delete`. */
  readonly rights: Readonly<Record<string, number>>;
  readonly forms: Readonly<Record<string, number>>;
  readonly forms_export: Readonly<Record<string, number>>;
}

/** Columns that look like rights, being numbers, and are none. */
const notRights = new Set(['username', 'email', 'firstname', 'lastname', 'expiration', 'data_access_group_id']);

/** Form rights by form name; PHP writes an empty object as an empty list. */
const readFormRights = (row: RawRow, column: 'forms' | 'forms_export'): Record<string, number> => {
  const value = row[column] ?? [];
  if (Array.isArray(value) && value.length === 0) return {};
  if (!isObject(value)) throw badAnswer(`REDCap's column "${column}" holds no rights.`);
  return Object.fromEntries(Object.keys(value).map((form) => [form, readInteger(value, form)]));
};

const isWhole = (value: unknown): boolean =>
  /^\d{1,9}$/.test(typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '');

const readUserRow = (row: RawRow): UserRow => ({
  username: readName(row, 'username'),
  data_access_group: readText(row, 'data_access_group'),
  rights: Object.fromEntries(
    Object.keys(row)
      .filter(
        (column) =>
          !notRights.has(column) && !column.startsWith('data_access_group_') && column !== 'data_access_group',
      )
      .filter((column) => isWhole(row[column]))
      .map((column) => [column, readInteger(row, column)]),
  ),
  forms: readFormRights(row, 'forms'),
  forms_export: readFormRights(row, 'forms_export'),
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
