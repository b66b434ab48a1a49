import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { HeldHost, RecentCalls } from '../recent-calls.ts';
import { openDatabase } from './database.ts';
import { STATE_FILE } from './folder.ts';

/** The hosts that a gateway of a data folder does not call, for a command beside that gateway. */
export interface FolderHolds extends Pick<RecentCalls, 'held' | 'resume'> {
  readonly close: () => Promise<void>;
}

/** This command adds nothing to the file, however large its gateway lets it grow. */
const ANY_SIZE = 1e12;

interface HeldRow {
  readonly host: string;
  readonly paused_until: number;
  readonly banned_since: string | null;
}

/** Opens the holds of a folder without taking it from its gateway, which follows the file. Null where there is no state yet. */
export const openFolderHolds = async (folder: string, date: () => number): Promise<FolderHolds | null> => {
  const file = join(folder, STATE_FILE);
  if (!existsSync(file)) return null;
  const database = await openDatabase(file, ANY_SIZE);
  const all = database.prepare<HeldRow>('SELECT host, paused_until, banned_since FROM held_host');
  const remove = database.prepare('DELETE FROM held_host WHERE host = ?');
  const held = (): HeldHost[] =>
    all
      .all()
      .map((row) => ({
        host: row.host,
        pauseMs: Math.max(0, row.paused_until - date()),
        bannedSince: row.banned_since,
      }))
      .filter(({ pauseMs, bannedSince }) => pauseMs > 0 || bannedSince !== null);
  return {
    held: () => Promise.resolve(held()),
    resume: async (host) => {
      const wasHeld = held().some((one) => one.host === host);
      await database.change(() => remove.run(host));
      return wasHeld;
    },
    close: database.close,
  };
};
