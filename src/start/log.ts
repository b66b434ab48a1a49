import type { Writable } from 'node:stream';
import { pino } from 'pino';
import type { Config } from '../config.ts';
import type { Log } from '../gateway/access-log.ts';
import { openLogSink } from './log-sink.ts';

/** A log whose lines are written as the sink takes them. */
export interface ProcessLog extends Log {
  /** Writes what is left and ends the log. A sink that takes nothing more does not hold it up. */
  readonly end: () => Promise<void>;
  /** Lines that nobody took since the start. */
  readonly dropped: () => number;
}

/**
 * The process's log: one JSON object a line on stderr, with the time in UTC. Its lines hold the fields of `LogFields` and
 * nothing else; host name and process number are left out. It has no fields for values, so it needs no redaction.
 */
export const createLog = (level: Config['logLevel'], stderr?: Writable): ProcessLog => {
  const sink = openLogSink(stderr);
  const log = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    sink.stream,
  );
  return {
    info: log.info.bind(log),
    warn: log.warn.bind(log),
    error: log.error.bind(log),
    isInformed: () => log.isLevelEnabled('info'),
    end: sink.end,
    dropped: sink.dropped,
  };
};
