import { isDeepStrictEqual } from 'node:util';
import { pause, type Clock } from '../redcap/clock.ts';

/** How often the state is asked how far something has come. It costs no call of REDCap. */
const LOOK_MS = 1_000;

/** Something on its way, of which it is known when it has ended. */
interface Progress {
  readonly isFinished: boolean;
}

const OVER = { done: true, value: undefined } as const;

/**
 * How far something has come, each time that it has come further, until it has ended. It begins with how things stand: null for
 * what has not begun. This is no generator, which could not be left while it waits.
 */
export const followProgress = <Of extends Progress>(
  read: () => Promise<Of | null>,
  clock: Clock,
  signal: AbortSignal | undefined,
): AsyncIterableIterator<Of | null> => {
  const left = new AbortController();
  const ended = signal === undefined ? left.signal : AbortSignal.any([signal, left.signal]);
  let last: Of | null | undefined;
  return {
    next: async () => {
      for (;;) {
        if (ended.aborted || last?.isFinished === true) return OVER;
        const progress = await read();
        if (!isDeepStrictEqual(progress, last)) {
          last = progress;
          return { done: false, value: progress };
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
