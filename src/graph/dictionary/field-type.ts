import type { MetadataRow } from '../../redcap/methods/metadata.ts';
import type { FieldType, ValueKind } from '../design/design.ts';

/** REDCap's `field_type` words, the older ones of project XML among them. */
const typeByWord: Readonly<Record<string, FieldType>> = {
  text: 'TEXT',
  notes: 'NOTES',
  textarea: 'NOTES',
  calc: 'CALC',
  dropdown: 'DROPDOWN',
  select: 'DROPDOWN',
  radio: 'RADIO',
  checkbox: 'CHECKBOX',
  yesno: 'YESNO',
  truefalse: 'TRUEFALSE',
  file: 'FILE',
  slider: 'SLIDER',
  descriptive: 'DESCRIPTIVE',
  sql: 'SQL',
};

const kindByType: Readonly<Record<FieldType, ValueKind>> = {
  TEXT: 'text',
  NOTES: 'text',
  CALC: 'number',
  DROPDOWN: 'choice',
  RADIO: 'choice',
  CHECKBOX: 'checkbox',
  YESNO: 'boolean',
  TRUEFALSE: 'boolean',
  FILE: 'file',
  SIGNATURE: 'file',
  SLIDER: 'integer',
  DESCRIPTIVE: 'none',
  SQL: 'text',
  UNKNOWN: 'text',
};

/** The field's type as a word; a signature is a file field with that validation. */
export const fieldTypeOf = (row: MetadataRow): FieldType => {
  const type = typeByWord[row.field_type.trim().toLowerCase()] ?? 'UNKNOWN';
  return type === 'FILE' && validationOf(row) === 'signature' ? 'SIGNATURE' : type;
};

/** How the field's text is read; from the dictionary only, never from data. A record name is text whatever its validation. */
export const valueKindOf = (row: MetadataRow, isRecordId: boolean): ValueKind => {
  const type = fieldTypeOf(row);
  if (isRecordId || type !== 'TEXT') return isRecordId ? 'text' : kindByType[type];
  const validation = validationOf(row);
  if (/^datetime_/.test(validation)) return 'datetime';
  if (/^date_/.test(validation)) return 'date';
  if (validation === 'time' || validation === 'time_hh_mm_ss' || validation === 'time_mm_ss') return 'time';
  if (validation === 'integer' || validation === 'int') return 'integer';
  if (isNumberValidation(validation)) return 'number';
  return 'text';
};

/** The text validation type, or for other field types what REDCap keeps in the same column. */
export const validationOf = (row: MetadataRow): string =>
  row.text_validation_type_or_show_slider_number.trim().toLowerCase();

/** The field annotation switches missing data codes off. */
export const hasNoMissing = (row: MetadataRow): boolean => /(^|\s)@NOMISSING(?![\w-])/i.test(row.field_annotation);

/** REDCap itself works the value out: a calculated field, or a text field with `@CALCTEXT` or `@CALCDATE`. */
export const isCalculated = (row: MetadataRow): boolean =>
  fieldTypeOf(row) === 'CALC' || /(^|\s)@CALC(TEXT|DATE)(?![\w-])/i.test(row.field_annotation);

const isNumberValidation = (validation: string): boolean =>
  validation === 'float' || /^number(_\d+dp)?(_comma_decimal)?$/.test(validation);
