import type { StateClock } from '../clock.ts';
import { createRecentCalls as createCallsInMemory } from '../memory/recent-calls.ts';
import { LONGEST_SPAN_MS, type CallLimits, type CallTurn, type RecentCalls } from '../recent-calls.ts';
import { attempt, CallLog } from './call-log.ts';
import type { Database } from './database.ts';
import { createHeldHosts, type HeldHosts } from './held-host.ts';

const prepareAll = ({ prepare }: Database) => ({
  endAll: prepare('UPDATE call SET ended_at = ?1 WHERE ended_at IS NULL OR ended_at > ?1'),
  removeOld: prepare('DELETE FROM call WHERE ended_at <= ?'),
  all: prepare<{ host: string; calls: number; ended_at: number }>(
    'SELECT host, calls, ended_at FROM call ORDER BY ended_at',
  ),
});

type Statements = ReturnType<typeof prepareAll>;

/** Counts the calls of earlier processes as if this one had made them, when it would have made them. */
const replay = (statements: Statements, { now, date }: StateClock): RecentCalls => {
  const [moment, today] = [now(), date()];
  let at: number | null = null;
  const calls = createCallsInMemory(() => at ?? now());
  statements.removeOld.run(today - LONGEST_SPAN_MS);
  // A call without an end arrives now at the latest, as its process is gone. One in the future is of before the clock was set back.
  statements.endAll.run(today);
  for (const { host, calls: count, ended_at: endedAt } of statements.all.all()) {
    at = moment - (today - endedAt);
    for (let made = 0; made < count; made += 1) {
      const turn = calls.take(host, { rates: [], longestMs: 0 });
      if (!(turn instanceof Promise) && turn.kind === 'booked') void calls.arrived(host, turn.call);
    }
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

/** The count of calls with a file behind it. */
export interface FiledCalls extends RecentCalls {
  /** Notes what is not in the file yet, when no call is made any more. */
  readonly settle: () => void;
}

/** The calls of this process and of those before it with the same file. Each is in the file before it is sent. */
export const openRecentCalls = async (database: Database, clock: StateClock): Promise<FiledCalls> => {
  const statements = prepareAll(database);
  const calls = replay(statements, clock);
  const holds = createHeldHosts(database, clock.date);
  await restoreHolds(calls, holds);
  const log = new CallLog(database, clock.date);

  const take = (host: string, limits: CallLimits): CallTurn => {
    const turn = calls.take(host, limits);
    // To count in memory takes no time, whatever the type of the port allows.
    if (turn instanceof Promise) throw new Error('The count in memory answers at once.');
    if (turn.kind === 'booked') log.begin(host, turn.call, limits);
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
      log.end(host, call);
      return calls.arrived(host, call);
    },
    unused: (host, call) => {
      log.takeBack(host, call);
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
    settle: () => log.settle(),
  };
};
