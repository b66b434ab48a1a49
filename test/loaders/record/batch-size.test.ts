import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createBatchSize,
  RECORDS_PER_EXPORT,
  recordsPerPagesExport,
  type BatchSize,
} from '../../../src/loaders/record/batch-size.ts';
import { createMemoryState } from '../../../src/state/memory/state.ts';

const createSizes = (): ((space: string) => BatchSize) => {
  const values = createMemoryState({ now: () => 0 }).kept.lookup;
  return (space) => createBatchSize(values, space);
};

const createSize = (): BatchSize => createSizes()('a');

describe('the size of an export', () => {
  it('is 100 records at first, halves when they are too many, and doubles after every eight that came whole', async () => {
    const size = createSize();
    const seen = [await size.upTo(RECORDS_PER_EXPORT)];
    await size.shrink(100);
    seen.push(await size.upTo(RECORDS_PER_EXPORT));
    await size.shrink(25);
    seen.push(await size.upTo(RECORDS_PER_EXPORT));
    for (let success = 0; success < 24; success += 1) {
      await size.grow(await size.upTo(RECORDS_PER_EXPORT));
      seen.push(await size.upTo(RECORDS_PER_EXPORT));
    }
    const eight = (size: number): number[] => Array.from({ length: 8 }, () => size);
    expect(seen).toEqual([100, 50, ...eight(13), ...eight(26), ...eight(52), 100]);
  });

  it('counts the exports that came whole anew after each that was too much', async () => {
    const size = createSize();
    await size.shrink(40);
    for (let success = 0; success < 7; success += 1) await size.grow(20);
    await size.shrink(20);
    for (let success = 0; success < 7; success += 1) await size.grow(10);
    expect(await size.upTo(RECORDS_PER_EXPORT)).toBe(10);
    await size.grow(10);
    expect(await size.upTo(RECORDS_PER_EXPORT)).toBe(20);
  });

  it('is learned of one project and token only', async () => {
    const sizes = createSizes();
    await sizes('a').shrink(40);
    const [a, b] = [sizes('a'), sizes('b')];
    expect([await a.upTo(RECORDS_PER_EXPORT), await b.upTo(RECORDS_PER_EXPORT)]).toEqual([20, 100]);
  });

  it('does not grow by an export that was smaller than allowed', async () => {
    const size = createSize();
    await size.shrink(40);
    await size.grow(19);
    expect(await size.upTo(RECORDS_PER_EXPORT)).toBe(20);
  });

  it('is larger for a writer, who asks for few fields, until less is learned', async () => {
    const size = createSize();
    const seen = [await size.upTo(500)];
    await size.shrink(500);
    seen.push(await size.upTo(500), await size.upTo(RECORDS_PER_EXPORT));
    for (let success = 0; success < 8; success += 1) await size.grow(250);
    seen.push(await size.upTo(500));
    expect(seen).toEqual([500, 250, 100, 500]);
  });

  it('is not raised by the failure of an export that was sent before it shrank', async () => {
    const size = createSize();
    await size.shrink(10);
    await size.shrink(100);
    expect(await size.upTo(RECORDS_PER_EXPORT)).toBe(5);
  });

  it('stays between 1 and 100 whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 100 }))), async (events) => {
        const size = createSize();
        for (const [isTooMuch, records] of events) {
          if (isTooMuch) await size.shrink(records);
          else await size.grow(records);
          expect(await size.upTo(RECORDS_PER_EXPORT)).toBeGreaterThanOrEqual(1);
          expect(await size.upTo(RECORDS_PER_EXPORT)).toBeLessThanOrEqual(100);
        }
      }),
    );
  });
});

describe('the records that one export of a page asks for', () => {
  const names = (count: number, suffix = ''): string[] =>
    Array.from({ length: count }, (_, index) => `${String(index + 1)}${suffix}`);

  it.each([
    ['a usual page, whatever it brings', 100, '', 3_000, 100],
    ['a long page of few columns', 1_000, '', 22, 1_000],
    ['a long page of some columns', 1_000, '', 100, 500],
    ['a long page of many columns', 1_000, '', 3_000, 100],
    ['names that must be sent one by one', 1_000, ' x', 22, 500],
    ['names with commas', 1_000, ',1', 22, 500],
  ])('are as many as is safe: %s', (_what, count, suffix, columns, most) => {
    expect(recordsPerPagesExport(names(count, suffix), columns)).toBe(most);
  });
});
