import { isDeepStrictEqual } from 'node:util';
import { pause, type Clock } from '../../redcap/clock.ts';
import type { ImportProgress } from '../../writers/record/import.ts';

/** How often the state is asked how far an import has come. It costs no call of REDCap. */
const LOOK_MS = 1_000;

/** One event of a subscription to the progress of an import. */
interface ProgressEvent {
  readonly importProgress: ImportProgress | null;
}

const OVER = { done: true, value: undefined } as const;

/**
 * How far an import has come, each time that it has come further, until it has ended. It begins with how things stand: null for an
 * import that has not begun. This is no generator, which could not be left while it waits.
 */
export const followProgress = (
  read: () => Promise<ImportProgress | null>,
  clock: Clock,
  signal: AbortSignal | undefined,
): AsyncIterableIterator<ProgressEvent> => {
  const left = new AbortController();
  const ended = signal === undefined ? left.signal : AbortSignal.any([signal, left.signal]);
  let last: ImportProgress | null | undefined;
  return {
    next: async () => {
      for (;;) {
        if (ended.aborted || last?.isFinished === true) return OVER;
        const importProgress = await read();
        if (!isDeepStrictEqual(importProgress, last)) {
          last = importProgress;
          return { done: false, value: { importProgress } };
        }
        await pause(clock, LOOK_MS, ended);
      }
    },
    return: () => {
      left.abort();
      return Promise.resolve(OVER);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
};
