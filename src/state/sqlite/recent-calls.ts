import type { StateClock } from '../clock.ts';
import { createRecentCalls as createCallsInMemory } from '../memory/recent-calls.ts';
import { LONGEST_SPAN_MS, type CallLimits, type CallTurn, type RecentCalls } from '../recent-calls.ts';
import type { Database } from './database.ts';
import { createHeldHosts, type HeldHosts } from './held-host.ts';

const prepareAll = ({ prepare }: Database) => ({
  add: prepare<{ id: number }>('INSERT INTO call (host, ended_at) VALUES (?, NULL) RETURNING id'),
  end: prepare('UPDATE call SET ended_at = ? WHERE id = ?'),
  endAll: prepare('UPDATE call SET ended_at = ?1 WHERE ended_at IS NULL OR ended_at > ?1'),
  remove: prepare('DELETE FROM call WHERE id = ?'),
  removeOld: prepare('DELETE FROM call WHERE ended_at <= ?'),
  all: prepare<{ host: string; ended_at: number }>('SELECT host, ended_at FROM call ORDER BY ended_at'),
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
  statements.removeOld.run(today - LONGEST_SPAN_MS);
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

/** Holds off the hosts that an earlier process was to hold off. */
const restoreHolds = async (calls: RecentCalls, holds: HeldHosts): Promise<void> => {
  for (const { host, pauseMs, bannedSince } of holds.all()) {
    if (pauseMs > 0) await calls.pause(host, pauseMs);
    if (bannedSince !== null) await calls.ban(host, bannedSince);
  }
};

/** How many ends are noted at once. To note each by itself costs a small read as much as a tenth of all else. */
const ENDS_AT_ONCE = 16;

/**
 * Notes in the file when the calls of this process are sent, and a little later when they ended. A call whose end is not
 * noted counts for longer, so that nothing is lost by that but time after a kill.
 */
const createCallLog = ({ transact }: Database, statements: Statements, date: () => number) => {
  /** The row of each call that is under way. */
  const rows = new Map<string, number>();
  let ends: { readonly row: number; readonly endedAt: number }[] = [];
  const take = (call: string): number | undefined => {
    const row = rows.get(call);
    rows.delete(call);
    return row;
  };
  const noteEnds = (): void => {
    const noted = ends;
    ends = [];
    attempt(() =>
      transact(() => {
        for (const { row, endedAt } of noted) statements.end.run(endedAt, row);
      }),
    );
  };
  return {
    begin: (host: string, call: string): void => {
      const row = attempt(() => statements.add.get(host));
      if (row !== undefined) rows.set(call, row.id);
    },
    noteEnds,
    end: (call: string): void => {
      const row = take(call);
      if (row === undefined) return;
      ends.push({ row, endedAt: date() });
      if (ends.length >= ENDS_AT_ONCE) noteEnds();
    },
    remove: (call: string): void => {
      const row = take(call);
      if (row !== undefined) attempt(() => statements.remove.run(row));
    },
  };
};

/** The count of calls with a file behind it. */
export interface FiledCalls extends RecentCalls {
  /** Notes the ends that are not in the file yet. */
  readonly noteEnds: () => void;
}

/** The calls of this process and of those before it with the same file. Each is in the file before it is sent. */
export const openRecentCalls = async (database: Database, clock: StateClock): Promise<FiledCalls> => {
  const statements = prepareAll(database);
  const calls = replay(statements, clock);
  const holds = createHeldHosts(database, clock.date);
  await restoreHolds(calls, holds);
  const log = createCallLog(database, statements, clock.date);

  const take = (host: string, limits: CallLimits): CallTurn => {
    const turn = calls.take(host, limits);
    // To count in memory takes no time, whatever the type of the port allows.
    if (turn instanceof Promise) throw new Error('The count in memory answers at once.');
    if (turn.kind === 'booked') log.begin(host, turn.call);
    return turn;
  };

  /** A command in another process may have resumed the host. A file that cannot be read resumes nothing. */
  const followFile = (host: string): boolean => {
    const isResumed = attempt(() => holds.has(host)) === false;
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
    noteEnds: log.noteEnds,
  };
};
