import { holdLease, type LeaseHolding } from './held-lease.ts';

/**
 * Lets calls with one token pass side by side, and now and then one alone: Switch DAG changes which records all others
 * are answered, so nothing may be under way meanwhile, in no gateway that shares the state.
 */
export interface TokenGate {
  /** Runs a call beside others with the same token, once nobody is alone and nobody waits to be. */
  readonly pass: <T>(token: string, call: () => Promise<T>) => Promise<T>;
  /** Runs a call when all that were under way with the same token have ended; later ones wait for its end. */
  readonly passAlone: <T>(token: string, call: () => Promise<T>) => Promise<T>;
}

/** The calls of this gateway with one token. */
interface Passage {
  /** How many calls are under way. */
  calls: number;
  /** Ends of these calls, each with all that it has to give back. */
  readonly ends: Set<Promise<unknown>>;
  /** The one lease that all of them share; null while none is under way. */
  shared: Promise<() => Promise<void>> | null;
  /** Ends when everybody has passed who was or waited to be alone; null when nobody is. */
  alone: Promise<unknown> | null;
}

const settle = (promise: Promise<unknown>): Promise<unknown> => promise.then(undefined, () => undefined);

const createPassages = () => {
  const passages = new Map<string, Passage>();
  return {
    of: (token: string): Passage => {
      const passage = passages.get(token) ?? { calls: 0, ends: new Set(), shared: null, alone: null };
      passages.set(token, passage);
      return passage;
    },
    leave: (token: string, { calls, shared, alone }: Passage): void => {
      if (calls === 0 && shared === null && alone === null) passages.delete(token);
    },
  };
};

/** A gate that is open for all; one for the whole gateway. `token` is a fingerprint with its host, never a token. */
export const createTokenGate = (holding: LeaseHolding): TokenGate => {
  const passages = createPassages();
  const nameOf = (token: string): string => `token ${token}`;

  const join = async <T>(token: string, passage: Passage, call: () => Promise<T>): Promise<T> => {
    passage.shared ??= holdLease(holding, nameOf(token), 'shared');
    await passage.shared;
    return call();
  };

  /** The last to leave gives the lease back. */
  const leave = async (token: string, passage: Passage): Promise<void> => {
    const { shared } = passage;
    passage.calls -= 1;
    if (passage.calls === 0 && shared !== null) {
      passage.shared = null;
      const release = await shared.catch(() => undefined);
      await release?.();
    }
    passages.leave(token, passage);
  };

  const pass = async <T>(token: string, call: () => Promise<T>): Promise<T> => {
    let passage = passages.of(token);
    while (passage.alone !== null) {
      await passage.alone;
      passage = passages.of(token);
    }
    passage.calls += 1;
    const result = join(token, passage, call);
    const end = settle(result).then(async () => {
      await leave(token, passage);
      passage.ends.delete(end);
    });
    passage.ends.add(end);
    return result;
  };

  const runAlone = async <T>(token: string, call: () => Promise<T>): Promise<T> => {
    const release = await holdLease(holding, nameOf(token), 'alone');
    try {
      return await call();
    } finally {
      await release();
    }
  };

  const passAlone = <T>(token: string, call: () => Promise<T>): Promise<T> => {
    const passage = passages.of(token);
    const before = passage.alone;
    const run = async (): Promise<T> => {
      await before;
      await Promise.all(passage.ends);
      return runAlone(token, call);
    };
    const result = run();
    const ended = settle(result).then(() => {
      if (passage.alone === ended) passage.alone = null;
      passages.leave(token, passage);
    });
    passage.alone = ended;
    return result;
  };

  return { pass, passAlone };
};
