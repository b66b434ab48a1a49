import type { Area, State } from '../state.ts';
import { createBackups } from './backups.ts';
import { createFeeds } from './feed.ts';
import { createJournal } from './journal.ts';
import { createKeptValues } from './kept-values.ts';
import { createLeases } from './lease.ts';
import { createRecentCalls } from './recent-calls.ts';

const MB = 1_000_000;

/** What has room of its own. `backup` is all backups, `backupsOfSpace` those of one space. */
type Room = Area | 'feed' | 'journal' | 'backup' | 'backupsOfSpace';

/** The most that each area may hold, as bytes of JSON. In memory a value takes up to about three times as much. */
const ROOM: Readonly<Record<Room, number>> = {
  design: 200 * MB,
  list: 100 * MB,
  lookup: 10 * MB,
  register: 60 * MB,
  download: 10 * MB,
  idempotency: 50 * MB,
  feed: 60 * MB,
  journal: 60 * MB,
  backup: 200 * MB,
  backupsOfSpace: 50 * MB,
};

export interface MemoryStateOptions {
  /** A clock in milliseconds that only grows. */
  readonly now: () => number;
  /** The most that areas, feeds and journal may hold, in bytes, where it is not the usual. */
  readonly maxBytes?: Readonly<Partial<Record<Room, number>>> | undefined;
}

/** The state of one process, in its memory: empty at its start, and gone at its end. */
export const createMemoryState = ({ now, maxBytes = {} }: MemoryStateOptions): State => {
  const room = { ...ROOM, ...maxBytes };
  const area = (name: Area) => createKeptValues({ maxBytes: room[name], now });
  return {
    kept: {
      design: area('design'),
      list: area('list'),
      lookup: area('lookup'),
      register: area('register'),
      download: area('download'),
      idempotency: area('idempotency'),
    },
    feeds: createFeeds({ maxBytes: room.feed, now }),
    journal: createJournal({ maxBytes: room.journal, now }),
    leases: createLeases(now),
    recentCalls: createRecentCalls(now),
    backups: createBackups({ now, maxSpaceBytes: room.backupsOfSpace, maxBytes: room.backup }),
  };
};
