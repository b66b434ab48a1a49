import type { RedcapError } from '../errors.ts';

/** A place among the calls under way; to be released once, when the call has ended. */
export interface Place {
  readonly waitedMs: number;
  readonly release: () => void;
}

/** A call in the line. */
export interface Waiter {
  readonly fingerprint: string;
  readonly since: number;
  /** Point on the clock after which the call does not want its place any more. */
  readonly until: number;
  readonly signal: AbortSignal | undefined;
  readonly enter: (place: Place) => void;
  readonly refuse: (error: RedcapError) => void;
  /** Calls off what would end the wait: the timer and the caller's signal. */
  forget: () => void;
}
