import type { DictionaryField } from '../../dictionary/field.ts';
import { findByLabel, findChoice, listCodes } from '../code.ts';
import { canonicalDecimal, codeNumber } from '../decimal.ts';
import type { Asked, Comparison } from './comparison.ts';
import { isOrderedNumber, isSameNumber, numberOrdering } from './number.ts';
import { quoteCode } from './quote.ts';
import { refuseSingle, singleLogic, unordered } from './single.ts';

const numbersOf = (field: DictionaryField): (number | null)[] =>
  (field.choices ?? []).map((choice) => codeNumber(choice.code));

/** No two codes are the same number (`1` and `01`), so that codes may be compared as numbers, as REDCap does. */
const hasDistinctNumbers = (field: DictionaryField): boolean => {
  const numbers = numbersOf(field).filter((number) => number !== null);
  return new Set(numbers).size === numbers.length;
};

/** Every code is a number and no two are the same number, so that the codes have an order. */
const hasNumericCodes = (field: DictionaryField): boolean => {
  const numbers = numbersOf(field);
  return numbers.length > 0 && !numbers.includes(null) && hasDistinctNumbers(field);
};

/** How an operand is taken for a code. */
export const codeRules = {
  normalize: (field: DictionaryField, operand: string) => findChoice(field, operand)?.code ?? null,
  remedy: ({ field, called, operand }: Asked) => {
    const isLabel = findByLabel(field, operand).length > 0;
    const trouble = isLabel ? 'is compared by code, not by label' : 'has no such code';
    return `${trouble}: ${called} takes one of ${listCodes(field)}`;
  },
};

/** Codes compare by their text and, where no two are the same number, as numbers. They have no order. */
export const codeComparison: Comparison = {
  name: 'code',
  codeOperator: 'eq',
  refuse: refuseSingle({ ...codeRules, canOrder: () => false }),
  equals: (field, stored, operand) =>
    stored === operand || (hasDistinctNumbers(field) && isSameNumber(field, stored, operand)),
  isOrdered: unordered.isOrdered,
  logic: {
    ...singleLogic,
    literal: (field, operand) =>
      canonicalDecimal(operand) === null || hasDistinctNumbers(field) ? quoteCode(operand) : null,
    ordering: unordered.ordering,
  },
};

/** The same, with an order where all codes are numbers. */
export const orderedCodeComparison: Comparison = {
  ...codeComparison,
  refuse: refuseSingle({ ...codeRules, canOrder: hasNumericCodes }),
  isOrdered: isOrderedNumber,
  logic: { ...codeComparison.logic, ordering: numberOrdering },
};
