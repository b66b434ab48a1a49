import type { fieldTypes } from '../../graph/dictionary/field-type.ts';
import type { Alignment } from '../../graph/dictionary/property.ts';
import { describedEnum } from '../described-enum.ts';

const fieldTypeDescriptions: Readonly<Record<(typeof fieldTypes)[number], string>> = {
  TEXT: 'One line of text, a number, a date or a time: see textValidationType.',
  NOTES: 'Several lines of text, called Notes Box in REDCap.',
  CALC: 'REDCap calculates the value. It cannot be imported.',
  DROPDOWN: 'One choice from a list.',
  RADIO: 'One choice from buttons.',
  CHECKBOX: 'Any number of choices.',
  YESNO: 'Yes (1) or No (0).',
  TRUEFALSE: 'True (1) or False (0).',
  FILE: 'An uploaded file.',
  SIGNATURE: 'A drawn signature, kept as an image file.',
  SLIDER: 'A whole number on a scale, 0 to 100 unless the field says otherwise.',
  DESCRIPTIVE: 'Text for people. The field holds no value.',
  SQL: "A choice from the result of a database query. REDCap's API does not return the query.",
  UNKNOWN: 'A type that this gateway does not know. Its values are text.',
};

/** REDCap's field types. */
export const FieldTypeEnum = describedEnum(
  'FieldType',
  'What kind of field it is (`field_type`).',
  fieldTypeDescriptions,
);

const alignmentDescriptions: Readonly<Record<Alignment, string>> = {
  RV: "Right of the label, choices one below the other: REDCap's default.",
  RH: 'Right of the label, choices side by side.',
  LV: 'Below the label on the left, choices one below the other.',
  LH: 'Below the label on the left, choices side by side.',
};

/** REDCap's alignments. */
export const CustomAlignmentEnum = describedEnum(
  'CustomAlignment',
  'Where a field stands on the page (`custom_alignment`).',
  alignmentDescriptions,
);
