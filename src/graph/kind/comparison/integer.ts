import type { DictionaryField } from '../../dictionary/field.ts';
import { canonicalDecimal, parseInteger } from '../decimal.ts';
import type { Comparison, LogicOf } from './comparison.ts';
import { isOrderedNumber, isSameNumber, numberComparison, numberOrdering } from './number.ts';
import { isOrdered } from './operator.ts';

/** The integers of two texts; null where one of them is none, such as `12.5`. */
const integersOf = (left: string, right: string): readonly [bigint, bigint] | null => {
  const integers = [parseInteger(left.trim()), parseInteger(right.trim())] as const;
  return integers[0] === null || integers[1] === null ? null : [integers[0], integers[1]];
};

const isSame = (field: DictionaryField, stored: string, operand: string): boolean => {
  const integers = integersOf(stored, operand);
  return integers === null ? isSameNumber(field, stored, operand) : integers[0] === integers[1];
};

/**
 * Double precision compares an integer with this number exactly. REDCap may take neighbours of a larger one for the same number,
 * so that the gateway compares those itself.
 */
const isExact = (operand: string): boolean => {
  const number = canonicalDecimal(operand.trim());
  return number === null || Math.abs(Number(number)) < Number.MAX_SAFE_INTEGER;
};

const ordering: LogicOf['ordering'] = (field, reference, symbol, operand, missing) =>
  [operand, ...missing].every(isExact) ? numberOrdering(field, reference, symbol, operand, missing) : null;

/** Integers compare exactly, whatever their size; other numbers as in {@link numberComparison}. */
export const integerComparison: Comparison = {
  ...numberComparison,
  equals: (field, stored, operand) => stored === operand || isSame(field, stored, operand),
  isOrdered: (field, stored, symbol, operand, missing) => {
    const integers = integersOf(stored, operand);
    if (integers === null) return isOrderedNumber(field, stored, symbol, operand, missing);
    return !missing.some((code) => isSame(field, stored, code)) && isOrdered(symbol, ...integers);
  },
  logic: {
    ...numberComparison.logic,
    literal: (field, operand) => (isExact(operand) ? numberComparison.logic.literal(field, operand) : null),
    ordering,
  },
};
