import type { Method } from '../method.ts';
import { readName, readRows, readText } from './row.ts';

/** A column of record exports as `content=exportFieldNames` gives it: the authority on checkbox columns. */
export interface FieldNameRow {
  readonly original_field_name: string;
  /** The checkbox option's real code; "" for every other field. */
  readonly choice_value: string;
  readonly export_field_name: string;
}

/** Export List of Export Field Names: `content=exportFieldNames`; of one field, or of all in dictionary order. */
export const exportFieldNames: Method<{ readonly field?: string | undefined }, readonly FieldNameRow[]> = {
  name: 'exportFieldNames',
  content: 'exportFieldNames',
  kind: 'read',
  body: 'json',
  rights: ['API Export'],
  form: ({ field }) => ({ field }),
  decode: (reply) =>
    readRows(reply).map((row) => ({
      original_field_name: readName(row, 'original_field_name'),
      choice_value: readText(row, 'choice_value'),
      export_field_name: readName(row, 'export_field_name'),
    })),
};
