import { canonicalDecimal } from '../decimal.ts';
import type { Comparison } from './comparison.ts';
import { quote } from './quote.ts';
import { refuseSingle, singleLogic, unordered } from './single.ts';

/** Plain text compares by itself, and has no order. REDCap would compare a text that looks like a number as a number. */
export const textComparison: Comparison = {
  name: 'text',
  codeOperator: 'eq',
  refuse: refuseSingle({
    normalize: (_field, operand) => operand,
    remedy: () => '',
    canOrder: () => false,
    isText: true,
  }),
  equals: (_field, stored, operand) => stored === operand,
  isOrdered: unordered.isOrdered,
  logic: {
    ...singleLogic,
    literal: (_field, operand) => (canonicalDecimal(operand) === null ? quote(operand) : null),
    ordering: unordered.ordering,
  },
};
