import { open } from 'node:fs/promises';
import { StateFailure } from '../failure.ts';

/** Waits until what was committed is on the disk. */
export interface Flush {
  readonly flush: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Flushes the write-ahead log of a database to the disk, in a thread of its own. `synchronous=FULL` would do the same within each
 * commit, and every other request of the process would wait for that. One flush serves all that was committed before it began.
 *
 * After a flush that failed, nobody knows what is on the disk: the system may have dropped it. So all later ones fail too.
 */
export const openFlush = async (path: string): Promise<Flush> => {
  const file = await open(`${path}-wal`, 'r+');
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  let failure: StateFailure | null = null;

  const run = async (): Promise<void> => {
    next = null;
    if (failure !== null) throw failure;
    try {
      await file.datasync();
    } catch (error) {
      failure = new StateFailure('failed', error);
      throw failure;
    }
  };

  return {
    flush: () => {
      if (next === null) {
        next = running.then(run, run);
        running = next;
      }
      return next;
    },
    close: async () => {
      await running.catch(() => undefined);
      await file.close();
    },
  };
};
