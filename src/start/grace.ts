import type { Config } from '../config.ts';
import { ANSWER_MS } from '../gateway/stop.ts';
import { LAST_LINES_MS } from './log-sink.ts';

/**
 * `docker stop` ends a process 10 seconds after it asked the process to stop. All times of a stop have to fit below, as long as
 * nobody configures longer ones. The gateway ends itself before it is ended.
 */
export const STOPPED_FROM_OUTSIDE_MS = 10_000;

/** A command that has read what it needs gives open calls to REDCap so long to end. */
export const COMMAND_GRACE_MS = 1_000;

/** What closing files, connections to other servers and the like may take. */
const CLOSE_MS = 500;

/** The times of a stop, one after another. */
export interface StopTimes {
  /** `/ready` says no, and the port stays open. */
  readonly drainMs: number;
  /** Requests and calls under way go on to their end. */
  readonly finishMs: number;
  /** What is left answers by itself, and after as long again the gateway does. */
  readonly answerMs: number;
}

/** The times of a stop by the configuration. */
export const stopTimesOf = ({ stop }: Pick<Config, 'stop'>): StopTimes => ({
  drainMs: stop.drainSeconds * 1000,
  finishMs: stop.finishSeconds * 1000,
  answerMs: ANSWER_MS,
});

/** After so long the process ends itself, whatever is still open. */
export const hardStopMs = ({ drainMs, finishMs, answerMs }: StopTimes): number =>
  drainMs + finishMs + 2 * answerMs + LAST_LINES_MS + CLOSE_MS;
