import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBatchSizes } from '../../../src/loaders/record/batch-size.ts';

describe('the size of an export', () => {
  it('is 100 records at first, halves when they are too many, and doubles after every eight that came whole', () => {
    const sizes = createBatchSizes();
    const seen = [sizes.of('a')];
    sizes.shrink('a', 100);
    seen.push(sizes.of('a'));
    sizes.shrink('a', 25);
    seen.push(sizes.of('a'));
    for (let success = 0; success < 24; success += 1) {
      sizes.grow('a', sizes.of('a'));
      seen.push(sizes.of('a'));
    }
    const eight = (size: number): number[] => Array.from({ length: 8 }, () => size);
    expect(seen).toEqual([100, 50, ...eight(13), ...eight(26), ...eight(52), 100]);
  });

  it('counts the exports that came whole anew after each that was too much', () => {
    const sizes = createBatchSizes();
    sizes.shrink('a', 40);
    for (let success = 0; success < 7; success += 1) sizes.grow('a', 20);
    sizes.shrink('a', 20);
    for (let success = 0; success < 7; success += 1) sizes.grow('a', 10);
    expect(sizes.of('a')).toBe(10);
    sizes.grow('a', 10);
    expect(sizes.of('a')).toBe(20);
  });

  it('is learned of one owner only', () => {
    const sizes = createBatchSizes();
    sizes.shrink('a', 40);
    expect([sizes.of('a'), sizes.of('b')]).toEqual([20, 100]);
  });

  it('does not grow by an export that was smaller than allowed', () => {
    const sizes = createBatchSizes();
    sizes.shrink('a', 40);
    sizes.grow('a', 19);
    expect(sizes.of('a')).toBe(20);
  });

  it('is not raised by the failure of an export that was sent before it shrank', () => {
    const sizes = createBatchSizes();
    sizes.shrink('a', 10);
    sizes.shrink('a', 100);
    expect(sizes.of('a')).toBe(5);
  });

  it('stays between 1 and 100 whatever happens', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 100 }))), (events) => {
        const sizes = createBatchSizes();
        for (const [isTooMuch, records] of events) {
          if (isTooMuch) sizes.shrink('a', records);
          else sizes.grow('a', records);
          expect(sizes.of('a')).toBeGreaterThanOrEqual(1);
          expect(sizes.of('a')).toBeLessThanOrEqual(100);
        }
      }),
    );
  });
});
