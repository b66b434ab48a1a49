import { Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import type { GatewayClock } from './clock.ts';

/** Bytes that are passed on as they come, until their sender falls silent. */
export interface WatchedBytes {
  /** Ends with its source. It is destroyed when the source breaks off, or when no byte has come for the time of a silence. */
  readonly bytes: Readable;
  /** Whether it was a silence that ended them. */
  readonly fellSilent: () => boolean;
}

/**
 * Passes bytes on and ends them when none has come for so many milliseconds. A reader that is slow is no silence of the
 * sender. What still comes after the end is dropped: a sender that nobody reads would wait, and its connection with it.
 */
export const watchSilence = (source: Readable, milliseconds: number, clock: GatewayClock): WatchedBytes => {
  let last = clock.now();
  let isSilent = false;
  let cancel = (): void => undefined;
  const bytes = new Transform({
    transform(chunk, _encoding, done) {
      last = clock.now();
      done(null, chunk);
    },
  });
  const watch = (wait: number): void => {
    cancel = clock.after(wait, () => {
      const left = bytes.writableNeedDrain ? milliseconds : last + milliseconds - clock.now();
      if (left > 0) watch(left);
      else {
        isSilent = true;
        bytes.destroy();
      }
    });
  };
  // The sender could not send while the reader was slow.
  bytes.on('drain', () => {
    last = clock.now();
  });
  watch(milliseconds);
  source.pipe(bytes);
  source.once('end', () => cancel());
  source.once('close', () => {
    if (!source.readableEnded) bytes.destroy();
  });
  bytes.once('close', () => {
    cancel();
    source.unpipe(bytes);
    source.resume();
  });
  return { bytes, fellSilent: () => isSilent };
};
