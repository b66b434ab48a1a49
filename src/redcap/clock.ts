/** Time as the client sees it: monotonic, so that a jump of the wall clock moves no deadline. Tests give their own. */
export interface Clock {
  /** Milliseconds on the clock of `performance.now()`. */
  readonly now: () => number;
  /** Runs `run` after so many milliseconds; what it returns calls that off. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
}

/** The longest that Node's timers can wait; a longer wait would fire at once. */
const MAX_TIMER = 2_147_483_647;

/** The machine's clock. Its timers do not keep a process alive. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, Math.min(Math.max(0, milliseconds), MAX_TIMER));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
