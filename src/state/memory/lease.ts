import { randomUUID } from 'node:crypto';
import type { Lease, LeaseMode, Leases } from '../lease.ts';

/** Who holds one name. */
interface Holding {
  readonly mode: LeaseMode;
  /** When each lease ends, by its id. */
  readonly until: Map<string, number>;
  /** Up to here nobody new may share the name, because somebody waits to be alone. */
  wantedUntil: number;
}

/** The leases of one process. A name that nobody holds takes no room. */
export const createLeases = (now: () => number): Leases => {
  const holdings = new Map<string, Holding>();
  let fence = 0;

  /** What holds a name now; leases that have ended are forgotten. */
  const holdingOf = (name: string): Holding | undefined => {
    const holding = holdings.get(name);
    if (holding === undefined) return undefined;
    for (const [id, until] of holding.until) if (until <= now()) holding.until.delete(id);
    if (holding.until.size > 0 || holding.wantedUntil > now()) return holding;
    holdings.delete(name);
    return undefined;
  };

  const mayTake = (holding: Holding | undefined, mode: LeaseMode): boolean => {
    if (holding === undefined) return true;
    if (mode === 'alone') return holding.until.size === 0;
    return holding.wantedUntil <= now() && (holding.mode === 'shared' || holding.until.size === 0);
  };

  const take: Leases['take'] = (name, mode, maxAgeMs, wantedMs = maxAgeMs) => {
    const holding = holdingOf(name);
    if (!mayTake(holding, mode)) {
      if (holding !== undefined && mode === 'alone') holding.wantedUntil = now() + wantedMs;
      return Promise.resolve(null);
    }
    fence += 1;
    const lease: Lease = { name, id: randomUUID(), fence };
    const until = mode === 'shared' && holding?.mode === 'shared' ? holding.until : new Map<string, number>();
    until.set(lease.id, now() + maxAgeMs);
    holdings.set(name, { mode, until, wantedUntil: Number.NEGATIVE_INFINITY });
    return Promise.resolve(lease);
  };

  return {
    take,
    renew: ({ name, id }, maxAgeMs) => {
      const holding = holdingOf(name);
      const isHeld = holding?.until.has(id) === true;
      if (isHeld) holding.until.set(id, now() + maxAgeMs);
      return Promise.resolve(isHeld);
    },
    release: ({ name, id }) => {
      holdings.get(name)?.until.delete(id);
      holdingOf(name);
      return Promise.resolve();
    },
  };
};
