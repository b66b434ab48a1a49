import type { Clock } from '../redcap/clock.ts';
import { RedcapError } from '../redcap/errors.ts';
import type { StateUnavailable } from '../state/unavailable.ts';

/** How often it is looked at whether a wait has been too long. */
const LOOK_MS = 1_000;

/** The error of what has waited in vain for other work of the gateway. Nothing was sent. `why` names that work. */
export const busy = (why: string): RedcapError =>
  new RedcapError('LANE_BUSY', {
    message: `${why} Nothing was sent. Try again in a while.`,
    notSent: true,
    retryAfterSeconds: 5,
  });

/** The error of what needs the state while that cannot be used. Nothing was sent. */
export const stateAway = ({ message, retryAfterSeconds }: StateUnavailable): RedcapError =>
  new RedcapError('OVERLOADED', {
    message: `${message} Without it this cannot be done safely. Nothing was sent. Try again later.`,
    notSent: true,
    retryAfterSeconds,
  });

/**
 * Waits until other work of the gateway has ended, well or badly. Throws `LANE_BUSY` with the reason at the moment on the clock
 * that `until` returns; that moment may move on while the wait goes on.
 */
export const waitFor = async (
  clock: Clock,
  work: Promise<unknown>,
  until: () => number,
  why: string,
): Promise<void> => {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const stop = clock.every(LOOK_MS, () => {
    if (clock.now() >= until()) reject(busy(why));
  });
  const ended = work.then(
    () => undefined,
    () => undefined,
  );
  try {
    await Promise.race([ended, late]);
  } finally {
    stop();
  }
};
