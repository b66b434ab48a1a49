/** What the gateway needs of a clock. The program gives it the clock that all its parts share. */
export interface GatewayClock {
  /** Milliseconds that only grow: a jump of the machine's date moves no deadline. */
  readonly now: () => number;
  /** Runs `run` after so many milliseconds, and returns a function that cancels it. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
}
