import type { FieldDefinition } from '../state/project.ts';

/** Field types by the API's name, where the project XML has another. */
const fieldTypes: readonly (readonly [api: string, xml: string])[] = [
  ['notes', 'textarea'],
  ['dropdown', 'select'],
];

/** Validations by the API's name, where the project XML has another. Older files also leave out the order of a date. */
const validations: readonly (readonly [api: string, xml: string])[] = [
  ['integer', 'int'],
  ['number', 'float'],
  ['date_ymd', 'date'],
  ['datetime_ymd', 'datetime'],
  ['datetime_seconds_ymd', 'datetime_seconds'],
];

const toApi = (pairs: typeof fieldTypes, name: string): string => pairs.find(([, xml]) => xml === name)?.[0] ?? name;

/** `redcap:FieldType` as the API's `field_type`. */
export const readFieldType = (name: string): string => toApi(fieldTypes, name);

/** The API's `field_type` as `redcap:FieldType`. */
export const writeFieldType = (name: string): string => fieldTypes.find(([api]) => api === name)?.[1] ?? name;

/** `redcap:TextValidationType` as the API's validation. */
export const readValidation = (name: string): string => toApi(validations, name);

/** A field's validation as `redcap:TextValidationType`. The "number" of a slider has the same name in both. */
export const writeValidation = (field: FieldDefinition): string => {
  const name = field.text_validation_type_or_show_slider_number;
  return field.field_type === 'slider' ? name : ({ integer: 'int', number: 'float' }[name] ?? name);
};

/** Whether a text validation stores a date with a time; the project XML has a `T` between the two. */
export const isDatetime = (validation: string): boolean => validation.startsWith('datetime_');
