import type { Clock } from '../clock.ts';
import type { RedcapError } from '../errors.ts';
import type { Share } from './account.ts';
import type { Waiting } from './line.ts';
import type { Place, PlaceRequest } from './place.ts';

/** A call in the line. */
export interface Waiter extends Waiting {
  /** The token with which it calls. */
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

/** Who called. Where nobody is named, whoever has the token is one caller. */
export const callerOf = ({ caller, fingerprint }: PlaceRequest): string => caller ?? fingerprint;

const forgetNothing = (): void => undefined;

/** A call that begins to wait. */
export const createWaiter = (
  request: PlaceRequest,
  since: number,
  share: Share,
  enter: Waiter['enter'],
  refuse: Waiter['refuse'],
): Waiter => {
  const { fingerprint, signal, deadline: until = Number.POSITIVE_INFINITY } = request;
  const { isWrite = false, isBackground = false, isForAll = false } = request;
  return {
    fingerprint,
    share,
    isWrite,
    isBackground,
    isForAll,
    since,
    until,
    signal,
    enter,
    refuse,
    forget: forgetNothing,
  };
};

/** What happens when a wait ends without a place. */
export interface WaitEnds {
  readonly isLate: () => void;
  readonly isLeft: () => void;
}

/** Lets a call wait so many milliseconds from now, and no longer than its caller stays. */
export const limitWait = (waiter: Waiter, clock: Clock, patienceMs: number, { isLate, isLeft }: WaitEnds): void => {
  waiter.forget();
  const cancelTimer = clock.after(patienceMs, isLate);
  waiter.signal?.addEventListener('abort', isLeft, { once: true });
  // Named first: a function literal that is assigned to a property would keep its request alive for long.
  const forget = (): void => {
    cancelTimer();
    waiter.signal?.removeEventListener('abort', isLeft);
  };
  waiter.forget = forget;
};
