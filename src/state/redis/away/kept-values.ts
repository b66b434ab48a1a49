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

const owe = (owed: Owed, space: string, names: readonly string[] | undefined): void => {
  const known = owed.get(space) ?? new Set<string>();
  owed.set(space, names === undefined || known === 'all' ? 'all' : new Set([...known, ...names]));
};

/**
 * Values that are kept in Redis, and in this process while Redis is away. What is forgotten meanwhile is forgotten in Redis
 * before anybody reads there again.
 */
export const keepWhileAway = (shared: RedisValues, { session, now, maxAgeMs }: AwayOptions): KeptValues => {
  const create = (): KeptValues => createKeptValues({ maxBytes: ROOM_BYTES, now });
  const owed: Owed = new Map();
  let local = create();

  // What was kept during an earlier absence may have changed since.
  session.onGone(() => {
    local = create();
  });
  const settle = async (run: Run): Promise<void> => {
    for (const [space, names] of [...owed]) {
      await shared.forgetBy(run, space, names === 'all' ? undefined : [...names]);
      if (owed.get(space) === names) owed.delete(space);
    }
  };
  session.onRejoin(settle);

  const orLocal = async <T>(inRedis: () => Promise<T>, here: () => Promise<T>): Promise<T> => {
    try {
      // Owed since the moment in which Redis was joined.
      if (owed.size > 0) await settle(session.run);
      return await inRedis();
    } catch (error) {
      if (!(error instanceof StateUnavailable)) throw error;
      return here();
    }
  };

  return {
    get: <Value>(space: string, name: string) =>
      orLocal(
        () => shared.get<Value>(space, name),
        () => local.get<Value>(space, name),
      ),
    versions: (space) =>
      orLocal(
        () => shared.versions(space),
        () => local.versions(space),
      ),
    set: (space, name, value, options) =>
      orLocal(
        () => shared.set(space, name, value, options),
        () => local.set(space, name, value, { ...options, maxAgeMs: Math.min(options.maxAgeMs, maxAgeMs) }),
      ),
    take: <Value>(space: string, name: string) =>
      orLocal(
        () => shared.take<Value>(space, name),
        () => local.take<Value>(space, name),
      ),
    forget: (space, names) =>
      orLocal(
        () => shared.forget(space, names),
        () => {
          owe(owed, space, names);
          return local.forget(space, names);
        },
      ),
    advance: (space) =>
      orLocal(
        () => shared.advance(space),
        () => {
          owe(owed, space, []);
          return local.advance(space);
        },
      ),
    epoch: (space) =>
      orLocal(
        () => shared.epoch(space),
        () => local.epoch(space),
      ),
  };
};
