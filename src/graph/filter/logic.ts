import type { Design, FieldNode } from '../design/design.ts';
import {
  boundsOf,
  compareStored,
  comparisonOf,
  equalsStored,
  hasDistinctNumbers,
  missingCodesOf,
  normalizeOperand,
  toNumber,
} from '../kind/comparison/comparison.ts';
import type { Ordering } from '../kind/comparison/comparison.ts';
import { givenOperators } from './filter.ts';
import type { RecordFilter } from './filter.ts';
import { sharesColumn } from '../kind/checkbox.ts';
import { canonicalDecimal, hasDecimalComma } from '../kind/number.ts';

/**
 * A filter as REDCap logic for `filterLogic`, meaning row for row what `matchRow` means; null where that cannot be said
 * exactly, and the filter must be evaluated here. The filter must have passed `checkFilter`.
 *
 * Rules of the text that is made:
 * - Names come from the design, values are numbers, or texts in single quotes of letters, digits and ` ._@:/+-` only: no
 *   escape for quotes is documented. A text that holds anything else, looks like a number (REDCap would compare it as one)
 *   or holds the words and, or or NaN is not compiled.
 * - There is no unary `not`: negation goes down to the conditions, where `=` becomes `<>`, and a condition of several
 *   parts becomes `if(…, 0, 1) = 1`, so that blanks and unfit texts fall on the right side.
 * - Orderings say what is a value: `isnumber(…)`, or between the lowest and highest date, and no missing data code.
 * - A field of an event is compiled only where nothing repeats in the event: which row `[event][field]` means in the row
 *   of another instance is not documented.
 * - Not compiled either: `contains` and `startsWith` (what REDCap takes for the same letter is not documented), decimal
 *   commas, a form status where grey and Incomplete would differ, and what makes a very long text.
 *
 * What is said of records as a whole becomes a filter of rows first: `predicate-logic.ts` has the rules of that.
 */
export const compileFilter = (filter: RecordFilter, design: Design): string | null => {
  const logic = compilePart(filter, false, design);
  return logic !== null && logic.length > maximumLength ? null : logic;
};

/** Characters of logic at most. What REDCap takes is not documented; where it stores logic itself, 65,535 bytes are the end. */
const maximumLength = 16_000;

const compilePart = (filter: RecordFilter, isNegated: boolean, design: Design): string | null => {
  const all = isNegated ? 'or' : 'and';
  const any = isNegated ? 'and' : 'or';
  const compile = (part: RecordFilter): string | null => compilePart(part, isNegated, design);
  const parts: (string | null)[] = [];
  if (filter.and) parts.push(join(filter.and.map(compile), all));
  if (filter.or) parts.push(join(filter.or.map(compile), any));
  if (filter.not) parts.push(compilePart(filter.not, !isNegated, design));
  if (filter.field != null) parts.push(compileCondition(filter, filter.field, isNegated, design));
  return join(parts, all);
};

/** Null when a part is null or there is none. */
const join = (parts: readonly (string | null)[], operator: 'and' | 'or'): string | null => {
  const known = parts.filter((part) => part !== null);
  if (known.length < parts.length || known.length === 0) return null;
  return known.length === 1 ? (known[0] ?? null) : `(${known.join(` ${operator} `)})`;
};

const compileCondition = (filter: RecordFilter, name: string, isNegated: boolean, design: Design): string | null => {
  const [operator] = givenOperators(filter);
  const place = compileEvent(filter, name, design);
  if (operator === undefined || place === null || !/^[a-z]\w*$/i.test(name)) return null;
  const field = design.field(name);
  const operand = String(filter[operator]);
  switch (operator) {
    case 'isBlank':
      return compileBlank(field, name, place, filter.isBlank !== isNegated);
    case 'checked':
      return field ? compileOption(field, operand, place, !isNegated) : null;
    case 'eq':
    case 'ne': {
      const isEqual = (operator === 'eq') !== isNegated;
      if (operand === '') return compileBlank(field, name, place, isEqual);
      const literal = compileOperand(field, operand);
      return literal === null ? null : `${place}[${name}] ${isEqual ? '=' : '<>'} ${literal}`;
    }
    case 'contains':
    case 'startsWith':
      return null;
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte': {
      const parts = compileOrdering(field, `${place}[${name}]`, operator, operand, design);
      if (parts === null) return null;
      const logic = parts.join(' and ');
      return isNegated ? `(if(${logic}, 0, 1) = 1)` : `(${logic})`;
    }
  }
};

const compileEvent = (filter: RecordFilter, name: string, design: Design): string | null => {
  if (filter.event == null) return '';
  const isUnclear =
    (design.rows.repeating === null && design.hasRepeating) ||
    design.repeating.some((entry) => entry.event?.uniqueEventName === filter.event);
  if (isUnclear || name === design.recordIdField.fieldName || !/^\w+$/.test(filter.event)) return null;
  return `[${filter.event}]`;
};

const compileBlank = (field: FieldNode | undefined, name: string, place: string, isBlank: boolean): string | null => {
  if (!field) return null;
  if (field.kind !== 'checkbox') return `${place}[${name}] ${isBlank ? '=' : '<>'} ''`;
  const options = [...field.columnByCode.keys()].map((code) => compileOption(field, code, place, !isBlank));
  return join(options, isBlank ? 'and' : 'or');
};

const compileOption = (field: FieldNode, code: string, place: string, isChecked: boolean): string | null => {
  if (!isPlainCode(code) || sharesColumn(field, code)) return null;
  return `${place}[${field.fieldName}(${code})] ${isChecked ? '=' : '<>'} '1'`;
};

/** The right side of an equality. */
const compileOperand = (field: FieldNode | undefined, operand: string): string | null => {
  if (!field && equalsStored(field, '0', operand)) return null;
  const number = canonicalDecimal(operand);
  switch (comparisonOf(field)) {
    case 'number':
      if (field && hasDecimalComma(field)) return null;
      return number ?? quote(operand);
    case 'time':
      return quote(normalizeOperand(field, operand) ?? operand);
    case 'code':
      return number === null || hasDistinctNumbers(field) ? quoteCode(operand) : null;
    case 'text':
      return number === null ? quote(operand) : null;
    case 'none':
      return null;
  }
};

const compileOrdering = (
  field: FieldNode | undefined,
  reference: string,
  ordering: Ordering,
  operand: string,
  design: Design,
): string[] | null => {
  const symbol = { gt: '>', gte: '>=', lt: '<', lte: '<=' }[ordering];
  const missing = missingCodesOf(field, design);
  if (comparisonOf(field) === 'time') {
    const literal = quote(normalizeOperand(field, operand) ?? '');
    const { lowest, highest } = boundsOf(field);
    const isUp = ordering === 'gt' || ordering === 'gte';
    const bound = isUp ? `${reference} <= '${highest}'` : `${reference} >= '${lowest}'`;
    const codes = missing.filter((code) => code >= lowest && code <= highest).map(quoteCode);
    if (literal === null || codes.includes(null)) return null;
    return [bound, `${reference} ${symbol} ${literal}`, ...codes.map((code) => `${reference} <> ${code ?? ''}`)];
  }
  const number = canonicalDecimal(operand);
  if (number === null || (field && hasDecimalComma(field))) return null;
  if (!field && compareStored(field, '0', ordering, operand, design)) return null;
  const codes = missing
    .filter((code) => toNumber(undefined, code) !== null)
    .map((code) => canonicalDecimal(code) ?? code);
  return [
    `isnumber(${reference})`,
    `${reference} ${symbol} ${number}`,
    ...codes.map((code) => `${reference} <> ${code}`),
  ];
};

const isPlainCode = (code: string): boolean => /^[A-Za-z0-9_.-]+$/.test(code);

const quoteCode = (code: string): string | null => (isPlainCode(code) ? `'${code}'` : quote(code));

const quote = (text: string): string | null => {
  const isPlain = /^[\p{L}\p{N} ._@:/+-]+$/u.test(text) && text.trim() === text && !/\b(and|or|nan)\b/i.test(text);
  return isPlain ? `'${text}'` : null;
};
