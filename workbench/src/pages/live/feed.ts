import type { Client, CombinedError } from '@urql/core';
import { faultsOf } from '../../graph/fault.ts';
import { LiveChangesDocument } from './generated/graphql.ts';
import type { LiveChangesSubscription } from './generated/graphql.ts';

type Event = LiveChangesSubscription['recordChanges'];

/** What became of a record. */
export type Change = NonNullable<Event['change']>;

/** Whether the page follows the project. */
export type FeedState =
  | { readonly step: 'connecting' | 'following' | 'stopped' }
  /** The connection broke, and is tried again. */
  | { readonly step: 'lost'; readonly error: CombinedError }
  /** Trying again would not help. */
  | { readonly step: 'refused'; readonly error: CombinedError };

/** Codes after which the same question may be answered later: the connection, the gateway or REDCap was not there. */
const PASSES = /^(?:NETWORK|SHUTTING_DOWN|OVERLOADED|LANE_BUSY|RATE_LIMITED|REDCAP_\w+)$/;

/** How long to wait before another try, by how many have failed. */
const WAITS_MS = [500, 2_000, 5_000, 15_000] as const;

/** What a feed reports. */
export interface FeedReports {
  readonly onState: (state: FeedState) => void;
  readonly onChange: (change: Change) => void;
  /** The gateway does not remember what it has reported: deletions before may be missing. */
  readonly onGap: () => void;
}

/**
 * Follows the changes of a project from now on, until the function that it returns is called. After a break it goes on behind
 * the last event.
 */
export const followChanges = (client: Client, project: string, reports: FeedReports): (() => void) => {
  let after: string | null = null;
  let failed = 0;
  let leave = (): void => undefined;

  const hear = ({ cursor, change, namesChecked }: Event): void => {
    const isFirst = after === null;
    after = cursor;
    failed = 0;
    reports.onState({ step: 'following' });
    if (change !== null) reports.onChange(change);
    if (!namesChecked && !isFirst) reports.onGap();
  };
  const fail = (error: CombinedError): void => {
    leave();
    const passes = faultsOf(error).every(({ code }) => PASSES.test(code));
    reports.onState({ step: passes ? 'lost' : 'refused', error });
    if (!passes) return;
    const timer = setTimeout(begin, WAITS_MS[Math.min(failed, WAITS_MS.length - 1)]);
    failed += 1;
    leave = () => clearTimeout(timer);
  };
  const begin = (): void => {
    const followed = client.subscription(LiveChangesDocument, { project, after }).subscribe(({ data, error }) => {
      if (error !== undefined) fail(error);
      else if (data?.recordChanges !== undefined) hear(data.recordChanges);
    });
    leave = () => followed.unsubscribe();
  };

  reports.onState({ step: 'connecting' });
  begin();
  return () => leave();
};
