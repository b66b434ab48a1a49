import { AsyncLocalStorage } from 'node:async_hooks';
import { pause, type Clock } from '../redcap/clock.ts';
import type { Lease, LeaseMode, Leases } from '../state/lease.ts';
import { StateUnavailable } from '../state/unavailable.ts';
import { busy, stateAway } from './patience.ts';

/** A lease lasts 15 seconds unless it is renewed: so long others wait for a gateway that died. */
const LEASE_MS = 15_000;
/** What is left of a lease when its holder trusts it no more: time for a call to leave, and for clocks that go differently. */
const MARGIN_MS = 2_000;
/** How often a lease is asked for that another gateway holds. */
const ASK_AGAIN_MS = 100;
/** Who waits to be alone keeps others out between two of these questions, and not for long when nobody asks any more. */
const WANTED_MS = 1_000;

/** What is needed to hold a lease. */
export interface LeaseHolding {
  readonly leases: Leases;
  readonly clock: Clock;
  /** Milliseconds that are waited for other work of the gateways; without end unless given. */
  readonly patienceMs?: number | undefined;
}

/** A lease that is held until it is given back. */
export interface HeldLease {
  /** Nobody else has had the lease since it was taken. False for good once that was not sure for a moment. */
  readonly isSure: () => boolean;
  readonly release: () => Promise<void>;
}

/** A lease that was taken, and when it was asked for. */
interface TakenLease {
  readonly lease: Lease;
  readonly since: number;
}

/** Takes a lease, and knows from the clock alone for how long it is surely held. */
const takeLease = async (
  { leases, clock }: LeaseHolding,
  name: string,
  mode: LeaseMode,
): Promise<TakenLease | null> => {
  const since = clock.now();
  const lease = await leases.take(name, mode, LEASE_MS, WANTED_MS);
  return lease === null ? null : { lease, since };
};

const waitForLease = async (holding: LeaseHolding, name: string, mode: LeaseMode, why: string): Promise<TakenLease> => {
  const { clock, patienceMs = Number.POSITIVE_INFINITY } = holding;
  const until = clock.now() + patienceMs;
  for (;;) {
    const taken = await takeLease(holding, name, mode);
    if (taken !== null) return taken;
    if (clock.now() >= until) throw busy(why);
    await pause(clock, ASK_AGAIN_MS);
  }
};

/** Renews a lease until it is stopped. A state that fails for a moment leaves the lease as it is. */
const keepLease = ({ leases, clock }: LeaseHolding, { lease, since }: TakenLease): HeldLease => {
  const left = LEASE_MS - MARGIN_MS - (clock.now() - since);
  let [sureUntil, sureUntilDate] = [clock.now() + left, clock.date() + left];
  let isLost = false;
  const isSure = (): boolean => {
    // The clock stands still while a machine is suspended, and the date does not.
    isLost ||= clock.now() >= sureUntil || clock.date() >= sureUntilDate;
    return !isLost;
  };
  const renew = async (): Promise<void> => {
    const [now, date] = [clock.now(), clock.date()];
    const isHeld = await leases.renew(lease, LEASE_MS);
    if (!isHeld) isLost = true;
    // A renewal that comes after the lease was not sure does not say what was in between.
    if (isSure()) [sureUntil, sureUntilDate] = [now + LEASE_MS - MARGIN_MS, date + LEASE_MS - MARGIN_MS];
  };
  const stop = clock.every(LEASE_MS / 3, () => void renew().catch(() => undefined));
  return {
    isSure,
    release: async () => {
      stop();
      // A lease that cannot be given back ends by itself. What was done under it must not be hidden by that.
      await leases.release(lease).catch(() => undefined);
    },
  };
};

/**
 * Waits for a lease and holds it, however long, until it is given back. Throws `LANE_BUSY`, with `why`, when others hold it for
 * longer than may be waited, and `OVERLOADED` when nobody can be asked for it.
 */
export const holdLease = async (
  holding: LeaseHolding,
  name: string,
  mode: LeaseMode,
  why: string,
): Promise<HeldLease> => {
  try {
    return keepLease(holding, await waitForLease(holding, name, mode, why));
  } catch (error) {
    if (error instanceof StateUnavailable) throw stateAway(error);
    throw error;
  }
};

/** The leases under which the work at hand runs. */
const held = new AsyncLocalStorage<readonly HeldLease[]>();

/** Runs a work under a lease, and gives the lease back. What the work waits for knows of the lease too. */
export const workUnder = async <T>(lease: HeldLease, work: () => Promise<T>): Promise<T> => {
  try {
    return await held.run([...(held.getStore() ?? []), lease], work);
  } finally {
    await lease.release();
  }
};

/**
 * Throws `LANE_BUSY` when another gateway may have had one of the leases under which this runs. What was read before may not be
 * true any more then, and nothing may be sent that rests on it.
 */
export const checkLeases = (): void => {
  if (held.getStore()?.every(({ isSure }) => isSure()) === false)
    throw busy(
      'Another gateway may have begun with the same, because this one could not say for a while that it has not ended.',
    );
};
