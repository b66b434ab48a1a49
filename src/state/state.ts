import type { Backups } from './backups.ts';
import type { Feeds } from './feed.ts';
import type { Journal } from './journal.ts';
import type { KeptValues } from './kept-values.ts';
import type { Leases } from './lease.ts';
import type { RecentCalls } from './recent-calls.ts';

/** What values are kept for. Each area has room of its own, so that a flood in one leaves the others alone. */
export const areas = ['design', 'list', 'lookup', 'register', 'download', 'idempotency'] as const;

/** One of the areas of kept values. */
export type Area = (typeof areas)[number];

/** Everything that outlives a request. Gateways that are given the same state act as one. */
export interface State {
  readonly kept: Readonly<Record<Area, KeptValues>>;
  readonly feeds: Feeds;
  readonly journal: Journal;
  readonly leases: Leases;
  readonly recentCalls: RecentCalls;
  readonly backups: Backups;
}
