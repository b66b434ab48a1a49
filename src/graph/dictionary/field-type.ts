import type { MetadataRow } from '../../redcap/methods/metadata.ts';

/** REDCap's field types as words; a type that this gateway does not know is UNKNOWN. */
export const fieldTypes = [
  'TEXT',
  'NOTES',
  'CALC',
  'DROPDOWN',
  'RADIO',
  'CHECKBOX',
  'YESNO',
  'TRUEFALSE',
  'FILE',
  'SIGNATURE',
  'SLIDER',
  'DESCRIPTIVE',
  'SQL',
  'UNKNOWN',
] as const;
export type FieldType = (typeof fieldTypes)[number];

/** REDCap's `field_type` words, the older ones of project XML among them. */
const typeByWord: ReadonlyMap<string, FieldType> = new Map([
  ['text', 'TEXT'],
  ['notes', 'NOTES'],
  ['textarea', 'NOTES'],
  ['calc', 'CALC'],
  ['dropdown', 'DROPDOWN'],
  ['select', 'DROPDOWN'],
  ['radio', 'RADIO'],
  ['checkbox', 'CHECKBOX'],
  ['yesno', 'YESNO'],
  ['truefalse', 'TRUEFALSE'],
  ['file', 'FILE'],
  ['slider', 'SLIDER'],
  ['descriptive', 'DESCRIPTIVE'],
  ['sql', 'SQL'],
]);

/** The field's type as a word; a signature is a file field with that validation. */
export const fieldTypeOf = (row: MetadataRow): FieldType => {
  const type = typeByWord.get(row.field_type.trim().toLowerCase()) ?? 'UNKNOWN';
  return type === 'FILE' && validationOf(row) === 'signature' ? 'SIGNATURE' : type;
};

/** The text validation type, or for other field types what REDCap keeps in the same column. */
export const validationOf = (row: MetadataRow): string =>
  row.text_validation_type_or_show_slider_number.trim().toLowerCase();

/** The field annotation switches missing data codes off. */
export const hasNoMissing = (row: MetadataRow): boolean => /(^|\s)@NOMISSING(?![\w-])/i.test(row.field_annotation);

/** REDCap itself works the value out: a calculated field, or a text field with `@CALCTEXT` or `@CALCDATE`. */
export const isCalculated = (row: MetadataRow): boolean =>
  fieldTypeOf(row) === 'CALC' || /(^|\s)@CALC(TEXT|DATE)(?![\w-])/i.test(row.field_annotation);

/** The designer wrote the choices of the field, and may remove or rename them. */
export const hasWrittenChoices = (row: MetadataRow): boolean =>
  ['DROPDOWN', 'RADIO', 'CHECKBOX'].includes(fieldTypeOf(row));
