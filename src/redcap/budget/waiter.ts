import type { RedcapError } from '../errors.ts';
import type { Share } from './account.ts';
import type { Waiting } from './line.ts';
import type { Place, PlaceRequest } from './place.ts';

/** A call in the line. */
export interface Waiter extends Waiting {
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
  { isWrite = false, isBackground = false, signal, deadline: until = Number.POSITIVE_INFINITY }: PlaceRequest,
  since: number,
  share: Share,
  enter: Waiter['enter'],
  refuse: Waiter['refuse'],
): Waiter => ({ share, isWrite, isBackground, since, until, signal, enter, refuse, forget: forgetNothing });
