import type { KeptValues } from '../../kept-values.ts';
import { createKeptValues } from '../../memory/kept-values.ts';
import { StateUnavailable } from '../../unavailable.ts';
import type { RedisValues } from '../kept-values.ts';
import type { Run, Session } from '../session.ts';

/** How an area goes on while Redis is away. */
export interface AwayOptions {
  readonly session: Session;
  readonly now: () => number;
  /** How long values are kept in this process meanwhile, at most; with 0 nothing is kept. */
  readonly maxAgeMs: number;
}

const ROOM_BYTES = 60_000_000;

/** What could not be forgotten while Redis was away, by space: some names, or all. */
type Owed = Map<string, ReadonlySet<string> | 'all'>;

/** Spaces of which something could not be forgotten. */
const createDebt = (shared: RedisValues) => {
  const owed: Owed = new Map();
  return {
    isEmpty: () => owed.size === 0,
    owe: (space: string, names: readonly string[] | undefined): void => {
      const known = owed.get(space) ?? new Set<string>();
      owed.set(space, names === undefined || known === 'all' ? 'all' : new Set([...known, ...names]));
    },
    settle: async (run: Run): Promise<void> => {
      for (const [space, names] of [...owed]) {
        await shared.forgetBy(run, space, names === 'all' ? undefined : [...names]);
        if (owed.get(space) === names) owed.delete(space);
      }
    },
  };
};

/**
 * Values that are kept in Redis, and in this process while Redis is away. What is forgotten meanwhile is forgotten in Redis
 * before anybody reads there again.
 */
export const keepWhileAway = (shared: RedisValues, { session, now, maxAgeMs }: AwayOptions): KeptValues => {
  const create = (): KeptValues => createKeptValues({ maxBytes: ROOM_BYTES, now });
  const debt = createDebt(shared);
  let local = create();

  // What was kept during an earlier absence may have changed since.
  session.onGone(() => {
    local = create();
  });
  session.onRejoin(debt.settle);

  const orLocal = async <T>(work: (values: KeptValues) => Promise<T>): Promise<T> => {
    try {
      // Owed since the moment in which Redis was joined.
      if (!debt.isEmpty()) await debt.settle(session.run);
      return await work(shared);
    } catch (error) {
      if (!(error instanceof StateUnavailable)) throw error;
      return work(local);
    }
  };

  const orOwed = (space: string, names: readonly string[] | undefined, work: (values: KeptValues) => Promise<void>) =>
    orLocal((values) => {
      if (values === local) debt.owe(space, names);
      return work(values);
    });

  return {
    get: <Value>(space: string, name: string) => orLocal((values) => values.get<Value>(space, name)),
    versions: (space) => orLocal((values) => values.versions(space)),
    set: (space, name, value, options) =>
      orLocal((values) => {
        const age = values === local ? Math.min(options.maxAgeMs, maxAgeMs) : options.maxAgeMs;
        return values.set(space, name, value, { ...options, maxAgeMs: age });
      }),
    take: <Value>(space: string, name: string) => orLocal((values) => values.take<Value>(space, name)),
    forget: (space, names) => orOwed(space, names, (values) => values.forget(space, names)),
    advance: (space) => orOwed(space, [], (values) => values.advance(space)),
    epoch: (space) => orLocal((values) => values.epoch(space)),
  };
};
