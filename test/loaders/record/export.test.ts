import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBatchSize, type BatchSize } from '../../../src/loaders/record/batch-size.ts';
import { exportInHalves, exportNamed } from '../../../src/loaders/record/export.ts';
import { RedcapError } from '../../../src/redcap/errors.ts';
import type { RecordRow } from '../../../src/redcap/methods/record.ts';
import { createMemoryState } from '../../../src/state/memory/state.ts';

const outOfMemory = new RedcapError('REDCAP_REJECTED', {
  message: 'REDCap ran out of memory; ask for less at once.',
  redcapMessage: 'REDCap ran out of server memory. The request cannot be processed.',
});

const createSize = (): BatchSize => createBatchSize(createMemoryState({ now: () => 0 }).kept.lookup, 'owner');

const namesUpTo = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index + 1));

interface Run {
  readonly names: readonly string[];
  /** Records that REDCap can hold, by the number of the call from 0. */
  readonly holds: (call: number) => number;
  readonly size?: BatchSize;
  readonly failure?: RedcapError;
  readonly isOver?: () => boolean;
}

/** Exports from a REDCap that can hold so many records; answers the sizes that were asked for and the names that came. */
const run = async (options: Run): Promise<{ asked: number[]; came: string[]; error: unknown }> => {
  const asked: number[] = [];
  const read = (records: readonly string[]): Promise<readonly RecordRow[]> => {
    asked.push(records.length);
    return records.length > options.holds(asked.length - 1)
      ? Promise.reject(options.failure ?? outOfMemory)
      : Promise.resolve(records.map((record_id) => ({ record_id })));
  };
  try {
    const batches = await exportNamed(
      options.names,
      {},
      {
        size: options.size ?? createSize(),
        read: ({ records }) => read(records ?? []),
        isOver: options.isOver ?? (() => false),
      },
    );
    return { asked, came: batches.flat().map((row) => row['record_id'] ?? ''), error: null };
  } catch (error) {
    return { asked, came: [], error };
  }
};

describe('an export of named records', () => {
  it('asks for a hundred at a time while REDCap can hold them', async () => {
    const { asked, came } = await run({ names: namesUpTo(250), holds: () => 1_000 });
    expect(asked).toEqual([100, 100, 50]);
    expect(came).toEqual(namesUpTo(250));
  });

  it('shrinks batches when REDCap runs out of memory, and lets them grow when it has memory again', async () => {
    const { asked, came } = await run({ names: namesUpTo(300), holds: (call) => (call < 4 ? 30 : 1_000) });
    expect(asked).toEqual([100, 50, 25, 25, 25, 25, 25, 25, 25, 25, 50, 50]);
    expect(came).toEqual(namesUpTo(300));
  });

  it.each([
    ['the time is not enough', new RedcapError('REDCAP_TIMEOUT', { message: 'late' })],
    ['the answer is too long', new RedcapError('REDCAP_RESPONSE_TOO_LARGE', { message: 'long' })],
    ['a proxy does not wait', new RedcapError('REDCAP_UNAVAILABLE', { message: 'gateway time-out', status: 504 })],
  ])('asks for fewer when %s', async (_title, failure) => {
    const { asked, came } = await run({ names: namesUpTo(8), holds: () => 4, failure });
    expect(asked).toEqual([8, 4, 4]);
    expect(came).toEqual(namesUpTo(8));
  });

  it.each([
    ['an unavailable REDCap', new RedcapError('REDCAP_UNAVAILABLE', { message: 'down', status: 503 })],
    ['a missing right', new RedcapError('FORBIDDEN', { message: 'no' })],
    ['a refusal', new RedcapError('REDCAP_REJECTED', { message: 'no', redcapMessage: 'The field is not valid' })],
  ])('does not ask again after %s', async (_title, failure) => {
    const { asked, error } = await run({ names: namesUpTo(8), holds: () => 4, failure });
    expect(asked).toEqual([8]);
    expect(error).toBe(failure);
  });

  it('fails when REDCap cannot hold a single record', async () => {
    const { asked, error } = await run({ names: namesUpTo(5), holds: () => 0 });
    expect(asked).toEqual([5, 3, 2, 1]);
    expect(error).toBe(outOfMemory);
  });

  it('asks nothing more once the time of the request is over, but leaves the next one a smaller size', async () => {
    const size = createSize();
    const late = await run({ names: namesUpTo(80), holds: () => 30, size, isOver: () => true });
    expect(late.asked).toEqual([80]);
    expect(late.error).toBe(outOfMemory);
    const next = await run({ names: namesUpTo(80), holds: () => 40, size });
    expect(next.asked).toEqual([40, 40]);
  });

  it('brings every record exactly once and in order, whatever REDCap can hold meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 400 }),
        fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1 }),
        async (count, holds) => {
          const { asked, came } = await run({
            names: namesUpTo(count),
            holds: (call) => holds[call % holds.length] ?? 1,
          });
          expect(came).toEqual(namesUpTo(count));
          expect(Math.max(0, ...asked)).toBeLessThanOrEqual(100);
        },
      ),
    );
  });
});

describe('an export of named records in halves', () => {
  const start = async (count: number, size: BatchSize) => {
    const waiting: { readonly records: readonly string[]; readonly end: () => void }[] = [];
    const coming = exportInHalves<RecordRow>(
      namesUpTo(count),
      {},
      {
        size,
        most: 500,
        read: ({ records = [] }) =>
          new Promise((resolve) => {
            waiting.push({ records, end: () => resolve(records.map((record_id) => ({ record_id }))) });
          }),
        isOver: () => false,
      },
    );
    const settle = async (): Promise<number> => {
      await new Promise(setImmediate);
      const count = waiting.length;
      for (const { end } of waiting.splice(0)) end();
      return count;
    };
    const together: number[] = [];
    for (let now = await settle(); now > 0; now = await settle()) together.push(now);
    return { together, came: (await coming).flat().map((row) => row['record_id'] ?? '') };
  };

  it.each([
    [500, [1]],
    [1_000, [2]],
    [1_200, [2, 1]],
    [2_000, [2, 2]],
  ])('asks for %d records by twos, in the order of their names', async (count, calls) => {
    const { together, came } = await start(count, createSize());
    expect(together).toEqual(calls);
    expect(came).toEqual(namesUpTo(count));
  });

  it('asks a REDCap that has been in trouble once at a time', async () => {
    const size = createSize();
    await size.shrink(400);
    const { together, came } = await start(600, size);
    expect(together).toEqual([1, 1, 1]);
    expect(came).toEqual(namesUpTo(600));
  });
});
