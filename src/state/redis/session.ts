import { randomUUID } from 'node:crypto';
import { StateUnavailable } from '../unavailable.ts';
import { faultOf, readServer, RedisUnfit, type Server } from './server.ts';
import type { Argument, RedisLink } from './link.ts';
import { listOf, numberOf, textOf, type Reply } from './reply.ts';
import { MOST_LATE_MS, type Script, type Scripts } from './script.ts';

/** Time as the session sees it. */
export interface SessionClock {
  readonly now: () => number;
  readonly after: (milliseconds: number, run: () => void) => () => void;
}

/** What is reported of the session. Nothing of it holds a value, a name or an address. */
export interface SessionEvents {
  /** Redis went away, by a word for why. Reported once. */
  readonly onGone: (reason: string) => void;
  /** Redis is there again. `isEmpty`: it has lost what it held. */
  readonly onBack: (isEmpty: boolean) => void;
}

export interface SessionOptions extends SessionEvents {
  readonly link: RedisLink;
  readonly scripts: Scripts;
  /** Begins the name of every key. */
  readonly prefix: string;
  readonly timeoutMs: number;
  readonly clock: SessionClock;
}

/** Runs a script of a port: the first key, the generation and the time are added to what is given. */
export type Run = (script: Script, keys: readonly string[], args: readonly Argument[]) => Promise<Reply>;

/** What a port does each time that Redis is there again, before anybody else may use it. */
export type Rejoin = (run: Run, generation: { readonly isNew: boolean }) => Promise<void>;

/** The way of all ports to Redis, and what is known of whether Redis is there. */
export interface Session {
  readonly isHere: () => boolean;
  /** Redis is there, and ports bring it up to date. Nothing may be decided without it for this moment. */
  readonly isJoining: () => boolean;
  /** Runs a script; throws `StateUnavailable`, at once where that is known, when Redis is away or slow. */
  readonly run: Run;
  /** The order is that in which they were added. */
  readonly onRejoin: (rejoin: Rejoin) => void;
  /** Called when Redis has gone. */
  readonly onGone: (hear: () => void) => void;
  /** Looks whether Redis is there, and joins it when it is. */
  readonly look: () => Promise<void>;
  /** Measures Redis's time anew, since clocks do not go alike. */
  readonly adjust: () => Promise<void>;
  /** What Redis said of itself when it was joined last; null before. */
  readonly server: () => Server | null;
  readonly key: (name: string) => string;
}

/** After Redis has lost its data, nobody gets a lease alone for so long: those who hold one put it back meanwhile. */
const QUIET_MS = 15_000;
/** The same where nobody knows of earlier data: a gateway that does has this long to say so. */
const FIRST_QUIET_MS = 3_000;
/** A measured time that differs by more is no drift: Redis's clock was set, which scripts notice by themselves. */
const MOST_DRIFT_MS = 500;
/** At first it takes a moment until the connection is open. */
const START_MS = 3_000;
const GENERATION_AGE_MS = 30 * 86_400_000;

/**
 * Joins: arguments are candidate, known generation, run of the server, quiet times, age. `since` is when the generation began:
 * gateways put back what Redis has lost from then on.
 */
const JOIN = `local known = redis.call('HMGET', KEYS[1], 'generation', 'run', 'quiet')
local generation, quiet = known[1], tonumber(known[3] or '0')
local hasLost = ARGV[2] ~= '' and ARGV[2] ~= generation
if not generation then
  generation = ARGV[1]
  if not hasLost then quiet = now + tonumber(ARGV[5]) end
elseif known[2] ~= ARGV[3] then
  generation = ARGV[1]
  hasLost = true
end
if hasLost then quiet = math.max(quiet, now + tonumber(ARGV[4])) end
if generation ~= known[1] then redis.call('HSET', KEYS[1], 'since', string.format('%.0f', now)) end
redis.call('HSET', KEYS[1], 'generation', generation, 'run', ARGV[3], 'quiet', string.format('%.0f', quiet))
redis.call('PEXPIRE', KEYS[1], ARGV[6])
return {generation, string.format('%.0f', now)}`;

/** A word for why Redis is of no use: the first of its own refusal, or what happened to the connection. */
const reasonOf = (error: unknown): string => {
  if (error instanceof RedisUnfit) return error.fault;
  if (!(error instanceof Error)) return 'unknown';
  return /^[A-Z]{3,}\b/.exec(error.message)?.[0] ?? 'connection';
};

/** A wait that ends with an error after so long. */
const within = <T>(clock: SessionClock, milliseconds: number, work: Promise<T>): Promise<T> => {
  const { promise, reject } = Promise.withResolvers<never>();
  // After a long work of this process the answer may have come, and only not been read yet.
  const cancel = clock.after(milliseconds, () => void setImmediate(() => reject(new Error('TIMEOUT'))));
  return Promise.race([work, promise]).finally(cancel);
};

interface Joined {
  readonly generation: string;
  /** Redis's time less the clock's. */
  offset: number;
}

/** What all scripts of a session are sent by. */
interface Way extends SessionOptions {
  /** The key of the generation. */
  readonly generationKey: string;
  readonly lose: (reason: string) => void;
}

/** Sends a script of a generation. Whatever fails means that Redis is away. */
const send = async (
  { link, clock, timeoutMs, generationKey, lose }: Way,
  { generation, offset }: Joined,
  [script, keys, args]: Parameters<Run>,
): Promise<Reply> => {
  const sentAt = Math.round(clock.now() + offset);
  try {
    const run = link.run(script, [generationKey, ...keys], [generation, sentAt, ...args]);
    return await within(clock, timeoutMs, run);
  } catch (error) {
    const reason = reasonOf(error);
    // What was sent must not arrive later.
    if (reason === 'TIMEOUT') link.renew();
    lose(reason);
    throw new StateUnavailable();
  }
};

/** Joins the generation of the data that Redis has. */
const enter = async (
  { link, clock, generationKey }: Way,
  join: Script,
  known: string,
  run: string,
): Promise<Joined> => {
  const before = clock.now();
  const args = [randomUUID(), known, run, QUIET_MS, FIRST_QUIET_MS, GENERATION_AGE_MS];
  const answer = listOf(await within(clock, MOST_LATE_MS, link.run(join, [generationKey], args)));
  const middle = (before + clock.now()) / 2;
  return { generation: textOf(answer[0]) ?? '', offset: numberOf(answer[1]) - middle };
};

/** Where a session stands. */
interface Standing {
  phase: 'away' | 'joining' | 'here';
  joined: Joined | null;
  /** The generation in which all ports are up to date. */
  settled: string | null;
  /** It was reported that Redis is away. */
  hasReported: boolean;
  server: Server | null;
}

/** Joins, and lets all ports bring Redis up to date before anybody else uses it. */
const rejoin = async (way: Way, standing: Standing, rejoins: readonly Rejoin[], join: Script): Promise<void> => {
  standing.phase = 'joining';
  const server = readServer(await within(way.clock, way.timeoutMs, way.link.info()));
  standing.server = server;
  const fault = faultOf(server);
  if (fault !== null) throw new RedisUnfit(fault, server);
  const entered = await enter(way, join, standing.joined?.generation ?? '', server.run);
  const isNew = standing.settled !== entered.generation;
  const isEmpty = isNew && standing.settled !== null;
  standing.joined = entered;
  for (const one of rejoins) await one((...rest) => send(way, entered, rest), { isNew });
  standing.settled = entered.generation;
  standing.phase = 'here';
  if (standing.hasReported) way.onBack(isEmpty);
  standing.hasReported = false;
};

/** Measures how far Redis's time is from the clock's. */
const measureOffset = async ({ link, clock, timeoutMs }: Way, time: Script): Promise<number> => {
  const before = clock.now();
  const answer = numberOf(await within(clock, timeoutMs, link.run(time, [], [])));
  return answer - (before + clock.now()) / 2;
};

/** A session that has not joined yet. */
export const createSession = (options: SessionOptions): Session => {
  const { link, scripts, prefix } = options;
  const rejoins: Rejoin[] = [];
  const hearers: (() => void)[] = [];
  const [join, time] = [scripts.plain(JOIN), scripts.plain("return string.format('%.0f', now)")];
  const startedAt = options.clock.now();
  const standing: Standing = { phase: 'away', joined: null, settled: null, hasReported: false, server: null };

  const lose = (reason: string): void => {
    if (standing.phase === 'here') for (const hear of hearers) hear();
    standing.phase = 'away';
    const isStarting = standing.settled === null && options.clock.now() - startedAt < START_MS;
    if (standing.hasReported || isStarting) return;
    standing.hasReported = true;
    options.onGone(reason);
  };
  const way: Way = { ...options, generationKey: `${prefix}generation`, lose };

  return {
    isHere: () => standing.phase === 'here',
    isJoining: () => standing.phase === 'joining',
    run: (...rest) =>
      standing.phase === 'here' && standing.joined !== null
        ? send(way, standing.joined, rest)
        : Promise.reject(new StateUnavailable()),
    onRejoin: (one) => void rejoins.push(one),
    onGone: (hear) => void hearers.push(hear),
    look: async () => {
      if (standing.phase !== 'away') return;
      if (!link.isOpen()) {
        lose('connection');
        return;
      }
      await rejoin(way, standing, rejoins, join).catch((error: unknown) => lose(reasonOf(error)));
    },
    adjust: async () => {
      const { joined } = standing;
      if (standing.phase !== 'here' || joined === null) return;
      const offset = await measureOffset(way, time);
      if (Math.abs(offset - joined.offset) <= MOST_DRIFT_MS) joined.offset = offset;
    },
    server: () => standing.server,
    key: (name) => `${prefix}${name}`,
  };
};
