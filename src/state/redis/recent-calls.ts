import { randomUUID } from 'node:crypto';
import type { CallLimits, CallTurn, HeldHost, RecentCalls } from '../recent-calls.ts';
import { StateUnavailable } from '../unavailable.ts';
import { ARRIVE, BAN, BOOK, COUNT, FORGET_CALL, HELD_HOSTS, PAUSE, RESUME } from './call-script.ts';
import type { RedisPort } from './kept-values.ts';
import { createLocalHolds } from './local-holds.ts';
import { createMembership, type CallSharing, type Membership } from './membership.ts';
import { createOwnCalls, type OwnCalls } from './own-calls.ts';
import { bytesOf, groupsOf, listOf, numberOf, textOf } from './reply.ts';
import { SLACK_MS, type Script } from './script.ts';
import type { Run } from './session.ts';

/** The calls counted in Redis, and what keeps this gateway among those who count. */
export interface SharedCalls extends RecentCalls {
  /** Shows that this gateway is there. To be called about once a second. */
  readonly beat: () => Promise<void>;
  /** Says that this gateway ends. */
  readonly leave: () => Promise<void>;
}

/** Ask again after so long while the count is brought up to date. */
const JOINING_MS = 50;
/** After so long at the latest a gateway asks again that may send only a part of the calls: Redis, or its count, may be back. */
const LOOK_AGAIN_MS = 1_000;
/** How long a call may be remembered that is put back. */
const PUT_BACK_AGE_MS = 600_000 + SLACK_MS;

/** Where the calls of a host are counted. */
const createHostKeys = ({ session, names }: RedisPort) => {
  const idOf = (host: string): string => names.of('host', host);
  return {
    idOf,
    all: session.key('hosts'),
    of: (host: string) => {
      const start = session.key(`calls:${idOf(host)}:`);
      return { host: `${start}host`, open: `${start}open`, ends: `${start}ends` };
    },
  };
};

type HostKeys = ReturnType<typeof createHostKeys>;

/** Pauses and bans of hosts, in Redis and as far as this gateway knows. */
const createHolding = ({ session, scripts: { guarded }, seal, now }: RedisPort, keys: HostKeys) => {
  const [pauseHost, banHost] = [guarded(PAUSE), guarded(BAN)];
  const [resumeHost, heldHosts] = [guarded(RESUME), guarded(HELD_HOSTS)];
  const holds = createLocalHolds(now);
  const note = (run: Run, script: Script, host: string, what: string | number) =>
    run(script, [keys.of(host).host, keys.all], [seal.seal(['host'], host), keys.idOf(host), what]);
  const ports: Pick<RecentCalls, 'pause' | 'ban' | 'resume' | 'held'> = {
    pause: async (host, milliseconds) => {
      holds.pause(host, milliseconds);
      await note(session.run, pauseHost, host, Math.ceil(milliseconds));
      holds.settle(host);
    },
    ban: async (host, since) => {
      holds.ban(host, since);
      await note(session.run, banHost, host, since);
      holds.settle(host);
    },
    resume: async (host) => {
      const wasHeld = numberOf(await session.run(resumeHost, [keys.of(host).host, keys.all], [keys.idOf(host)])) === 1;
      holds.learn(host, false, 0);
      return wasHeld;
    },
    held: async () => {
      if (!session.isHere()) return holds.all();
      const found = groupsOf(await session.run(heldHosts, [keys.all], [session.key('calls:'), ':host']), 3);
      return found.flatMap(([name, pauseMs, since]): HeldHost[] => {
        const sealed = bytesOf(name);
        const host = sealed === null ? null : seal.open(['host'], sealed);
        if (host === null) return [];
        return [{ host: host.toString(), pauseMs: numberOf(pauseMs), bannedSince: textOf(since) || null }];
      });
    },
  };
  return {
    ports,
    learn: holds.learn,
    turn: holds.turn,
    settle: async (run: Run, isNew: boolean): Promise<void> => {
      for (const { host, pauseMs, bannedSince } of isNew ? holds.all() : holds.owed()) {
        if (pauseMs > 0) await note(run, pauseHost, host, Math.ceil(pauseMs));
        if (bannedSince !== null) await note(run, banHost, host, bannedSince);
      }
      holds.settle();
    },
  };
};

/** Puts the calls of this gateway back: those that it made without Redis, and those that Redis has lost. */
const putCallsBack = async (run: Run, count: Script, own: OwnCalls, keys: HostKeys, now: number): Promise<void> => {
  for (const [host, calls] of own.all()) {
    const { open, ends } = keys.of(host);
    const args = calls.flatMap(({ id, openUntil, endedAt }) =>
      endedAt === null ? [id, 'open', Math.ceil(openUntil - now)] : [id, 'end', Math.floor(now - endedAt)],
    );
    if (args.length > 0) await run(count, [open, ends], [PUT_BACK_AGE_MS, ...args]);
  }
};

/** What Redis says to a gateway that wants to call: its count may lack calls, so that only a spare one may be sent. */
type Booking = CallTurn | { readonly kind: 'lost' };

/** The turn of a gateway that goes by a part of the calls. */
const partly = (turn: CallTurn): CallTurn =>
  turn.kind === 'full' ? { kind: 'full', waitMs: Math.min(turn.waitMs, LOOK_AGAIN_MS) } : turn;

/** Names a call, with the gateway that makes it in front. */
const nameCall = (membership: Membership): string => `${membership.id()}:${randomUUID()}`;

/** Books calls in Redis. */
const createBooking = (
  { session, scripts }: RedisPort,
  keys: HostKeys,
  membership: Membership,
  own: OwnCalls,
  learn: (host: string, isBanned: boolean, pauseMs: number) => void,
) => {
  const script = scripts.guarded(BOOK);
  const book = async (host: string, call: string, limits: CallLimits, isSpare: boolean): Promise<Booking> => {
    const { rates, pace, longestMs } = limits;
    const { host: hostKey, open, ends } = keys.of(host);
    const { members, counted } = membership.keys;
    const args = [membership.id(), call, longestMs, pace?.burst ?? 1, pace?.everyMs ?? 0, isSpare ? 1 : 0];
    const flat = rates.flatMap(({ calls, spanMs }) => [calls, spanMs]);
    const answer = listOf(await session.run(script, [members, hostKey, open, ends, counted], [...args, ...flat]));
    const [kind, waitMs] = [textOf(answer[0]), numberOf(answer[1])];
    if (kind === 'lost') return { kind };
    learn(host, kind === 'banned', kind === 'paused' ? waitMs : 0);
    if (kind === 'banned') return { kind };
    if (kind === 'full' || kind === 'paused') return { kind, waitMs };
    return { kind: 'booked', call, waitMs };
  };

  /** Books a call that this gateway may send in addition to the budget, and that Redis counts all the same. */
  const takeSpare = async (host: string, limits: CallLimits): Promise<CallTurn> => {
    const call = nameCall(membership);
    const alone = own.take(host, call, limits, membership.spare);
    if (alone.kind !== 'booked') return partly(alone);
    let turn: Booking | undefined;
    try {
      turn = await book(host, call, limits, true);
    } finally {
      if (turn?.kind !== 'booked') own.unused(host, call);
    }
    if (turn.kind === 'lost') throw new Error('Redis books spare calls whatever its count lacks');
    if (turn.kind !== 'booked') return turn;
    const waitMs = Math.max(alone.waitMs, turn.waitMs);
    own.note(host, call, waitMs + limits.longestMs, true);
    return { kind: 'booked', call, waitMs };
  };

  return async (host: string, limits: CallLimits): Promise<CallTurn> => {
    if (membership.isUnknown()) return takeSpare(host, limits);
    const call = nameCall(membership);
    const turn = await book(host, call, limits, false);
    if (turn.kind === 'lost') return takeSpare(host, limits);
    if (turn.kind === 'booked') own.note(host, call, turn.waitMs + limits.longestMs, false);
    return turn;
  };
};

/** The calls of all gateways that share one Redis. While it is away, each goes by its own share. */
export const createRecentCalls = (port: RedisPort, sharing: CallSharing): SharedCalls => {
  const { session, scripts, now } = port;
  const { guarded } = scripts;
  const [arrive, forget, count] = [guarded(ARRIVE), guarded(FORGET_CALL), guarded(COUNT)];
  const keys = createHostKeys(port);
  const own = createOwnCalls(now);
  const membership = createMembership(port, sharing);
  const holding = createHolding(port, keys);
  const takeShared = createBooking(port, keys, membership, own, holding.learn);

  session.onRejoin(async (run, { isNew }) => {
    await holding.settle(run, isNew);
    if (isNew) await membership.putOthersBack(run);
    await putCallsBack(run, count, own, keys, now());
    // Last of all: from now on the others leave nothing free for this gateway.
    await membership.show(run);
  });

  return {
    ...holding.ports,
    take: async (host, limits) => {
      try {
        if (session.isHere()) return await takeShared(host, limits);
      } catch (error) {
        if (!(error instanceof StateUnavailable)) throw error;
      }
      if (session.isJoining()) return { kind: 'full', waitMs: JOINING_MS };
      return holding.turn(host) ?? partly(own.take(host, nameCall(membership), limits, membership.part()));
    },
    arrived: async (host, call) => {
      own.arrived(host, call);
      const { open, ends } = keys.of(host);
      await session.run(arrive, [open, ends], [call, PUT_BACK_AGE_MS]);
    },
    unused: async (host, call) => {
      own.unused(host, call);
      await session.run(forget, [keys.of(host).open], [call]);
    },
    beat: () => membership.show(session.run),
    leave: membership.leave,
  };
};
