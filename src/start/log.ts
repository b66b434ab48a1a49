import { pino } from 'pino';
import type { Config } from '../config.ts';
import type { Log } from '../gateway/access-log.ts';

/** A log whose lines are written as the sink takes them. */
export interface ProcessLog extends Log {
  /** Writes what is left and ends the log. */
  readonly end: () => Promise<void>;
}

/** Lines that a blocked sink leaves waiting, in bytes; beyond it they are dropped rather than kept in memory. */
const MAX_WAITING_BYTES = 8 * 1024 * 1024;

/**
 * The process's log: one JSON object a line on stderr, with the time in UTC. Its lines hold the fields of `LogFields` and
 * nothing else; host name and process number are left out. It has no fields for values, so it needs no redaction.
 */
export const createLog = (level: Config['logLevel']): ProcessLog => {
  const destination = pino.destination({ dest: 2, sync: false, maxLength: MAX_WAITING_BYTES });
  const log = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  return {
    info: log.info.bind(log),
    warn: log.warn.bind(log),
    error: log.error.bind(log),
    end: () =>
      new Promise((resolve) => {
        destination.once('close', resolve);
        destination.end();
      }),
  };
};
