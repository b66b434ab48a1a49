import { join } from 'node:path';
import type { StateClock } from '../clock.ts';
import { createMemoryState } from '../memory/state.ts';
import { createSeal, type Seal } from '../seal.ts';
import type { Area, State } from '../state.ts';
import { createBackups } from './backups.ts';
import { openDatabase, type Database } from './database.ts';
import { lockFolder, prepareFolder, STATE_FILE } from './folder.ts';
import { createJournal, proveEntries } from './journal.ts';
import { createKeptValues } from './kept-values.ts';
import { knowValues } from './known-values.ts';
import { openRecentCalls } from './recent-calls.ts';
import type { RecentCalls } from '../recent-calls.ts';
import { createSweep, type Sweep } from './sweep.ts';

const MB = 1_000_000;

/** What has room of its own on the disk. `backup` is all backups, `backupsOfSpace` those of one space, and `file` all together. */
type Room = 'file' | 'lookup' | 'idempotency' | 'journal' | 'backup' | 'backupsOfSpace';

/** The most that each may hold, in bytes of sealed values. The file has room for indexes and for what is to be removed. */
const ROOM: Readonly<Record<Room, number>> = {
  file: 4_000 * MB,
  lookup: 10 * MB,
  idempotency: 200 * MB,
  journal: 200 * MB,
  backup: 1_000 * MB,
  backupsOfSpace: 200 * MB,
};

/** How often what is too old is removed. */
const SWEEP_MS = 60_000;
/** A clock that was set by less is one that is only kept right. */
const SET_MS = 1_000;

export interface SqliteStateOptions {
  /** The data folder. It is made unless it is there. */
  readonly folder: string;
  /** The secret that what is kept is sealed by. */
  readonly secret: Uint8Array;
  readonly clock: StateClock;
  /** The most that areas may hold, in bytes, where it is not the usual. */
  readonly maxBytes?: Readonly<Partial<Record<Room, number>>> | undefined;
}

/** The state of a data folder, open. */
export interface SqliteState {
  readonly state: State;
  /** The file that holds it. */
  readonly file: string;
  /** True when the file was sealed by another secret before: what was kept then cannot be read. */
  readonly isOtherSecret: boolean;
  readonly close: () => Promise<void>;
}

const roomOf = ({ maxBytes }: SqliteStateOptions): Readonly<Record<Room, number>> => ({ ...ROOM, ...maxBytes });

/** Whether another secret has sealed the file before. From now on this one does. */
const changeSecret = (database: Database, seal: Seal): boolean => {
  const mark = seal.hide('secret, with proofs');
  // The mark of the same secret in a file from before entries of the journal had proofs. Whoever changes a file cannot make it.
  const earlier = seal.hide('secret');
  return database.transact(() => {
    const marks = database.prepare<{ mark: string }>('SELECT mark FROM secret').all();
    if (marks.some((known) => known.mark === mark)) return false;
    const isEarlier = marks.some((known) => known.mark === earlier);
    if (isEarlier) proveEntries(database, seal);
    database.prepare('DELETE FROM secret').run();
    database.prepare('INSERT INTO secret (mark) VALUES (?)').run(mark);
    return marks.length > 0 && !isEarlier;
  });
};

/**
 * Keeps ages right when the clock is set. Before the time server has answered, a machine may start with a date of years ago. What
 * was kept is then given its age from there on, and would all be too old as soon as the clock is put right.
 */
const keepAges = (sweep: Sweep, { now, date }: StateClock): (() => void) => {
  sweep.renewAges();
  let ahead = date() - now();
  return () => {
    const moved = date() - now() - ahead;
    if (Math.abs(moved) <= SET_MS) return;
    if (moved < 0) sweep.renewAges();
    else sweep.shiftAges(moved);
    // Last, so that it is tried again where the file was busy.
    ahead += moved;
  };
};

/** Sweeps the file every minute, and returns a function that ends this. */
const startSweeping = (database: Database, clock: StateClock): (() => Promise<void>) => {
  const sweep = createSweep(database, clock.date);
  const keep = keepAges(sweep, clock);
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();
  const run = async (): Promise<void> => {
    // First, so that nothing is removed that only the setting of the clock has made too old.
    keep();
    await sweep.run(() => isStopped);
  };
  // A sweep that fails is made up for by the next.
  const stop = clock.every(SWEEP_MS, () => {
    running = running.then(run).catch(() => undefined);
  });
  return async () => {
    isStopped = true;
    stop();
    await running;
  };
};

/** Puts in the file what has to outlive the process. docs/decisions/035 has the reason for each part. */
const composeState = (database: Database, seal: Seal, recentCalls: RecentCalls, options: SqliteStateOptions): State => {
  const { clock } = options;
  const room = roomOf(options);
  const memory = createMemoryState({ now: clock.now });
  const area = (name: Area & Room) => createKeptValues({ database, seal, area: name, maxBytes: room[name], clock });
  return {
    ...memory,
    kept: { ...memory.kept, lookup: knowValues(area('lookup'), clock.now), idempotency: area('idempotency') },
    journal: createJournal({ database, seal, clock, maxBytes: room.journal }),
    recentCalls,
    backups: createBackups({
      database,
      seal,
      date: clock.date,
      maxSpaceBytes: room.backupsOfSpace,
      maxBytes: room.backup,
    }),
  };
};

/** Opens the file of a folder that is locked. */
const openFile = async (file: string, options: SqliteStateOptions): Promise<SqliteState> => {
  const { secret, clock } = options;
  const database = await openDatabase(file, { isBeside: false, maxBytes: roomOf(options).file });
  try {
    const seal = createSeal(secret, 'state');
    const isOtherSecret = changeSecret(database, seal);
    const recentCalls = await openRecentCalls(database, clock);
    const state = composeState(database, seal, recentCalls, options);
    const stop = startSweeping(database, clock);
    const close = async (): Promise<void> => {
      await stop();
      recentCalls.settle();
      await database.close();
    };
    return { state, file, isOtherSecret, close };
  } catch (error) {
    await database.close();
    throw error;
  }
};

/**
 * Opens the state of a data folder, which this process then has alone. Throws a `DataFolderProblem`, with a sentence for the
 * operator, for a folder that another gateway has and for one that cannot be used.
 */
export const openSqliteState = async (options: SqliteStateOptions): Promise<SqliteState> => {
  prepareFolder(options.folder);
  const unlock = lockFolder(options.folder);
  try {
    const open = await openFile(join(options.folder, STATE_FILE), options);
    const close = async (): Promise<void> => {
      await open.close();
      unlock();
    };
    return { ...open, close };
  } catch (error) {
    unlock();
    throw error;
  }
};
