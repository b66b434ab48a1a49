import type { RedcapError } from '../errors.ts';
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

/** A call that begins to wait. */
export const createWaiter = (request: PlaceRequest, since: number, ends: Pick<Waiter, 'enter' | 'refuse'>): Waiter => {
  const { fingerprint, isWrite = false, signal, deadline: until = Number.POSITIVE_INFINITY } = request;
  const caller = callerOf(request);
  const pair = `${fingerprint} ${caller}`;
  return { fingerprint, caller, pair, isWrite, since, until, signal, ...ends, forget: () => undefined };
};
