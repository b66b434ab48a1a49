import type { DictionaryField } from '../../dictionary/field.ts';
import { canonicalDecimal, codeNumber, hasDecimalComma, toNumber } from '../decimal.ts';
import type { Comparison, LogicOf } from './comparison.ts';
import { isOrdered, orderingSymbols } from './operator.ts';
import { quote } from './quote.ts';
import { refuseSingle, singleLogic } from './single.ts';

/** Two texts are the same number. */
export const isSameNumber = (field: DictionaryField, stored: string, operand: string): boolean => {
  const left = toNumber(field, stored);
  return left !== null && left === toNumber(field, operand);
};

/** Orders by number: a text that is none satisfies nothing. */
export const isOrderedNumber: Comparison['isOrdered'] = (field, stored, ordering, operand, missing) => {
  const [left, right] = [toNumber(field, stored), toNumber(field, operand)];
  if (left === null || right === null || missing.some((code) => codeNumber(code) === left)) return false;
  return isOrdered(ordering, left, right);
};

/** Says what is a number, which a blank is not. A decimal comma is not compiled. */
export const numberOrdering: LogicOf['ordering'] = (field, reference, ordering, operand, missing) => {
  const number = canonicalDecimal(operand);
  if (number === null || hasDecimalComma(field)) return null;
  const codes = missing.filter((code) => codeNumber(code) !== null).map((code) => canonicalDecimal(code) ?? code);
  return [
    `isnumber(${reference})`,
    `${reference} ${orderingSymbols[ordering]} ${number}`,
    ...codes.map((code) => `${reference} <> ${code}`),
  ];
};

/** Numbers compare as numbers, in double precision as in REDCap. */
export const numberComparison: Comparison = {
  name: 'number',
  codeOperator: 'eq',
  refuse: refuseSingle({
    normalize: (field, operand) => (toNumber(field, operand) === null ? null : operand),
    remedy: ({ called }) => `is a number: ${called} takes one, such as 12.5`,
    canOrder: () => true,
  }),
  equals: (field, stored, operand) => stored === operand || isSameNumber(field, stored, operand),
  isOrdered: isOrderedNumber,
  logic: {
    ...singleLogic,
    literal: (field, operand) => (hasDecimalComma(field) ? null : (canonicalDecimal(operand) ?? quote(operand))),
    ordering: numberOrdering,
  },
};
