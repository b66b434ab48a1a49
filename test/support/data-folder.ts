import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openSqliteState, type SqliteState, type SqliteStateOptions } from '../../src/state/sqlite/state.ts';
import { createFakeClock } from './fake-clock.ts';

/** A folder that goes when the test has ended. */
export const createFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'data-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** The secret of states under test. */
export const secret = Buffer.alloc(32, 1);

/** Opens a state in a folder; it closes when the test has ended, unless the test has closed it. */
export const openIn = async (folder: string, options: Partial<SqliteStateOptions> = {}): Promise<SqliteState> => {
  const open = await openSqliteState({ folder, secret, clock: createFakeClock(), ...options });
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= open.close());
  onTestFinished(close);
  return { ...open, close };
};

/** All bytes of all files in a folder. */
export const bytesIn = (folder: string): Buffer =>
  Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
