/** Time as the gateway sees it. A program makes one clock and gives it to all that wait or count; tests give their own. */
export interface Clock {
  /** Milliseconds that only grow: a jump of the machine's date moves no deadline. */
  readonly now: () => number;
  /** Milliseconds since 1970, for what is compared with dates of others. The machine's owner may set them back. */
  readonly date: () => number;
  /** Runs `run` after so many milliseconds, and returns a function that cancels it. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
  /** Runs `run` again and again after so many milliseconds, and returns a function that ends this. */
  readonly every: (milliseconds: number, run: () => void) => () => void;
}

/** The longest that Node's timers can wait; a longer wait would fire at once. */
const MAX_TIMER = 2_147_483_647;

/** The machine's clock. Its timers do not keep a process alive. */
export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, Math.min(Math.max(0, milliseconds), MAX_TIMER));
    timer.unref();
    return () => clearTimeout(timer);
  },
  every: (milliseconds, run) => {
    const timer = setInterval(run, Math.min(Math.max(1, milliseconds), MAX_TIMER));
    timer.unref();
    return () => clearInterval(timer);
  },
};

/** Waits so many milliseconds, or until the signal is aborted. */
export const pause = (clock: Clock, milliseconds: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      cancel();
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.after(milliseconds, end);
    signal?.addEventListener('abort', end, { once: true });
  });

/** The moment at which some work must have ended. It can be put off while the work goes on. */
export interface Deadline {
  /** The moment on the clock. */
  readonly at: () => number;
  /** Gives the work its whole time again, from now on. */
  readonly renew: () => void;
}

/** A deadline so many milliseconds from now. */
export const createDeadline = (clock: Clock, milliseconds: number): Deadline => {
  let at = clock.now() + milliseconds;
  return {
    at: () => at,
    renew: () => {
      at = Math.max(at, clock.now() + milliseconds);
    },
  };
};
