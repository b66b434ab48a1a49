import { isObject } from '../wire/json.ts';
import { badAnswer, readInteger } from './row.ts';
import type { RawRow } from './row.ts';

/** The rights of a user or a role by REDCap's own keys and with its numbers, also those that are not known here. */
export interface RightsRow {
  /** Every numeric right, for example `api_export`, `design`, `record_delete`. */
  readonly rights: Readonly<Record<string, number>>;
  /** Data viewing right by instrument: 0 to 3, and since REDCap 15.6 codes from 128 on. */
  readonly forms: Readonly<Record<string, number>>;
  /** Data export right by instrument: 0 none, 1 full, 2 de-identified, 3 without identifiers. */
  readonly forms_export: Readonly<Record<string, number>>;
}

/** The code of an instrument; undefined where REDCap gives none, also of an instrument that is called like what all objects have. */
export const formCode = (codes: RightsRow['forms'], form: string): number | undefined =>
  Object.hasOwn(codes, form) ? codes[form] : undefined;

/** Columns that may look like rights, being numbers, and are none. */
const notRights = new Set([
  'username',
  'email',
  'firstname',
  'lastname',
  'expiration',
  'unique_role_name',
  'role_label',
  'data_access_group',
  'data_access_group_id',
  'data_access_group_label',
]);

/** Form rights by form name; PHP writes an empty object as an empty list. */
const readFormRights = (row: RawRow, column: 'forms' | 'forms_export'): Record<string, number> => {
  const value = row[column] ?? [];
  if (Array.isArray(value) && value.length === 0) return {};
  if (!isObject(value)) throw badAnswer(`REDCap's column "${column}" holds no rights.`);
  return Object.fromEntries(Object.keys(value).map((form) => [form, readInteger(value, form)]));
};

const isWhole = (value: unknown): boolean =>
  /^\d{1,9}$/.test(typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '');

/** Reads the rights of a user's or a role's row, numbers and numbers as text alike. */
export const readRights = (row: RawRow): RightsRow => ({
  rights: Object.fromEntries(
    Object.keys(row)
      .filter((column) => !notRights.has(column) && !column.startsWith('data_access_group_') && isWhole(row[column]))
      .map((column) => [column, readInteger(row, column)]),
  ),
  forms: readFormRights(row, 'forms'),
  forms_export: readFormRights(row, 'forms_export'),
});
