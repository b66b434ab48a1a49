import { randomUUID } from 'node:crypto';
import { LONGEST_SPAN_MS, type CallLimits, type CallTurn, type HeldHost, type RecentCalls } from '../recent-calls.ts';
import { StateUnavailable } from '../unavailable.ts';
import { ARRIVE, BAN, BOOK, COUNT, FORGET_CALL, HELD_HOSTS, PAUSE, RESUME } from './call-script.ts';
import type { RedisPort } from './kept-values.ts';
import { createLocalHolds } from './local-holds.ts';
import { LEAVE_MEMBER, MEMBER_FORGOTTEN_MS, MEMBER_SEEN_MS, PUT_MEMBERS_BACK, SEE_MEMBER } from './member-script.ts';
import { createOwnCalls, type OwnCalls, type OwnPart } from './own-calls.ts';
import { bytesOf, groupsOf, listOf, numberOf, textOf } from './reply.ts';
import { SLACK_MS, type Script } from './script.ts';
import type { Run } from './session.ts';

/** How a gateway counts in Redis, and how it goes on alone. */
export interface CallSharing {
  /** The part of all calls that this gateway may send while it cannot reach Redis. */
  readonly share: number;
  /** Names this gateway among those that share Redis; the same after a restart. */
  readonly member: string;
}

/** The calls counted in Redis, and what keeps this gateway among those who count. */
export interface SharedCalls extends RecentCalls {
  /** Shows that this gateway is there. To be called about once a second. */
  readonly beat: () => Promise<void>;
  /** Says that this gateway ends. */
  readonly leave: () => Promise<void>;
}

/** What a gateway that is cut off may send at once: REDCap allows a fifth more than the budget, and a tenth of that is left. */
const SPARE = 0.18;
/** From when the others leave a share free until all of their earlier calls are too old to count, and some time to be sure. */
const SETTLE_MS = MEMBER_SEEN_MS + LONGEST_SPAN_MS + 5_000;
/** Ask again after so long while the count is brought up to date. */
const JOINING_MS = 50;
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

/** Another gateway, as it was when this one asked last. */
interface Other {
  readonly id: string;
  readonly seenAt: number;
  readonly share: string;
  readonly process: string;
}

/** This gateway among those that share Redis. */
const createMembership = ({ session, scripts, names, now }: RedisPort, { share, member }: CallSharing) => {
  const [see, leave] = [scripts.guarded(SEE_MEMBER), scripts.guarded(LEAVE_MEMBER)];
  const putBack = scripts.guarded(PUT_MEMBERS_BACK);
  const process = randomUUID();
  const key = session.key('members');
  let id = names.of('member', member);
  let others: readonly Other[] = [];
  /** When this gateway last tried to show itself: since then the others may have known nothing of it. */
  let triedAt = now();
  /** When the others last surely knew of this gateway; never, until Redis has answered once. */
  let knownAt = Number.NEGATIVE_INFINITY;

  const ask = async (run: Run): Promise<readonly Other[]> =>
    groupsOf(await run(see, [key], [id, share, process]), 4).map(([other, age, part, theirs]) => ({
      id: textOf(other) ?? '',
      seenAt: now() - numberOf(age),
      share: textOf(part) ?? '',
      process: textOf(theirs) ?? '',
    }));

  return {
    key,
    id: () => id,
    show: async (run: Run): Promise<void> => {
      // Should the answer be lost, the others take this gateway for one that is there.
      triedAt = now();
      let found = await ask(run);
      if (found.length === 0) {
        // Another gateway has the name too.
        id = names.of('member', process);
        found = await ask(run);
      }
      knownAt = triedAt;
      others = found.filter((other) => other.id !== id);
    },
    putOthersBack: async (run: Run): Promise<void> => {
      const args = others.flatMap((other) => [other.id, Math.round(now() - other.seenAt), other.share, other.process]);
      if (args.length > 0) await run(putBack, [key], args);
    },
    leave: async (): Promise<void> => void (await session.run(leave, [key], [id])),
    /** What this gateway may send without Redis now. */
    part: (): OwnPart => {
      const isSettled = now() - triedAt >= SETTLE_MS;
      return isSettled && now() - knownAt < MEMBER_FORGOTTEN_MS - SETTLE_MS
        ? { part: share, aloneOnly: false }
        : { part: share * SPARE, aloneOnly: true };
    },
  };
};

type Membership = ReturnType<typeof createMembership>;

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

/** Books calls in Redis. */
const createBooking = (
  { session, scripts }: RedisPort,
  keys: HostKeys,
  { key, id }: Membership,
  own: OwnCalls,
  learn: (host: string, isBanned: boolean, pauseMs: number) => void,
) => {
  const book = scripts.guarded(BOOK);
  return async (host: string, { rates, pace, longestMs }: CallLimits): Promise<CallTurn> => {
    const call = randomUUID();
    const { host: hostKey, open, ends } = keys.of(host);
    const args = [id(), call, longestMs, pace?.burst ?? 1, pace?.everyMs ?? 0];
    const flat = rates.flatMap(({ calls, spanMs }) => [calls, spanMs]);
    const answer = listOf(await session.run(book, [key, hostKey, open, ends], [...args, ...flat]));
    const [kind, waitMs] = [textOf(answer[0]), numberOf(answer[1])];
    learn(host, kind === 'banned', kind === 'paused' ? waitMs : 0);
    if (kind === 'banned') return { kind };
    if (kind === 'full' || kind === 'paused') return { kind, waitMs };
    own.note(host, call, waitMs + longestMs);
    return { kind: 'booked', call, waitMs };
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
      return holding.turn(host) ?? own.take(host, randomUUID(), limits, membership.part());
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
