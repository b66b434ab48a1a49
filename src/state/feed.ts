/** An entry of a feed, and its place. */
export interface FeedEntry<Value> {
  /** Grows along the feed, from 1. */
  readonly seq: number;
  readonly key: string;
  readonly value: Value;
}

/** What is appended to a feed. */
export type NewFeedEntry<Value> = Omit<FeedEntry<Value>, 'seq'>;

/**
 * Feeds by name: lists that only grow at their end, and in which an entry takes the place of an earlier one with the same
 * key. Values are plain data. A reader who remembers the number of the last entry that it saw goes on behind it.
 */
export interface Feeds {
  /** Appends entries in order, all or none, and returns the number of the last. */
  readonly append: <Value>(feed: string, entries: readonly NewFeedEntry<Value>[]) => Promise<number>;
  /** The entries behind a number, in order. */
  readonly after: <Value>(feed: string, seq: number) => Promise<readonly FeedEntry<Value>[]>;
  /** The entries with these keys that there are. */
  readonly latest: <Value>(feed: string, keys: readonly string[]) => Promise<readonly FeedEntry<Value>[]>;
  /** The number of the last entry; 0 when there was none. Null when the feed is gone, for want of room. */
  readonly last: (feed: string) => Promise<number | null>;
  /** Begins an empty feed, in place of one of the same name. */
  readonly begin: (feed: string) => Promise<void>;
  /** Forgets a feed. */
  readonly drop: (feed: string) => Promise<void>;
}
