import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRecordNames } from '../../src/loaders/record-order.ts';

describe('the order of record names', () => {
  it('counts numbers as numbers, within names too', () => {
    expect(['10', '9', '331-10', '331-2', 'b', 'a', '1'].sort(compareRecordNames)).toEqual([
      '1',
      '9',
      '10',
      '331-2',
      '331-10',
      'a',
      'b',
    ]);
  });

  it('is total, so that a cursor always finds its place', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (a, b, c) => {
        expect(compareRecordNames(a, b) === 0).toBe(a === b);
        expect(Math.sign(compareRecordNames(a, b))).toBe(-Math.sign(compareRecordNames(b, a)) + 0);
        if (compareRecordNames(a, b) < 0 && compareRecordNames(b, c) < 0)
          expect(compareRecordNames(a, c)).toBeLessThan(0);
      }),
    );
  });
});
