import { randomUUID } from 'node:crypto';
import type { RedisPort } from './kept-values.ts';
import {
  COUNTED_AGAIN_MS,
  LEAVE_MEMBER,
  MEMBER_FORGOTTEN_MS,
  MEMBER_SEEN_MS,
  PUT_MEMBERS_BACK,
  SEE_MEMBER,
  UNHEARD_OF,
} from './member-script.ts';
import type { OwnPart } from './own-calls.ts';
import { groupsOf, numberOf, textOf } from './reply.ts';
import type { Run } from './session.ts';

/** How a gateway counts in Redis, and how it goes on alone. */
export interface CallSharing {
  /** The part of all calls that this gateway may send while it cannot reach Redis. */
  readonly share: number;
  /** Names this gateway among those that share Redis; the same after a restart. */
  readonly member: string;
}

/** Another gateway, as it was when this one asked last. */
interface Other {
  readonly id: string;
  readonly seenAt: number;
  readonly share: string;
  readonly process: string;
}

/**
 * The part of its share that a gateway may send while it is cut off. REDCap allows a fifth more calls than the budget. The gateways
 * use nine tenths of that fifth, to be sure.
 */
const SPARE = 0.18;

/**
 * Whether a gateway knew all others when Redis lost its data, perhaps not all, or is too young to know of any. `doubted`: it knew
 * all whose calls of the last minute count, and there may be one that nobody has heard of since an earlier loss.
 */
type Knowledge = 'all' | 'doubted' | 'some' | 'none';

/** What this gateway knows of the others, and since when. */
const createAcquaintance = (now: () => number) => {
  const startedAt = now();
  /** When Redis last knew of this gateway; never, until it has answered once. */
  let knownAt = Number.NEGATIVE_INFINITY;
  /** When the others last surely had heard of this gateway, so that they leave its share free although Redis loses its data. */
  let heardOfAt = Number.NEGATIVE_INFINITY;
  /** Until then calls may count of a gateway that this one has not heard of. */
  let doubtUntil = Number.NEGATIVE_INFINITY;
  /** Until then there may be a gateway that nobody has heard of, and that sends its share. */
  let strangerUntil = Number.NEGATIVE_INFINITY;
  /** Until then the others may not have heard of this gateway. */
  let unknownUntil = Number.NEGATIVE_INFINITY;

  return {
    heardOfAt: () => heardOfAt,
    /** How long this process has run. */
    age: () => now() - startedAt,
    /** Notes that Redis has shown the others to this gateway, which had asked at a moment. */
    meet: (askedAt: number, others: readonly Other[], mayBeStranger: boolean): void => {
      if (mayBeStranger) strangerUntil = now() + MEMBER_FORGOTTEN_MS;
      const isNew = askedAt - knownAt >= MEMBER_FORGOTTEN_MS;
      if (isNew && others.some(({ seenAt }) => now() - seenAt <= MEMBER_SEEN_MS)) unknownUntil = now() + MEMBER_SEEN_MS;
      knownAt = askedAt;
      if (askedAt >= unknownUntil) heardOfAt = askedAt;
    },
    /** Whether a gateway that loses Redis in this moment, and comes back, may not know of this one. */
    isUnknown: () => now() < unknownUntil,
    /**
     * What this gateway knows in the moment in which it joins a new generation. One that joined after it had gone, and that
     * it has not heard of, may have sent calls. The same holds where it never reached Redis, and has waited for it.
     */
    knowledge: (): Knowledge => {
      const hasMet = knownAt > Number.NEGATIVE_INFINITY;
      if (now() - (hasMet ? knownAt : startedAt) > MEMBER_SEEN_MS) doubtUntil = now() + COUNTED_AGAIN_MS;
      if (now() < doubtUntil) return 'some';
      if (now() < strangerUntil) return 'doubted';
      return hasMet ? 'all' : 'none';
    },
  };
};

/** This gateway among those that share Redis. */
export const createMembership = ({ session, scripts, names, now }: RedisPort, { share, member }: CallSharing) => {
  const [see, leave] = [scripts.guarded(SEE_MEMBER), scripts.guarded(LEAVE_MEMBER)];
  const putBack = scripts.guarded(PUT_MEMBERS_BACK);
  const process = randomUUID();
  const [key, counted] = [session.key('members'), session.key('counted')];
  const acquaintance = createAcquaintance(now);
  let id = names.of('member', member);
  let others: readonly Other[] = [];
  /** When this gateway last tried to show itself: since then the others may have known nothing of it. */
  let triedAt = now();

  const ask = async (run: Run): Promise<readonly Other[]> =>
    groupsOf(await run(see, [key, counted], [id, share, process, Math.round(acquaintance.age())]), 4).map(
      ([other, age, part, theirs]) => ({
        id: textOf(other) ?? '',
        seenAt: now() - numberOf(age),
        share: textOf(part) ?? '',
        process: textOf(theirs) ?? '',
      }),
    );

  const spare: OwnPart = { part: share * SPARE, aloneOnly: true };

  return {
    keys: { members: key, counted },
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
      others = found.filter((other) => other.id !== id && other.id !== UNHEARD_OF);
      acquaintance.meet(
        triedAt,
        others,
        found.some((other) => other.id === UNHEARD_OF),
      );
    },
    putOthersBack: async (run: Run): Promise<void> => {
      const args = others.flatMap((other) => [other.id, Math.round(now() - other.seenAt), other.share, other.process]);
      await run(putBack, [key, counted], [id, process, acquaintance.knowledge(), COUNTED_AGAIN_MS, ...args]);
    },
    leave: async (): Promise<void> => void (await session.run(leave, [key], [id, process])),
    isUnknown: acquaintance.isUnknown,
    /** What this gateway may send on top of what is counted. */
    spare,
    /** What this gateway may send without Redis now. */
    part: (): OwnPart => {
      const isSettled = now() - triedAt >= COUNTED_AGAIN_MS;
      const areSharesFree = now() - acquaintance.heardOfAt() < MEMBER_FORGOTTEN_MS - COUNTED_AGAIN_MS;
      return isSettled && areSharesFree ? { part: share, aloneOnly: false } : spare;
    },
  };
};

/** This gateway among those that share Redis. */
export type Membership = ReturnType<typeof createMembership>;
