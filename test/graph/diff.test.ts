import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffBy, diffSetBy } from '../../src/graph/diff.ts';

interface Arm {
  readonly num: number;
  readonly name: string;
}
const arm = (num: number, name: string): Arm => ({ num, name });
const diff = (before: readonly Arm[], after: readonly Arm[]): string[] =>
  diffBy(
    before,
    after,
    (item) => String(item.num),
    (a, b) => a.name === b.name,
  ).map((change) => `${change.kind} ${change.key}`);

describe('diffBy', () => {
  it('tells what was added, changed and removed', () => {
    expect(diff([arm(1, 'A'), arm(2, 'B'), arm(3, 'C')], [arm(1, 'A'), arm(2, 'X'), arm(4, 'D')])).toEqual([
      'REMOVE 3',
      'CHANGE 2',
      'ADD 4',
    ]);
  });

  it('tells only the item that moved, not those that it passed', () => {
    expect(diff([arm(1, 'A'), arm(2, 'B'), arm(3, 'C')], [arm(3, 'C'), arm(1, 'A'), arm(2, 'B')])).toEqual([
      'REORDER 3',
    ]);
  });

  it('tells an item that moved and changed twice', () => {
    expect(diff([arm(1, 'A'), arm(2, 'B'), arm(3, 'C')], [arm(2, 'B'), arm(3, 'C'), arm(1, 'X')])).toEqual([
      'CHANGE 1',
      'REORDER 1',
    ]);
  });

  it('finds nothing between equal lists', () => {
    expect(diff([arm(1, 'A'), arm(2, 'B')], [arm(1, 'A'), arm(2, 'B')])).toEqual([]);
  });

  it('does not see order as a set', () => {
    const same = (a: number, b: number): boolean => a === b;
    expect(diffSetBy([1, 2], [2, 1], String, same)).toEqual([]);
  });

  it('keeps the order of whatever it does not tell, for any two lists', () => {
    const list = fc.uniqueArray(fc.integer({ min: 0, max: 12 }));
    fc.assert(
      fc.property(list, list, (before, after) => {
        const told = new Set(diffBy(before, after, String, () => true).map((change) => change.key));
        const untold = (numbers: readonly number[]): number[] => numbers.filter((number) => !told.has(String(number)));
        expect(untold(before)).toEqual(untold(after));
      }),
    );
  });
});
