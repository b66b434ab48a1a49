import { createSeal } from '../seal.ts';
import type { Area, State } from '../state.ts';
import { keepWhileAway } from './away/kept-values.ts';
import { shareWhileAway } from './away/leases.ts';
import type { KeptValues } from '../kept-values.ts';
import { createBackups } from './backups.ts';
import { createFeeds } from './feed.ts';
import { createJournal } from './journal.ts';
import { createKeptValues, type RedisPort, type RedisValues } from './kept-values.ts';
import { createLeases } from './lease.ts';
import { openLink, type RedisAddress } from './link.ts';
import type { CallSharing } from './membership.ts';
import { nameKeys } from './names.ts';
import { createRecentCalls } from './recent-calls.ts';
import { createScripts } from './script.ts';
import type { Server } from './server.ts';
import { createSession, type SessionClock, type SessionEvents } from './session.ts';

/** What a state in Redis depends on. */
export interface RedisStateOptions extends RedisAddress, SessionEvents, CallSharing {
  /** The gateway's secret: all keys and values are sealed by keys of it. */
  readonly secret: Uint8Array;
  /** Begins the name of every key. */
  readonly prefix: string;
  /** So long one call to Redis may take. */
  readonly timeoutMs: number;
  readonly clock: SessionClock & { readonly every: (milliseconds: number, run: () => void) => () => void };
  /** What reads the time of Redis in scripts, as `now`; only a test has another. */
  readonly timeScript?: string | undefined;
}

/** A state that several gateways share. */
export interface SharedRedisState {
  readonly state: State;
  /** Whether Redis is there now. */
  readonly isHere: () => boolean;
  /** What Redis said of itself when it was joined last; null where it never was. */
  readonly server: () => Server | null;
  /** Joins Redis, when it is there. */
  readonly look: () => Promise<void>;
  /** Leaves the other gateways in order. */
  readonly close: () => Promise<void>;
}

/** How often a gateway measures Redis's time: in a minute, clocks differ by some milliseconds. */
const ADJUST_MS = 60_000;
/** How often a gateway shows that it is there, and looks for a Redis that was away. */
const BEAT_MS = 1_000;

/** Designs are kept in this process for a minute at most while Redis is away: their changes are not heard of. */
const AWAY_AGE_MS = 60_000;

/** The areas of values, each with what is done while Redis is away. */
const createAreas = (port: RedisPort): State['kept'] => {
  const { session, now } = port;
  const area = (name: Area): RedisValues => createKeptValues(port, name);
  const whileAway = (name: Area, maxAgeMs: number): KeptValues => keepWhileAway(area(name), { session, now, maxAgeMs });
  const idempotency = area('idempotency');
  session.onRejoin((run, { isNew }) => idempotency.putBackBy(run, isNew));
  return {
    design: whileAway('design', AWAY_AGE_MS),
    // Names of records: another gateway may have switched the token's group meanwhile.
    list: whileAway('list', 0),
    lookup: whileAway('lookup', AWAY_AGE_MS),
    register: area('register'),
    download: area('download'),
    idempotency,
  };
};

/** Opens a state in Redis. Nothing is joined before `look` was called. */
export const openRedisState = async (options: RedisStateOptions): Promise<SharedRedisState> => {
  const { clock, secret } = options;
  const scripts = createScripts(options.timeScript);
  let look = (): Promise<void> => Promise.resolve();
  const link = await openLink(options, () => void look());
  const session = createSession({ ...options, link, scripts });
  ({ look } = session);
  const seal = createSeal(secret, 'redis');
  const port: RedisPort = { session, scripts, seal, names: nameKeys(seal), now: clock.now };
  const leases = createLeases(port);
  const journal = createJournal(port);
  const kept = createAreas(port);
  // Last, since the others leave nothing free for a gateway that has put its calls back.
  const recentCalls = createRecentCalls(port, options);
  const stopBeats = clock.every(BEAT_MS, () => {
    if (session.isHere()) void recentCalls.beat().catch(() => undefined);
    else void session.look();
  });
  const stopAdjusting = clock.every(ADJUST_MS, () => void session.adjust().catch(() => undefined));
  return {
    state: {
      kept,
      feeds: createFeeds(port),
      leases: shareWhileAway(leases, clock.now),
      recentCalls,
      journal,
      backups: createBackups(port),
    },
    isHere: session.isHere,
    server: session.server,
    look,
    close: async () => {
      stopBeats();
      stopAdjusting();
      await recentCalls.leave().catch(() => undefined);
      link.close();
    },
  };
};
