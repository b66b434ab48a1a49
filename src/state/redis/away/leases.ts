import type { Lease, Leases } from '../../lease.ts';
import { createLeases } from '../../memory/lease.ts';
import { StateUnavailable } from '../../unavailable.ts';

/**
 * Leases in Redis. While it is away a name can be shared, so that reads go on, and nobody gets one alone. What a gateway shared
 * meanwhile, others do not know of.
 */
export const shareWhileAway = (shared: Leases, now: () => number): Leases => {
  const local = createLeases(now);
  const own = new Set<string>();
  const isOwn = ({ id }: Lease): boolean => own.has(id);
  return {
    take: async (name, mode, maxAgeMs, wantedMs) => {
      try {
        return await shared.take(name, mode, maxAgeMs, wantedMs);
      } catch (error) {
        if (mode === 'alone' || !(error instanceof StateUnavailable)) throw error;
        const lease = await local.take(name, mode, maxAgeMs);
        if (lease !== null) own.add(lease.id);
        return lease;
      }
    },
    renew: (lease, maxAgeMs) => (isOwn(lease) ? local.renew(lease, maxAgeMs) : shared.renew(lease, maxAgeMs)),
    release: (lease) => {
      if (!own.delete(lease.id)) return shared.release(lease);
      return local.release(lease);
    },
  };
};
