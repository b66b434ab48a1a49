import type { Comparison } from './comparison.ts';
import { singleLogic, unordered } from './single.ts';

/** No operator but `isBlank` applies, and perhaps not even that one. */
export const noComparison = (refuse: Comparison['refuse']): Comparison => ({
  name: 'none',
  codeOperator: 'eq',
  refuse,
  equals: (_field, stored, operand) => stored === operand,
  isOrdered: unordered.isOrdered,
  logic: { ...singleLogic, literal: () => null, ordering: unordered.ordering },
});
