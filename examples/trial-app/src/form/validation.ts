import type { FormField } from '../project.ts';
import { isShown, type FormValues } from './branching.ts';

/** What is wrong, by the name of the field. */
export type FieldErrors = Readonly<Record<string, string>>;

/** The fields that a form can hold and the branching logic shows. */
export const shownFields = (fields: readonly FormField[], values: FormValues): readonly FormField[] =>
  fields.filter(({ branchingLogic }) => isShown(branchingLogic, values));

/** A form that its validation type asks for, and how it is described. */
const FORMS: readonly (readonly [type: RegExp, form: RegExp, words: string])[] = [
  [/^date_/, /^\d{4}-\d{2}-\d{2}$/, 'Enter a date.'],
  [/^integer$/, /^-?\d+$/, 'Enter a whole number.'],
  [/^number/, /^-?\d+(\.\d+)?$/, 'Enter a number, with a point before the decimals.'],
  [/^email$/, /^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'Enter an e-mail address.'],
  [/^time$/, /^([01]\d|2[0-3]):[0-5]\d$/, 'Enter a time such as 14:05.'],
];

/** A bound of the dictionary as a value of the field's kind; undefined where it refers to another field. */
const boundOf = (bound: string | null | undefined, today: string): string | undefined => {
  if (bound == null || bound === '' || bound.startsWith('[')) return undefined;
  return bound === 'today' || bound === 'now' ? today : bound;
};

const isNumeric = ({ textValidationType: type }: FormField): boolean => /^(integer$|number)/.test(type ?? '');

const isBefore = (field: FormField, one: string, other: string): boolean =>
  isNumeric(field) ? Number(one) < Number(other) : one < other;

const checkRange = (field: FormField, value: string, today: string): string | undefined => {
  const [least, most] = [boundOf(field.textValidationMin, today), boundOf(field.textValidationMax, today)];
  if (least !== undefined && isBefore(field, value, least)) return `At least ${least}.`;
  if (most !== undefined && isBefore(field, most, value))
    return most === today ? 'Not in the future.' : `At most ${most}.`;
  return undefined;
};

const checkField = (field: FormField, value: string, today: string): string | undefined => {
  if (value === '') return field.isRequired ? 'This is required.' : undefined;
  const form = FORMS.find(([type]) => type.test(field.textValidationType ?? ''));
  if (form !== undefined && !form[1].test(value)) return form[2];
  if (field.choices != null && !field.choices.some(({ code }) => code === value)) return 'Choose one of the answers.';
  return checkRange(field, value, today);
};

/** Checks the values of a form by the data dictionary, before the gateway does: only fields that are shown. */
export const validate = (fields: readonly FormField[], values: FormValues, today: string): FieldErrors =>
  Object.fromEntries(
    shownFields(fields, values).flatMap((field) => {
      const error = checkField(field, values[field.fieldName] ?? '', today);
      return error === undefined ? [] : [[field.fieldName, error]];
    }),
  );
