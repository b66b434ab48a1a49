import { pino } from 'pino';
import type { Config } from '../config.ts';
import type { Log } from '../gateway/access-log.ts';

/**
 * The process's log: one JSON object a line on stderr, with the time in UTC. Its lines hold the fields of `LogFields` and
 * nothing else; host name and process number are left out. It has no fields for values, so it needs no redaction.
 */
export const createLog = (level: Config['logLevel']): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination({ dest: 2, sync: false }),
  );
