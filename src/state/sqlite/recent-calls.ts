import type { StateClock } from '../clock.ts';
import { createRecentCalls as createCallsInMemory } from '../memory/recent-calls.ts';
import type { CallLimits, CallTurn, RecentCalls } from '../recent-calls.ts';
import type { Database } from './database.ts';

/** How long a call counts after its end, at the longest: the longest span of any rate. */
const SPAN_MS = 60_000;

interface HeldRow {
  readonly host: string;
  readonly paused_until: number;
  readonly pause: number;
  readonly banned_since: string | null;
}

const prepareAll = ({ prepare }: Database) => ({
  add: prepare<{ id: number }>('INSERT INTO call (host, ended_at) VALUES (?, NULL) RETURNING id'),
  end: prepare('UPDATE call SET ended_at = ? WHERE id = ?'),
  endAll: prepare('UPDATE call SET ended_at = ?1 WHERE ended_at IS NULL OR ended_at > ?1'),
  remove: prepare('DELETE FROM call WHERE id = ?'),
  removeOld: prepare('DELETE FROM call WHERE ended_at <= ?'),
  all: prepare<{ host: string; ended_at: number }>('SELECT host, ended_at FROM call ORDER BY ended_at'),
  held: prepare<HeldRow>('SELECT host, paused_until, pause, banned_since FROM held_host WHERE host = ?'),
  allHeld: prepare<HeldRow>('SELECT host, paused_until, pause, banned_since FROM held_host'),
  hold: prepare('INSERT OR REPLACE INTO held_host (host, paused_until, pause, banned_since) VALUES (?, ?, ?, ?)'),
  resume: prepare('DELETE FROM held_host WHERE host = ?'),
});

type Statements = ReturnType<typeof prepareAll>;

/** A database that fails must stop no call: this process counts in its memory too. What fails is counted only there. */
const attempt = <Result>(work: () => Result): Result | undefined => {
  try {
    return work();
  } catch {
    return undefined;
  }
};

/** Counts the calls of earlier processes as if this one had made them, when it would have made them. */
const replay = (statements: Statements, { now, date }: StateClock): RecentCalls => {
  const [moment, today] = [now(), date()];
  let at: number | null = null;
  const calls = createCallsInMemory(() => at ?? now());
  statements.removeOld.run(today - SPAN_MS);
  // A call without an end arrives now at the latest, as its process is gone. One in the future is of before the clock was set back.
  statements.endAll.run(today);
  for (const { host, ended_at: endedAt } of statements.all.all()) {
    at = moment - (today - endedAt);
    const turn = calls.take(host, { rates: [], longestMs: 0 });
    if (!(turn instanceof Promise) && turn.kind === 'booked') void calls.arrived(host, turn.call);
  }
  at = null;
  return calls;
};

/** Milliseconds that a pause still lasts. A clock that was set back does not make it longer than it was. */
const leftOf = ({ paused_until: until, pause }: HeldRow, date: number): number =>
  Math.min(Math.max(0, until - date), pause);

/** Holds off the hosts that an earlier process was to hold off. */
const restoreHolds = async (calls: RecentCalls, statements: Statements, { date }: StateClock): Promise<void> => {
  for (const row of statements.allHeld.all()) {
    const left = leftOf(row, date());
    if (left > 0) await calls.pause(row.host, left);
    if (row.banned_since !== null) await calls.ban(row.host, row.banned_since);
    if (left === 0 && row.banned_since === null) statements.resume.run(row.host);
  }
};

/** Notes in the file when the calls of this process are sent and when they end. */
const createCallLog = (statements: Statements, date: () => number) => {
  /** The row of each call that is under way. */
  const rows = new Map<string, number>();
  const close = (call: string, note: (row: number) => unknown): void => {
    const row = rows.get(call);
    rows.delete(call);
    if (row !== undefined) attempt(() => note(row));
  };
  return {
    begin: (host: string, call: string): void => {
      const row = attempt(() => statements.add.get(host));
      if (row !== undefined) rows.set(call, row.id);
    },
    end: (call: string): void => close(call, (row) => statements.end.run(date(), row)),
    remove: (call: string): void => close(call, (row) => statements.remove.run(row)),
  };
};

/** Hosts that are held off, as the file has them. */
const createHolds = ({ flush }: Database, statements: Statements, date: () => number) => ({
  hold: async (host: string, milliseconds: number, since: string | null): Promise<void> => {
    const before = statements.held.get(host);
    const left = before === undefined ? 0 : leftOf(before, date());
    const pause = Math.ceil(Math.max(left, milliseconds));
    statements.hold.run(host, date() + pause, pause, before?.banned_since ?? since);
    await flush();
  },
  resume: async (host: string): Promise<void> => {
    statements.resume.run(host);
    await flush();
  },
  /** False where a command in another process has resumed the host. A file that cannot be read resumes nothing. */
  has: (host: string): boolean => attempt(() => statements.held.get(host) ?? null) !== null,
});

/** The calls of this process and of those before it with the same file. Each is in the file before it is sent. */
export const openRecentCalls = async (database: Database, clock: StateClock): Promise<RecentCalls> => {
  const statements = prepareAll(database);
  const calls = replay(statements, clock);
  await restoreHolds(calls, statements, clock);
  const log = createCallLog(statements, clock.date);
  const holds = createHolds(database, statements, clock.date);

  const take = (host: string, limits: CallLimits): CallTurn => {
    const turn = calls.take(host, limits);
    // To count in memory takes no time, whatever the type of the port allows.
    if (turn instanceof Promise) throw new Error('The count in memory answers at once.');
    if (turn.kind === 'booked') log.begin(host, turn.call);
    return turn;
  };

  const followFile = (host: string): boolean => {
    const isResumed = !holds.has(host);
    if (isResumed) void calls.resume(host);
    return isResumed;
  };

  return {
    take: (host, limits) => {
      const turn = take(host, limits);
      return (turn.kind === 'banned' || turn.kind === 'paused') && followFile(host) ? take(host, limits) : turn;
    },
    arrived: (host, call) => {
      log.end(call);
      return calls.arrived(host, call);
    },
    unused: (host, call) => {
      log.remove(call);
      return calls.unused(host, call);
    },
    pause: async (host, milliseconds) => {
      await calls.pause(host, milliseconds);
      await holds.hold(host, milliseconds, null);
    },
    ban: async (host, since) => {
      await calls.ban(host, since);
      await holds.hold(host, 0, since);
    },
    resume: async (host) => {
      const wasHeld = await calls.resume(host);
      await holds.resume(host);
      return wasHeld;
    },
    held: async () => {
      for (const { host } of await calls.held()) followFile(host);
      return calls.held();
    },
  };
};
