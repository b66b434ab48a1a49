import type { Leases } from '../../state/lease.ts';

/** How often the changes of one project may be looked for, over all gateways that share the state. */
export interface WatchPace {
  /** Milliseconds from one look to the next. */
  readonly pollMs: number;
  /**
   * Whether this gateway is to look now. Nobody else is then, until the time is over again. `isAsked` is for a look that does not
   * wait for that: it has a shorter time of its own.
   */
  readonly mayLook: (isAsked: boolean) => Promise<boolean>;
  /** A look has ended: the time begins anew. */
  readonly looked: () => Promise<void>;
}

/** What a pace is made with. */
export interface WatchPaceOptions {
  readonly leases: Leases;
  /** Whose changes they are: REDCap host, token with what is kept back of it, and project. */
  readonly owner: string;
  readonly pollMs: number;
  /** Milliseconds between two looks that somebody has asked for. */
  readonly askedMs: number;
}

/**
 * The pace by leases that nobody gives back. One that has ended says that it is time, and the gateway that takes the next one looks. So
 * another gateway goes on after one that has died.
 */
export const createWatchPace = ({ leases, owner, pollMs, askedMs }: WatchPaceOptions): WatchPace => {
  let held: Awaited<ReturnType<Leases['take']>> = null;
  const take = async (name: string, milliseconds: number) => leases.take(`${name} ${owner}`, 'alone', milliseconds, 1);
  return {
    pollMs,
    mayLook: async (isAsked) => {
      const lease = await take('poll', pollMs);
      if (lease !== null) held = lease;
      return lease !== null || (isAsked && (await take('asked poll', askedMs)) !== null);
    },
    looked: async () => {
      if (held !== null) await leases.renew(held, pollMs);
    },
  };
};
