import { mkdirSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { DataFolderProblem, explain } from './problem.ts';
import { sqliteCodeOf } from './fault.ts';
import { join } from 'node:path';

const OWNER_ONLY = 0o700;
const OTHERS_MAY_WRITE = 0o002;
const BUSY = 5;

/** The name of the file in a data folder that holds the state. */
export const STATE_FILE = 'state.db';

const LOCK_FILE = 'gateway.lock';

/** What the system says of a failed call, such as `EACCES`. */
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';

/** Makes sure that there is a data folder that only its owner can write to. One that it makes, only its owner can read. */
export const prepareFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: OWNER_ONLY });
  } catch (error) {
    throw new DataFolderProblem(
      `The data folder ${folder} cannot be made (${codeOf(error)}). ` +
        'Make it for the user who runs the gateway, or give another one with --data.',
      error,
    );
  }
  if ((statSync(folder).mode & OTHERS_MAY_WRITE) !== 0) {
    throw new DataFolderProblem(
      `Everyone on this machine can write to the data folder ${folder}. Run: chmod 700 ${folder}`,
    );
  }
};

/**
 * Keeps other gateways from a data folder until the returned function is called or the process ends, however it ends. The lock is
 * one of SQLite, because Node has no locks of its own and the system takes this one from a process that was killed.
 */
export const lockFolder = (folder: string): (() => void) => {
  const file = join(folder, LOCK_FILE);
  const database = explain(file, () => new DatabaseSync(file, { timeout: 0 }));
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (sqliteCodeOf(error) !== BUSY) {
      return explain(file, () => {
        throw error;
      });
    }
    throw new DataFolderProblem(
      `Another gateway uses the data folder ${folder}. One gateway has it alone. To run several, let them share a Redis ` +
        '(docs/configuration.md). A gateway for another REDCap gets a folder of its own with --data.',
      error,
    );
  }
  return () => database.close();
};
