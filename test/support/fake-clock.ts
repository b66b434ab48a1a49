import type { Clock } from '../../src/redcap/clock.ts';

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** A clock that moves only when a test moves it. */
export interface FakeClock extends Clock {
  /** Moves on, running what falls due on the way, in order. */
  readonly advance: (milliseconds: number) => Promise<void>;
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The date at which every fake clock begins. */
const START = Date.UTC(2024, 5, 1, 12);

export const createFakeClock = (): FakeClock => {
  let now = 0;
  const timers = new Set<Timer>();
  const after: Clock['after'] = (milliseconds, run) => {
    const timer = { at: now + milliseconds, run };
    timers.add(timer);
    return () => timers.delete(timer);
  };
  return {
    now: () => now,
    date: () => START + now,
    after,
    every: (milliseconds, run) => {
      let cancel = (): void => undefined;
      const runAgain = (): void => {
        cancel = after(milliseconds, () => {
          runAgain();
          run();
        });
      };
      runAgain();
      return () => cancel();
    },
    advance: async (milliseconds) => {
      const end = now + milliseconds;
      await settle();
      for (;;) {
        const due = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers.delete(due);
        now = Math.max(now, due.at);
        due.run();
        await settle();
      }
      now = end;
    },
  };
};
