import { isCalculated } from '../../../src/sandbox/calculation/formula.ts';
import { listCodes, readValue } from '../../../src/sandbox/validation/value.ts';
import type { Feature, Features, ReadStudy, StoredValue } from './study.ts';

const someValue =
  (test: (stored: StoredValue) => boolean): Feature =>
  ({ values }) =>
    values.some(test);

const someText = (pattern: RegExp): Feature => someValue(({ value }) => pattern.test(value));

const choiceTypes = ['radio', 'dropdown', 'yesno', 'truefalse'];

/** Values that an import refuses, in fields of these types. */
const brokenIn =
  (types: readonly string[]): Feature =>
  ({ project, values }) =>
    values.some(
      ({ field, value }) =>
        types.includes(field.field_type) &&
        !isCalculated(field) &&
        !readValue(field, listCodes(project, field), value, 'YMD').ok,
    );

const beyondLimits = ({ values }: ReadStudy): boolean =>
  values.some(
    ({ field, value }) => field.text_validation_max !== '' && Number(value) > Number(field.text_validation_max),
  );

/** Missing data codes in fields of all these types. */
const missingInAll =
  (...types: readonly string[]): Feature =>
  ({ values, missingCodes }) => {
    const found = new Set(
      values.filter(({ value }) => missingCodes.includes(value)).map(({ field }) => field.field_type),
    );
    return types.every((type) => found.has(type));
  };

const missingAs =
  (pattern: RegExp): Feature =>
  ({ values, missingCodes }) =>
    values.some(
      ({ field, value }) =>
        missingCodes.includes(value) && pattern.test(field.text_validation_type_or_show_slider_number),
    );

/** What is in a study's data. */
export const valueFeatures: Features = {
  'missing data codes in text, notes, choices, checkboxes, sliders and files': missingInAll(
    ...['text', 'notes', 'radio', 'dropdown', 'yesno', 'truefalse', 'checkbox', 'slider', 'file'],
  ),
  'missing data codes in dates, times and numbers': (study) =>
    [/^date_/, /^datetime/, /^time/, /^integer/, /^number/].every((pattern) => missingAs(pattern)(study)),
  'forms without a status': ({ project, rows }) =>
    rows.some(
      (row) => row.values.size > 0 && project.instruments.every(({ name }) => !row.values.has(`${name}_complete`)),
    ),
  'texts that break their validation': brokenIn(['text']),
  'codes that are not in the list': brokenIn(choiceTypes),
  'text in sliders': brokenIn(['slider']),
  'numbers beyond their limits': beyondLimits,
  'line breaks': someText(/\n/),
  'line breaks of Windows': someText(/\r\n/),
  'quotes, commas and backslashes': (study) => [/"/, /,/, /\\/].every((pattern) => someText(pattern)(study)),
  '<, > and &': someText(/<.*&.*>/),
  tabs: someText(/\t/),
  'leading zeros': someText(/^0\d/),
  'Arabic, Chinese and Hebrew': (study) =>
    [/\p{Script=Arabic}/u, /\p{Script=Han}/u, /\p{Script=Hebrew}/u].every((pattern) => someText(pattern)(study)),
  'blanks of other scripts': someText(/[\u00a0\u3000]/),
  'signs made of two': someText(/\p{M}/u),
};
