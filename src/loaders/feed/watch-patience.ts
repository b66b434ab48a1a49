import type { Clock } from '../../redcap/clock.ts';
import { mayPass } from '../../redcap/errors.ts';
import { StateUnavailable } from '../../state/unavailable.ts';
import { stateAway } from '../patience.ts';

/** The longest pause between two looks that fail. */
const LONGEST_MS = 5 * 60_000;
/** After so long without a look that was good, the error is reported to those who follow: they would take silence for "nothing has changed". */
const PATIENCE_MS = 5 * 60_000;

/** How long a watch goes on looking while its looks fail. */
export interface WatchPatience {
  /** Whether REDCap is left alone for now. */
  readonly isPaused: () => boolean;
  readonly succeeded: () => void;
  /** Makes the next look wait after an error. Returns the error that ends the watch, null where it may pass. */
  readonly judge: (error: unknown) => Error | null;
}

const asError = (error: unknown): Error => {
  if (error instanceof StateUnavailable) return stateAway(error);
  return error instanceof Error ? error : new Error('a look for changes failed');
};

/** A patience that has not been tried. */
export const createWatchPatience = (clock: Clock, pollMs: number): WatchPatience => {
  let failures = 0;
  let failingSince = 0;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  return {
    isPaused: () => clock.now() < pausedUntil,
    succeeded: () => {
      failures = 0;
    },
    judge: (thrown) => {
      const error = asError(thrown);
      if (!mayPass(error)) return error;
      if (failures === 0) failingSince = clock.now();
      failures += 1;
      if (clock.now() - failingSince >= PATIENCE_MS) return error;
      const asked = (error.retryAfterSeconds ?? 0) * 1000;
      pausedUntil = clock.now() + Math.min(LONGEST_MS, Math.max(asked, pollMs * 2 ** (failures - 1)));
      return null;
    },
  };
};
