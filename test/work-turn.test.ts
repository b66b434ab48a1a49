import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forRangesInTurns } from '../src/work-turn.ts';
import { runs } from './support/runs.ts';

describe('steps that are done in ranges', () => {
  it('are done in their order, each once, however many they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 3_000 }), async (count) => {
        const done: number[] = [];
        await forRangesInTurns(count, (start, end) => {
          for (let step = start; step < end; step += 1) done.push(step);
        });
        expect(done).toEqual(Array.from({ length: count }, (_step, index) => index));
      }),
      { numRuns: runs(50) },
    );
  });

  it('begin at once where they are few, and after others where they are many', async () => {
    let begun = 0;
    const note = (): void => {
      begun += 1;
    };
    const few = forRangesInTurns(500, note);
    expect(begun).toBe(1);
    const many = forRangesInTurns(501, note);
    expect(begun).toBe(1);
    await Promise.all([few, many]);
    expect(begun).toBe(3);
  });
});
