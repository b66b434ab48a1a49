import type { ChoiceNode, Design, FieldNode } from '../../design/design.ts';
import { hasNoMissing } from '../../dictionary/field-type.ts';
import { formStatusChoices } from '../../dictionary/choice.ts';
import { isDate, parseDateTime, hasSeconds, parseTime } from '../date.ts';
import { canonicalDecimal, hasDecimalComma } from '../number.ts';

/** How a field's values compare: as numbers, as dates and times in their text, as codes, or as plain text. */
export type Comparison = 'number' | 'time' | 'code' | 'text' | 'none';

/** An ordering operator. */
export type Ordering = 'gt' | 'gte' | 'lt' | 'lte';

/** How values of a field compare; `undefined` stands for a form status. Choices whose codes are all numbers can be ordered. */
export const comparisonOf = (field: FieldNode | undefined): Comparison => {
  switch (field?.kind) {
    case 'integer':
    case 'number':
      return 'number';
    case 'date':
    case 'datetime':
    case 'time':
      return 'time';
    case 'choice':
    case 'boolean':
    case undefined:
      return 'code';
    case 'text':
      return 'text';
    case 'checkbox':
    case 'file':
    case 'none':
      return 'none';
  }
};

/** A field's codes; those of a form status for `undefined`. */
export const codesOf = (field: FieldNode | undefined): readonly ChoiceNode[] =>
  field ? (field.choices ?? []) : formStatusChoices;

/** Every choice code is a number and no two are the same number, so that the codes have an order. */
export const hasNumericCodes = (field: FieldNode | undefined): boolean =>
  codesOf(field).length > 0 && !numbersOf(field).includes(null) && hasDistinctNumbers(field);

/** No two codes are the same number (`1` and `01`), so that codes may be compared as numbers, as REDCap does. */
export const hasDistinctNumbers = (field: FieldNode | undefined): boolean => {
  const numbers = numbersOf(field).filter((number) => number !== null);
  return new Set(numbers).size === numbers.length;
};

const numbersOf = (field: FieldNode | undefined): (number | null)[] =>
  codesOf(field).map((choice) => toNumber(undefined, choice.code));

/** The number that a stored text or an operand is, in double precision as in REDCap; null for other text. */
export const toNumber = (field: FieldNode | undefined, text: string): number | null => {
  const canonical = canonicalDecimal(field && hasDecimalComma(field) ? text.trim().replace(',', '.') : text.trim());
  return canonical === null ? null : Number(canonical);
};

/**
 * Stored text equals an operand: numbers and number codes when they are the same number, anything else when it is the
 * same text. A blank equals only the blank operand.
 */
export const equalsStored = (field: FieldNode | undefined, stored: string, operand: string): boolean => {
  const wanted = normalizeOperand(field, operand) ?? operand;
  if (stored === wanted) return true;
  const comparison = comparisonOf(field);
  if (comparison !== 'number' && !(comparison === 'code' && hasDistinctNumbers(field))) return false;
  const left = toNumber(field, stored);
  return left !== null && left === toNumber(field, wanted);
};

/** Missing data codes are no values and satisfy no ordering; `@NOMISSING` makes them ordinary. */
export const missingCodesOf = (field: FieldNode | undefined, design: Design): string[] => {
  if (field && hasNoMissing(field.row)) return [];
  const own = new Set(codesOf(field).map((choice) => choice.code));
  return design.missingDataCodes.map((choice) => choice.code).filter((code) => !own.has(code));
};

/** The lowest and highest text that is taken for a date or time; letters are beyond them. */
export const timeBounds = { lowest: '0000-00-00', highest: '9999-99-99' } as const;
export const clockBounds = { lowest: '00:00', highest: '99:99' } as const;

/** The bounds for this field's texts. */
export const boundsOf = (field: FieldNode | undefined): { readonly lowest: string; readonly highest: string } =>
  field?.kind === 'time' ? clockBounds : timeBounds;

/**
 * Stored text is before or after an operand. Numbers (a text that is none satisfies nothing); dates and times by their
 * text, Y-M-D, where a text that starts with no digit satisfies nothing.
 */
export const compareStored = (
  field: FieldNode | undefined,
  stored: string,
  ordering: Ordering,
  operand: string,
  design: Design,
): boolean => {
  const wanted = normalizeOperand(field, operand);
  if (wanted === null || stored === '') return false;
  const missing = missingCodesOf(field, design);
  if (comparisonOf(field) === 'time') {
    const { lowest, highest } = boundsOf(field);
    if (stored < lowest || stored > highest || missing.includes(stored)) return false;
    return isOrdered(ordering, stored, wanted);
  }
  const left = toNumber(field, stored);
  const right = toNumber(field, wanted);
  if (left === null || right === null || missing.some((code) => toNumber(undefined, code) === left)) return false;
  return isOrdered(ordering, left, right);
};

/** Stored text holds an operand, or begins with it, in capitals or not. A missing data code is no text. */
export const matchesText = (
  field: FieldNode | undefined,
  stored: string,
  operator: 'contains' | 'startsWith',
  operand: string,
  design: Design,
): boolean => {
  if (missingCodesOf(field, design).includes(stored)) return false;
  const [text, wanted] = [stored.toLowerCase(), operand.toLowerCase()];
  return operator === 'contains' ? text.includes(wanted) : text.startsWith(wanted);
};

/**
 * An operand in the form in which the field stores it: a date and time with REDCap's blank and with seconds only where the
 * field has them (a day alone is its midnight), a time with two digits each. Null when it does not fit the field.
 */
export const normalizeOperand = (field: FieldNode | undefined, operand: string): string | null => {
  switch (field?.kind) {
    case 'integer':
    case 'number':
      return toNumber(field, operand) === null ? null : operand;
    case 'date':
      return isDate(operand) ? operand : null;
    case 'datetime': {
      const dateTime = parseDateTime(isDate(operand) ? `${operand}T00:00` : operand)?.replace('T', ' ') ?? null;
      return dateTime !== null && !hasSeconds(field) ? dateTime.replace(/:00$/, '') : dateTime;
    }
    case 'time':
      return parseTime(operand, field);
    case 'choice':
    case 'boolean':
    case undefined:
      return codesOf(field).some((choice) => choice.code === operand) ? operand : null;
    case 'text':
    case 'checkbox':
    case 'file':
    case 'none':
      return operand;
  }
};

const isOrdered = <Value extends number | string>(ordering: Ordering, left: Value, right: Value): boolean => {
  switch (ordering) {
    case 'gt':
      return left > right;
    case 'gte':
      return left >= right;
    case 'lt':
      return left < right;
    case 'lte':
      return left <= right;
  }
};
