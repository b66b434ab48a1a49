import { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import { pino } from 'pino';
import type { DestinationStream } from 'pino';

/** Where the lines of the log go. */
export interface LogSink {
  readonly stream: DestinationStream;
  /** Resolves when all lines are written, or when the sink has not taken them in its time: they are lost then. */
  readonly end: () => Promise<void>;
  /** Lines that were dropped since the start, because nobody took them. */
  readonly dropped: () => number;
}

/** Lines that a blocked sink leaves waiting, in bytes; beyond it they are dropped rather than kept in memory. */
const MAX_WAITING_BYTES = 8 * 1024 * 1024;

/** A sink that takes nothing for so long at the end of the process takes nothing any more. */
export const LAST_LINES_MS = 500;

/** Waits for something, but no longer than the last lines may take. */
const waitBriefly = (start: (done: () => void) => void): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, LAST_LINES_MS);
    start(() => {
      clearTimeout(timer);
      resolve();
    });
  });

/**
 * A pipe or a socket, whose reader may be slow or gone. Node writes to it without waiting. A thread that waited for the
 * reader could not be ended, and the process neither.
 */
const pipeSink = (pipe: Writable): LogSink => {
  let dropped = 0;
  let droppedBefore = 0;
  // Nobody reads the log any more, which is no reason to end.
  pipe.on('error', () => undefined);
  const reportDropped = (): void => {
    const line = { level: 'warn', time: new Date().toISOString(), droppedLines: dropped, msg: 'the log was blocked' };
    droppedBefore += dropped;
    dropped = 0;
    pipe.write(`${JSON.stringify(line)}\n`);
  };
  const write = (line: string): void => {
    if (pipe.writableLength + line.length > MAX_WAITING_BYTES) dropped += 1;
    else {
      if (dropped > 0) reportDropped();
      pipe.write(line);
    }
  };
  return {
    stream: { write },
    dropped: () => droppedBefore + dropped,
    end: () =>
      waitBriefly((done) => {
        pipe.write('', () => done());
      }),
  };
};

/** A file or a terminal. */
const fileSink = (): LogSink => {
  const stream = pino.destination({ dest: 2, sync: false, maxLength: MAX_WAITING_BYTES });
  let dropped = 0;
  stream.on('drop', () => {
    dropped += 1;
  });
  return {
    stream,
    dropped: () => dropped,
    end: () =>
      waitBriefly((done) => {
        stream.once('close', done);
        stream.end();
      }),
  };
};

/** The sink that stderr is; a file unless given. */
export const openLogSink = (stderr: Writable | undefined): LogSink =>
  stderr instanceof Socket && !('isTTY' in stderr && stderr.isTTY === true) ? pipeSink(stderr) : fileSink();
