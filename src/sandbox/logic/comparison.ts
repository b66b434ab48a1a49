import type { ComparisonOperator } from './node.ts';
import { isTrue, toNumber, toText } from './value.ts';
import type { LogicValue } from './value.ts';

/**
 * Compares as REDCap does: as numbers when both values look like numbers, otherwise as text. Stored dates are Y-M-D, so
 * that their order as text is their order in time.
 * A blank equals only a blank, and is neither less nor greater than anything.
 */
export function compare(operator: ComparisonOperator, left: LogicValue, right: LogicValue): boolean {
  switch (operator) {
    case '=':
      return isEqual(left, right);
    case '<>':
      return !isEqual(left, right);
    case '<':
      return order(left, right) === -1;
    case '<=':
      return [-1, 0].includes(order(left, right) ?? 2);
    case '>':
      return order(left, right) === 1;
    case '>=':
      return [0, 1].includes(order(left, right) ?? 2);
  }
}

function isEqual(left: LogicValue, right: LogicValue): boolean {
  const numbers = bothNumbers(left, right);
  if (numbers) return numbers[0] === numbers[1];
  if (typeof left === 'boolean' || typeof right === 'boolean') return isTrue(left) === isTrue(right);
  return toText(left) === toText(right);
}

/** -1, 0 or 1; null when one is blank. */
function order(left: LogicValue, right: LogicValue): -1 | 0 | 1 | null {
  if (left === '' || right === '') return null;
  const [first, second] = bothNumbers(left, right) ?? [toText(left), toText(right)];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

function bothNumbers(left: LogicValue, right: LogicValue): [number, number] | null {
  const first = toNumber(left);
  const second = toNumber(right);
  return first === null || second === null ? null : [first, second];
}
