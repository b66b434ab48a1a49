import { pause, type Clock } from '../redcap/clock.ts';
import type { LeaseMode, Leases } from '../state/lease.ts';
import { busy } from './patience.ts';

/** A lease lasts 30 seconds unless it is renewed: so long others wait for a gateway that died. */
const LEASE_MS = 30_000;
/** How often a lease is asked for that another gateway holds. */
const ASK_AGAIN_MS = 100;

/** What is needed to hold a lease. */
export interface LeaseHolding {
  readonly leases: Leases;
  readonly clock: Clock;
  /** Milliseconds that are waited for other work of the gateways; without end unless given. */
  readonly patienceMs?: number | undefined;
}

/**
 * Waits for a lease and holds it, however long, until the returned function is called. Throws `LANE_BUSY`, with `why`, when others
 * hold it for longer than may be waited.
 */
export const holdLease = async (
  holding: LeaseHolding,
  name: string,
  mode: LeaseMode,
  why: string,
): Promise<() => Promise<void>> => {
  const { leases, clock, patienceMs = Number.POSITIVE_INFINITY } = holding;
  const until = clock.now() + patienceMs;
  let lease = await leases.take(name, mode, LEASE_MS);
  while (lease === null) {
    if (clock.now() >= until) throw busy(why);
    await pause(clock, ASK_AGAIN_MS);
    lease = await leases.take(name, mode, LEASE_MS);
  }
  const held = lease;
  // A state that fails for a moment leaves the lease as it is.
  const stop = clock.every(LEASE_MS / 3, () => void leases.renew(held, LEASE_MS).catch(() => undefined));
  return async () => {
    stop();
    // A lease that cannot be given back ends by itself. What was done under it must not be hidden by that.
    await leases.release(held).catch(() => undefined);
  };
};
