import type { Feeds } from '../../state/feed.ts';
import type { KeptValues } from '../../state/kept-values.ts';
import type { Turns } from '../turn.ts';
import { openChangeFeed, type ChangeFeed, type Noticed } from './change-feed.ts';
import type { ChangeRegister } from './change-register.ts';

/** A register that is kept, and whether its look is so recent that pages go on without another one. */
export interface KeptRegister {
  readonly register: ChangeRegister;
  readonly isFresh: boolean;
}

/**
 * What was known of a project's records when they were last looked at, so that a later look shows what has changed. A write
 * does not drop it: what the write did is a change too.
 */
export interface ChangeStore {
  /** The register and its feed; null when either is gone. */
  readonly get: () => Promise<KeptRegister | null>;
  readonly feedOf: (register: ChangeRegister) => ChangeFeed;
  /** Keeps a register of a look, and puts what was noticed into its feed. */
  readonly keep: (register: ChangeRegister, noticed: readonly Noticed[]) => Promise<void>;
  /** Forgets the register: when REDCap refuses the token. */
  readonly drop: () => Promise<void>;
  /** Looks at one project go one after another: each is compared with the one before. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

export interface ChangeStoreOptions {
  readonly values: KeptValues;
  readonly feeds: Feeds;
  readonly turns: Turns;
  /** Whose records these are: REDCap host, token and project. */
  readonly space: string;
  /** How long after a look pages go on without another, in milliseconds. */
  readonly maxAgeMs: number;
}

/** 90 days: a caller who comes back later is sent what the log says. */
const REGISTER_MAX_AGE_MS = 90 * 86_400_000;
const REGISTER = 'register';
/** Kept for as long as a look is recent; holds the register's id. */
const FRESH = 'fresh';

/** The register of one project and token. */
export const createChangeStore = ({ values, feeds, turns, space, maxAgeMs }: ChangeStoreOptions): ChangeStore => ({
  get: async () => {
    const register = (await values.get<ChangeRegister>(space, REGISTER))?.value;
    if (register === undefined || (await feeds.last(register.id)) === null) return null;
    const fresh = await values.get<string>(space, FRESH);
    return { register, isFresh: fresh?.value === register.id };
  },
  feedOf: ({ id }) => openChangeFeed(feeds, id),
  keep: async (register, noticed) => {
    if ((await feeds.last(register.id)) === null) await feeds.begin(register.id);
    // The feed first: should the gateway end in between, the next look notices the same again.
    await openChangeFeed(feeds, register.id).append(noticed);
    await values.set(space, REGISTER, register, { maxAgeMs: REGISTER_MAX_AGE_MS });
    await values.set(space, FRESH, register.id, { maxAgeMs });
  },
  drop: async () => {
    const register = await values.take<ChangeRegister>(space, REGISTER);
    if (register !== null) await feeds.drop(register.id);
  },
  inTurn: (work) => turns.run(space, work),
});
