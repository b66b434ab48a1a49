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
    if (signal?.aborted === true) {
      resolve();
      return;
    }
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

/** Something that happens at a moment, unless that is put off or called off before. */
export interface Alarm {
  /** Puts another moment in the place of the first; nothing happens once the alarm has ended. */
  readonly set: (at: number) => void;
  readonly end: () => void;
}

/** An alarm at a moment on the clock. To put it off costs nothing: the timer that runs looks again when it rings. */
export const createAlarm = (clock: Clock, first: number, ring: () => void): Alarm => {
  let at = first;
  let rings = Number.POSITIVE_INFINITY;
  let hasEnded = false;
  let cancel: () => void = () => undefined;
  const wind = (): void => {
    if (at === Number.POSITIVE_INFINITY) return;
    rings = at;
    cancel = clock.after(at - clock.now(), look);
  };
  const look = (): void => {
    const rang = rings;
    rings = Number.POSITIVE_INFINITY;
    if (at <= rang) ring();
    else wind();
  };
  wind();
  return {
    set: (next) => {
      if (hasEnded) return;
      at = next;
      if (at >= rings) return;
      cancel();
      wind();
    },
    end: () => {
      hasEnded = true;
      cancel();
    },
  };
};
