import type { Method } from '../method.ts';
import { formatSomeData } from './data.ts';
import { readCount, readName, readRows, readText } from './row.ts';
import type { RawRow } from './row.ts';

/** The 18 columns of the data dictionary, in REDCap's order. */
export const metadataColumns = [
  'field_name',
  'form_name',
  'section_header',
  'field_type',
  'field_label',
  'select_choices_or_calculations',
  'field_note',
  'text_validation_type_or_show_slider_number',
  'text_validation_min',
  'text_validation_max',
  'identifier',
  'branching_logic',
  'required_field',
  'custom_alignment',
  'question_number',
  'matrix_group_name',
  'matrix_ranking',
  'field_annotation',
] as const;

/** A field of the data dictionary as `content=metadata` gives it; every value is a string. */
export type MetadataRow = Readonly<Record<(typeof metadataColumns)[number], string>>;

/** Which part of the dictionary; all of it when both are left out. The union is given when both are there. */
export interface ExportMetadataArgs {
  readonly fields?: readonly string[] | undefined;
  readonly forms?: readonly string[] | undefined;
}

const readMetadataRow = (row: RawRow): MetadataRow => {
  readName(row, 'field_name');
  readName(row, 'form_name');
  readName(row, 'field_type');
  // The cast is sound: there is an entry for each of the columns.
  return Object.fromEntries(metadataColumns.map((column) => [column, readText(row, column)])) as MetadataRow;
};

/** Export Metadata (Data Dictionary): `content=metadata`. The first row of a whole dictionary is the record id field. */
export const exportMetadata: Method<ExportMetadataArgs, readonly MetadataRow[]> = {
  name: 'exportMetadata',
  content: 'metadata',
  kind: 'read',
  body: 'json',
  rights: ['API Export'],
  form: ({ fields, forms }) => ({ fields, forms }),
  decode: (reply) => readRows(reply).map(readMetadataRow),
};

/**
 * Import Metadata: `content=metadata` with `data`. Replaces the whole dictionary: fields that are not in `rows` are gone,
 * and so are their data. Development status only. Gives the number of fields.
 */
export const importMetadata: Method<{ readonly rows: readonly MetadataRow[] }, number> = {
  name: 'importMetadata',
  content: 'metadata',
  kind: 'write',
  body: 'json',
  rights: ['API Import/Update', 'Project Design and Setup'],
  form: ({ rows }) => ({ data: formatSomeData(rows) }),
  decode: readCount,
};
