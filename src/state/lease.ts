/** A right to do something that others must not do meanwhile. It ends by itself, should its holder be gone. */
export interface Lease {
  readonly name: string;
  readonly id: string;
  /** Grows with every lease of this name, so that a late act of an earlier holder can be refused. */
  readonly fence: number;
}

/** `alone`: nobody else may hold the name. `shared`: others may hold it too, in the same way. */
export type LeaseMode = 'alone' | 'shared';

/** Leases by name, over all gateways that share the state. Nothing waits here: who is refused asks again later. */
export interface Leases {
  /**
   * Takes a lease; null while others hold the name. A refused `alone` keeps new `shared` holders out for `wantedMs`, or until
   * somebody has held the name alone. So a turn comes in spite of many who share. That is `maxAgeMs` unless given: who asks
   * again and again names a shorter time, so that nobody is kept out for long once the asking has ended.
   */
  readonly take: (name: string, mode: LeaseMode, maxAgeMs: number, wantedMs?: number) => Promise<Lease | null>;
  /** Lets a lease last so many milliseconds from now; false when it has ended already. */
  readonly renew: (lease: Lease, maxAgeMs: number) => Promise<boolean>;
  /** Ends a lease. */
  readonly release: (lease: Lease) => Promise<void>;
}
