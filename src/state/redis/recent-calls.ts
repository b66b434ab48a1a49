import { randomUUID } from 'node:crypto';
import type { CallLimits, CallTurn, HeldHost, RecentCalls } from '../recent-calls.ts';
import { StateUnavailable } from '../unavailable.ts';
import { ARRIVE, BAN, BOOK, COUNT, FORGET_CALL, HELD_HOSTS, PAUSE, RESUME } from './call-script.ts';
import type { RedisPort } from './kept-values.ts';
import { SLACK_MS } from './kept-values.ts';
import { createLocalHolds } from './local-holds.ts';
import { LEAVE_MEMBER, MEMBER_FORGOTTEN_MS, MEMBER_SEEN_MS, SEE_MEMBER } from './member-script.ts';
import { createOwnCalls, type OwnPart } from './own-calls.ts';
import { bytesOf, groupsOf, listOf, numberOf, textOf } from './reply.ts';
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
const SETTLE_MS = MEMBER_SEEN_MS + 60_000 + 5_000;
/** Ask again after so long while the count is brought up to date. */
const JOINING_MS = 50;
/** How long a call may be remembered that is put back. */
const PUT_BACK_AGE_MS = 600_000 + SLACK_MS;

/** The calls of all gateways that share one Redis. While it is away, each goes by its own share. */
export const createRecentCalls = (port: RedisPort, { share, member }: CallSharing): SharedCalls => {
  const { session, scripts, seal, names, now } = port;
  const { guarded } = scripts;
  const [book, arrive, forget, count] = [guarded(BOOK), guarded(ARRIVE), guarded(FORGET_CALL), guarded(COUNT)];
  const [pauseHost, banHost, resumeHost] = [guarded(PAUSE), guarded(BAN), guarded(RESUME)];
  const [heldHosts, see, leave] = [guarded(HELD_HOSTS), guarded(SEE_MEMBER), guarded(LEAVE_MEMBER)];
  const own = createOwnCalls(now);
  const holds = createLocalHolds(now);
  const process = randomUUID();
  const membersKey = session.key('members');
  const hostsKey = session.key('hosts');
  let id = names.of('member', member);
  /** Since when the others may know nothing of this gateway. */
  let seenAt = now();

  const idOf = (host: string): string => names.of('host', host);
  const keysOf = (host: string) => {
    const start = session.key(`calls:${idOf(host)}:`);
    return { host: `${start}host`, open: `${start}open`, ends: `${start}ends` };
  };

  const showOneself = async (run: Run): Promise<void> => {
    // Should the answer be lost, the others count on this gateway nevertheless.
    seenAt = now();
    if (numberOf(await run(see, [membersKey], [id, share, process])) === 1) return;
    id = names.of('member', process);
    await run(see, [membersKey], [id, share, process]);
  };

  const partAlone = (): OwnPart => {
    const away = now() - seenAt;
    return away >= SETTLE_MS && away < MEMBER_FORGOTTEN_MS - SETTLE_MS
      ? { part: share, aloneOnly: false }
      : { part: share * SPARE, aloneOnly: true };
  };

  const takeAlone = (host: string, limits: CallLimits): CallTurn =>
    holds.turn(host) ?? own.take(host, randomUUID(), limits, partAlone());

  const takeShared = async (host: string, { rates, pace, longestMs }: CallLimits): Promise<CallTurn> => {
    const call = randomUUID();
    const { host: hostKey, open, ends } = keysOf(host);
    const args = [id, call, longestMs, pace?.burst ?? 1, pace?.everyMs ?? 0];
    const flat = rates.flatMap(({ calls, spanMs }) => [calls, spanMs]);
    const answer = listOf(await session.run(book, [membersKey, hostKey, open, ends], [...args, ...flat]));
    const [kind, waitMs] = [textOf(answer[0]), numberOf(answer[1])];
    holds.learn(host, kind === 'banned', kind === 'paused' ? waitMs : 0);
    if (kind === 'banned') return { kind };
    if (kind === 'full' || kind === 'paused') return { kind, waitMs };
    own.note(host, call, waitMs + longestMs);
    return { kind: 'booked', call, waitMs };
  };

  const pauseIn = (run: Run, host: string, milliseconds: number) =>
    run(pauseHost, [keysOf(host).host, hostsKey], [seal.seal(['host'], host), idOf(host), Math.ceil(milliseconds)]);
  const banIn = (run: Run, host: string, since: string) =>
    run(banHost, [keysOf(host).host, hostsKey], [seal.seal(['host'], host), idOf(host), since]);

  session.onRejoin(async (run) => {
    for (const { host, pauseMs, bannedSince } of holds.owed()) {
      if (pauseMs > 0) await pauseIn(run, host, pauseMs);
      if (bannedSince !== null) await banIn(run, host, bannedSince);
    }
    for (const [host, calls] of own.all()) {
      const { open, ends } = keysOf(host);
      const args = calls.flatMap(({ id: call, openUntil, endedAt }) =>
        endedAt === null
          ? [call, 'open', Math.ceil(openUntil - now())]
          : [call, 'end', Math.floor(now() - endedAt)],
      );
      if (args.length > 0) await run(count, [open, ends], [PUT_BACK_AGE_MS, ...args]);
    }
    // Last of all: from now on the others leave nothing free for this gateway.
    await showOneself(run);
    holds.settle();
  });

  return {
    take: async (host, limits) => {
      if (session.isHere()) {
        try {
          return await takeShared(host, limits);
        } catch (error) {
          if (!(error instanceof StateUnavailable)) throw error;
        }
      }
      return session.isJoining() ? { kind: 'full', waitMs: JOINING_MS } : takeAlone(host, limits);
    },
    arrived: async (host, call) => {
      own.arrived(host, call);
      const { open, ends } = keysOf(host);
      await session.run(arrive, [open, ends], [call, PUT_BACK_AGE_MS]);
    },
    unused: async (host, call) => {
      own.unused(host, call);
      await session.run(forget, [keysOf(host).open], [call]);
    },
    pause: async (host, milliseconds) => {
      holds.pause(host, milliseconds);
      await pauseIn(session.run, host, milliseconds);
      holds.settle(host);
    },
    ban: async (host, since) => {
      holds.ban(host, since);
      await banIn(session.run, host, since);
      holds.settle(host);
    },
    resume: async (host) => {
      const wasHeld = numberOf(await session.run(resumeHost, [keysOf(host).host, hostsKey], [idOf(host)])) === 1;
      holds.learn(host, false, 0);
      return wasHeld;
    },
    held: async () => {
      if (!session.isHere()) return holds.all();
      const start = session.key('calls:');
      const found = groupsOf(await session.run(heldHosts, [hostsKey], [start, ':host']), 3);
      return found.flatMap(([name, pauseMs, since]): HeldHost[] => {
        const sealed = bytesOf(name);
        const host = sealed === null ? null : seal.open(['host'], sealed);
        if (host === null) return [];
        return [{ host: host.toString(), pauseMs: numberOf(pauseMs), bannedSince: textOf(since) || null }];
      });
    },
    beat: () => showOneself(session.run),
    leave: async () => void (await session.run(leave, [membersKey], [id])),
  };
};
