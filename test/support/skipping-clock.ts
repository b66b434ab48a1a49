import { systemClock, type Clock } from '../../src/redcap/clock.ts';

/** A clock that skips the pauses of the gateway: they take no time, and the clock is so much later afterwards. */
export interface SkippingClock {
  /** For the gateway. Everything that it waits for happens at once. */
  readonly gateway: Clock;
  /** For the transport: the same time, and the machine's own timers. */
  readonly transport: Clock;
  /** The pauses that were skipped, in milliseconds. */
  readonly pauses: readonly number[];
  /** Moves both on. */
  readonly skip: (milliseconds: number) => void;
}

/** A clock that skips pauses. `during` runs in each pause, before it ends. */
export const createSkippingClock = (
  during: (milliseconds: number) => Promise<unknown> | void = () => undefined,
): SkippingClock => {
  const pauses: number[] = [];
  let skipped = 0;
  const skip = (milliseconds: number): void => {
    skipped += milliseconds;
  };
  const transport: Clock = {
    now: () => systemClock.now() + skipped,
    date: () => systemClock.date() + skipped,
    after: systemClock.after,
    every: systemClock.every,
  };
  const gateway: Clock = {
    ...transport,
    after: (milliseconds, run) => {
      let isCancelled = false;
      const ring = async (): Promise<void> => {
        await during(milliseconds);
        if (isCancelled) return;
        pauses.push(milliseconds);
        skip(milliseconds);
        run();
      };
      setImmediate(() => void ring());
      return () => {
        isCancelled = true;
      };
    },
  };
  return { gateway, transport, pauses, skip };
};
