import type { ChangeRegister } from './change-register.ts';

interface Entry {
  readonly register: ChangeRegister;
  readonly until: number;
}

/** A register that is kept, and whether it was looked at so lately that it may be paged through without another look. */
export interface KeptRegister {
  readonly register: ChangeRegister;
  readonly isFresh: boolean;
}

/**
 * What was known of the records of each token's project when it was last looked at, so that it can be told what has changed.
 * In memory only. A write does not drop it: what the write did is what is to be told.
 */
export interface ChangeStore {
  readonly get: (owner: string) => KeptRegister | undefined;
  /** Keeps a register that was just looked at. */
  readonly set: (owner: string, register: ChangeRegister) => void;
  /** Forgets an owner's register: when REDCap refuses the token. */
  readonly drop: (owner: string) => void;
  /** Looks at one owner's project go one after another: each is compared with the one before. */
  readonly inTurn: <T>(owner: string, work: () => Promise<T>) => Promise<T>;
}

export interface ChangeStoreOptions {
  /** How long after a look pages go on without another, in milliseconds. */
  readonly maxAgeMs: number;
  /** Names and hashes kept at most, of all registers together; the least recently used register goes first. */
  readonly maxSize: number;
  /** A monotonic clock in milliseconds. */
  readonly now: () => number;
}

/** An empty store. */
export const createChangeStore = (options: ChangeStoreOptions): ChangeStore => {
  const entries = new Map<string, Entry>();
  const turns = new Map<string, Promise<unknown>>();

  const evict = (): void => {
    let size = [...entries.values()].reduce((sum, { register }) => sum + register.size(), 0);
    for (const [owner, { register }] of entries) {
      if (size <= options.maxSize) return;
      entries.delete(owner);
      size -= register.size();
    }
  };

  return {
    get: (owner) => {
      const entry = entries.get(owner);
      if (entry === undefined) return undefined;
      entries.delete(owner);
      entries.set(owner, entry);
      return { register: entry.register, isFresh: entry.until > options.now() };
    },
    set: (owner, register) => {
      entries.delete(owner);
      entries.set(owner, { register, until: options.now() + options.maxAgeMs });
      evict();
    },
    drop: (owner) => {
      entries.delete(owner);
    },
    inTurn: async (owner, work) => {
      const before = turns.get(owner) ?? Promise.resolve();
      // Whether the one before succeeded is not for this one to care about.
      const turn = before.then(work, work);
      turns.set(owner, turn);
      try {
        return await turn;
      } finally {
        if (turns.get(owner) === turn) turns.delete(owner);
      }
    },
  };
};
