import { join } from 'node:path';
import type { HeldHost, RecentCalls } from '../recent-calls.ts';
import { openDatabase, type Database } from './database.ts';
import { STATE_FILE } from './folder.ts';

/** A host that is held off, as the file has it. */
interface Row {
  readonly host: string;
  readonly paused_until: number;
  readonly pause: number;
  readonly banned_since: string | null;
}

const COLUMNS = 'host, paused_until, pause, banned_since';

/** The hosts that are held off, in the file of the state. */
export interface HeldHosts {
  readonly all: () => readonly HeldHost[];
  readonly has: (host: string) => boolean;
  readonly hold: (host: string, milliseconds: number, bannedSince: string | null) => Promise<void>;
  /** False where the host is not held off. */
  readonly resume: (host: string) => Promise<boolean>;
}

/** Hosts that are held off. A host whose pause is over is none, though its row may stay. */
export const createHeldHosts = ({ prepare, change }: Database, date: () => number): HeldHosts => {
  const find = prepare<Row>(`SELECT ${COLUMNS} FROM held_host WHERE host = ?`);
  const list = prepare<Row>(`SELECT ${COLUMNS} FROM held_host`);
  const put = prepare(`INSERT OR REPLACE INTO held_host (${COLUMNS}) VALUES (?, ?, ?, ?)`);
  const remove = prepare('DELETE FROM held_host WHERE host = ?');

  const heldOf = ({ host, paused_until: until, pause, banned_since: bannedSince }: Row): HeldHost => ({
    host,
    // A clock that was set back does not make a pause longer than it was.
    pauseMs: Math.min(Math.max(0, until - date()), pause),
    bannedSince,
  });
  const isHeld = ({ pauseMs, bannedSince }: HeldHost): boolean => pauseMs > 0 || bannedSince !== null;

  return {
    all: () => list.all().map(heldOf).filter(isHeld),
    has: (host) => find.get(host) !== undefined,
    hold: (host, milliseconds, bannedSince) =>
      change(() => {
        const row = find.get(host);
        const before = row === undefined ? null : heldOf(row);
        const pause = Math.ceil(Math.max(before?.pauseMs ?? 0, milliseconds));
        put.run(host, date() + pause, pause, before?.bannedSince ?? bannedSince);
      }),
    resume: (host) =>
      change(() => {
        const row = find.get(host);
        remove.run(host);
        return row !== undefined && isHeld(heldOf(row));
      }),
  };
};

/** What a command sees and changes of the hosts that are held off, beside a gateway that runs or after it. */
export interface OpenHeldHosts extends Pick<RecentCalls, 'held' | 'resume'> {
  readonly close: () => Promise<void>;
}

/**
 * Opens the hosts that are held off in a data folder, whoever has the folder. A gateway that runs follows what is resumed.
 * Throws a `DataFolderProblem` for a folder that holds no state.
 */
export const openHeldHosts = async (folder: string, date: () => number): Promise<OpenHeldHosts> => {
  const database = await openDatabase(join(folder, STATE_FILE), { isBeside: true });
  const hosts = createHeldHosts(database, date);
  return {
    held: async () => Promise.resolve(hosts.all()),
    resume: hosts.resume,
    close: database.close,
  };
};
