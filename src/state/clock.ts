/** The time of a state that outlives its process. */
export interface StateClock {
  /** Milliseconds that only grow, from a moment that means nothing outside of this process. */
  readonly now: () => number;
  /** Milliseconds since 1970. They go on over restarts, and the machine's owner may set them back. */
  readonly date: () => number;
  /** Runs `run` again and again after so many milliseconds, and returns a function that ends this. */
  readonly every: (milliseconds: number, run: () => void) => () => void;
}
