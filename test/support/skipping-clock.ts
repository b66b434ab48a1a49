import { systemClock, type Clock } from '../../src/redcap/clock.ts';

/** A clock that skips the pauses of the gateway: they take no time, and the clock is so much later afterwards. */
export interface SkippingClock {
  /** For the gateway. Everything that it waits for happens at once. */
  readonly gateway: Clock;
  /** For the transport: the same time, and timers that run with the machine's and with what is skipped. */
  readonly transport: Clock;
  /** The pauses that were skipped, in milliseconds. */
  readonly pauses: readonly number[];
  /** Moves both on, and rings what falls due. */
  readonly skip: (milliseconds: number) => void;
}

interface Timer {
  readonly at: number;
  readonly ring: () => void;
}

/** The machine's time with what is skipped. */
const createTransportClock = (): { readonly clock: Clock; readonly skip: (milliseconds: number) => void } => {
  const timers = new Set<Timer>();
  let skipped = 0;
  const now = (): number => systemClock.now() + skipped;
  const after: Clock['after'] = (milliseconds, run) => {
    const cancel = (): void => {
      timers.delete(timer);
      cancelMachine();
    };
    const ring = (): void => {
      cancel();
      run();
    };
    const timer: Timer = { at: now() + milliseconds, ring };
    const cancelMachine = systemClock.after(milliseconds, ring);
    timers.add(timer);
    return cancel;
  };
  const skip = (milliseconds: number): void => {
    skipped += milliseconds;
    for (const timer of [...timers]) if (timer.at <= now()) timer.ring();
  };
  return { clock: { now, date: () => systemClock.date() + skipped, after, every: systemClock.every }, skip };
};

/** A clock that skips pauses. `during` runs in each pause, before it ends. */
export const createSkippingClock = (
  during: (milliseconds: number) => Promise<unknown> | undefined = () => undefined,
): SkippingClock => {
  const pauses: number[] = [];
  const { clock: transport, skip } = createTransportClock();
  const after: Clock['after'] = (milliseconds, run) => {
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
  };
  return { gateway: { ...transport, after }, transport, pauses, skip };
};
