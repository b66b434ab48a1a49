import type { RecentCalls } from '../../state/recent-calls.ts';
import type { Clock } from '../clock.ts';

/** A host, and where its calls are counted. */
export interface HostCalls {
  readonly host: string;
  readonly calls: RecentCalls;
}

/** The same with the clock of the gateway. */
export interface HostCounter extends HostCalls {
  readonly clock: Clock;
}
