import { setImmediate as giveWay } from 'node:timers/promises';
import { LONGEST_SPAN_MS } from '../recent-calls.ts';
import type { Database, Statement } from './database.ts';

/** So many rows are removed at once: that takes about a millisecond. */
const ROWS = 100;
/** So many free pages of 4 KiB are given back to the disk at once. */
const PAGES = 200;

/** The tables whose rows have an age of their own. */
const TABLES = ['kept', 'backup', 'journal'] as const;

/** Rows that are too old, and rows of the future. */
interface Aged {
  readonly removeOld: Statement<never>;
  readonly renew: Statement<never>;
  readonly shift: Statement<never>;
}

const removeWhere = ({ prepare }: Database, table: string, condition: string): Statement<never> =>
  prepare(`DELETE FROM ${table} WHERE rowid IN (SELECT rowid FROM ${table} WHERE ${condition} LIMIT ${String(ROWS)})`);

const prepareTable = (database: Database, table: (typeof TABLES)[number]): Aged => ({
  removeOld: removeWhere(database, table, 'until <= ?'),
  renew: database.prepare(`UPDATE ${table} SET until = ?1 + max_age WHERE until > ?1 + max_age`),
  shift: database.prepare(`UPDATE ${table} SET until = until + ?`),
});

const prepareCalls = (database: Database): Aged => ({
  removeOld: removeWhere(database, 'call', `ended_at <= ? - ${String(LONGEST_SPAN_MS)}`),
  renew: database.prepare('UPDATE call SET ended_at = ?1 WHERE ended_at > ?1'),
  shift: database.prepare('UPDATE call SET ended_at = ended_at + ?'),
});

/** Keeps the file from growing, and ages from being wrong. */
export interface Sweep {
  /** Removes what is too old, a little at a time with turns for others between. Ends early when `stop` says so. */
  readonly run: (isStopped: () => boolean) => Promise<void>;
  /** Lets nothing last longer from now on than its age: the clock was set back, so that what was kept lies in the future. */
  readonly renewAges: () => void;
  /** Lets everything last for so many milliseconds more: the clock was set forward, and nothing has become older by that. */
  readonly shiftAges: (milliseconds: number) => void;
}

/** The sweep of a file. */
export const createSweep = (database: Database, date: () => number): Sweep => {
  const tables = [...TABLES.map((table) => prepareTable(database, table)), prepareCalls(database)];
  const vacuum = database.prepare(`PRAGMA incremental_vacuum(${String(PAGES)})`);
  const free = database.prepare<{ freelist_count: number }>('PRAGMA freelist_count');

  const removeOld = async (isStopped: () => boolean): Promise<boolean> => {
    let hasRemoved = false;
    for (const { removeOld: remove } of tables) {
      while (!isStopped() && remove.run(date()) > 0) {
        hasRemoved = true;
        await giveWay();
      }
    }
    return hasRemoved;
  };

  return {
    run: async (isStopped) => {
      if (await removeOld(isStopped)) database.measure();
      for (let left = Number.POSITIVE_INFINITY; !isStopped() && left > 0;) {
        const before = free.get()?.freelist_count ?? 0;
        if (before === 0) return;
        vacuum.all();
        left = free.get()?.freelist_count ?? 0;
        if (left === before) return;
        await giveWay();
      }
    },
    renewAges: () => {
      const today = date();
      for (const { renew } of tables) renew.run(today);
    },
    shiftAges: (milliseconds) => {
      const whole = Math.round(milliseconds);
      database.transact(() => {
        for (const { shift } of tables) shift.run(whole);
      });
    },
  };
};
