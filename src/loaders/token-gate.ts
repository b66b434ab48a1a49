import { holdLease, workUnder, type HeldLease, type LeaseHolding } from './held-lease.ts';
import { waitFor } from './patience.ts';

/**
 * Lets calls with one token pass side by side, and now and then one alone. Switch DAG changes how REDCap answers all other
 * calls with the token, so no call may be under way meanwhile, in no gateway that shares the state.
 */
export interface TokenGate {
  /**
   * Runs a call beside others with the same token, once nobody is alone and nobody waits to be. Throws `LANE_BUSY` when that
   * takes longer than may be waited.
   */
  readonly pass: <T>(token: string, call: () => Promise<T>) => Promise<T>;
  /**
   * Runs a call when all that were under way with the same token have ended; later ones wait for its end. Throws `LANE_BUSY`
   * when that takes longer than may be waited.
   */
  readonly passAlone: <T>(token: string, call: () => Promise<T>) => Promise<T>;
}

/** The calls of this gateway with one token. */
interface Passage {
  readonly token: string;
  /** How many calls are under way. */
  calls: number;
  /** How many leases are being given back. */
  returns: number;
  /** The one lease that all of them share; null while none is under way. */
  shared: Promise<HeldLease> | null;
  /** Ends when everybody has passed who was or waited to be alone; null when nobody is. */
  alone: Promise<unknown> | null;
  /** Called when no call is under way any more, and all that they had to give back is given back. */
  onQuiet: (() => void)[];
}

interface Passages {
  readonly of: (token: string) => Passage;
  /** Forgets a passage that nobody uses. */
  readonly tidy: (passage: Passage) => void;
}

const settle = (promise: Promise<unknown>): Promise<unknown> => promise.then(undefined, () => undefined);

const SWITCH_UNDER_WAY = "The token's data access group is being switched, and the switch has not ended.";
const CALLS_UNDER_WAY = 'Calls with the same token, or another switch of its data access group, have not ended.';

const nameOf = ({ token }: Passage): string => `token ${token}`;

/** No call is under way, and no lease is being given back. */
const isQuiet = ({ calls, returns }: Passage): boolean => calls === 0 && returns === 0;

const createPassages = (): Passages => {
  const passages = new Map<string, Passage>();
  return {
    of: (token) => {
      const known = passages.get(token);
      if (known !== undefined) return known;
      const passage: Passage = { token, calls: 0, returns: 0, shared: null, alone: null, onQuiet: [] };
      passages.set(token, passage);
      return passage;
    },
    tidy: (passage) => {
      if (isQuiet(passage) && passage.shared === null && passage.alone === null) passages.delete(passage.token);
    },
  };
};

/** Ends when no call is under way, and all leases are given back. */
const whenQuiet = (passage: Passage): Promise<void> =>
  isQuiet(passage) ? Promise.resolve() : new Promise((resolve) => passage.onQuiet.push(resolve));

/** Gives the lease of calls back that have all ended. */
const giveBack = async (passage: Passage, shared: Promise<HeldLease>): Promise<void> => {
  passage.returns += 1;
  const lease = await shared.catch(() => undefined);
  await lease?.release();
  passage.returns -= 1;
  if (!isQuiet(passage)) return;
  for (const call of passage.onQuiet.splice(0)) call();
};

/** Runs a call when all before it have ended. */
const runAlone = async <T>(
  holding: LeaseHolding,
  passage: Passage,
  before: Promise<unknown> | null,
  call: () => Promise<T>,
): Promise<T> => {
  const { clock, patienceMs = Number.POSITIVE_INFINITY } = holding;
  const until = clock.now() + patienceMs;
  const ended = Promise.all([before, whenQuiet(passage)]);
  await waitFor(clock, ended, () => until, CALLS_UNDER_WAY);
  return workUnder(await holdLease(holding, nameOf(passage), 'alone', CALLS_UNDER_WAY), call);
};

/** A gate that is open for all; one for the whole gateway. `token` is a fingerprint with its host, never a token. */
export const createTokenGate = (holding: LeaseHolding): TokenGate => {
  const { clock, patienceMs = Number.POSITIVE_INFINITY } = holding;
  const passages = createPassages();

  /** Ends when nobody is alone with the token, and nobody waits to be. */
  const whenOpen = async (token: string): Promise<Passage> => {
    const until = clock.now() + patienceMs;
    let passage = passages.of(token);
    while (passage.alone !== null) {
      await waitFor(clock, passage.alone, () => until, SWITCH_UNDER_WAY);
      passage = passages.of(token);
    }
    return passage;
  };

  /** Takes a call off the passage. The last one gives the lease back, for which its answer does not wait. */
  const leave = (passage: Passage): void => {
    const { shared } = passage;
    passage.calls -= 1;
    if (passage.calls > 0 || shared === null) return;
    passage.shared = null;
    void giveBack(passage, shared).then(() => passages.tidy(passage));
  };

  return {
    pass: async (token, call) => {
      let passage = passages.of(token);
      if (passage.alone !== null) passage = await whenOpen(token);
      passage.calls += 1;
      try {
        // All calls run under one lease.
        passage.shared ??= holdLease(holding, nameOf(passage), 'shared', SWITCH_UNDER_WAY);
        await passage.shared;
        return await call();
      } finally {
        leave(passage);
      }
    },
    passAlone: (token, call) => {
      const passage = passages.of(token);
      const result = runAlone(holding, passage, passage.alone, call);
      const ended = settle(result).then(() => {
        if (passage.alone === ended) passage.alone = null;
        passages.tidy(passage);
      });
      passage.alone = ended;
      return result;
    },
  };
};
