import type { FeedEntry, Feeds, NewFeedEntry } from '../feed.ts';
import { createBoundedMap, type BoundedMapOptions } from '../bounded-map.ts';
import { sizeOf } from './size.ts';

interface Feed {
  last: number;
  bytes: number;
  /** By key, in the order of their numbers. */
  readonly entries: Map<string, FeedEntry<unknown>>;
}

const emptyFeed = (): Feed => ({ last: 0, bytes: 0, entries: new Map() });

const put = (feed: Feed, { key, value }: NewFeedEntry<unknown>): void => {
  const before = feed.entries.get(key);
  feed.entries.delete(key);
  feed.last += 1;
  feed.bytes += sizeOf(value) - (before === undefined ? 0 : sizeOf(before.value));
  feed.entries.set(key, { seq: feed.last, key, value });
};

/** The feeds of one process. A feed goes as a whole when there is no room, that which was used longest ago first. */
export const createFeeds = (options: Pick<BoundedMapOptions, 'maxBytes' | 'now'>): Feeds => {
  const feeds = createBoundedMap<Feed>(options);
  return {
    append: (name, entries) => {
      const feed = feeds.get(name) ?? emptyFeed();
      for (const entry of entries) put(feed, entry);
      feeds.set(name, feed, feed.bytes);
      return Promise.resolve(feed.last);
    },
    after: <Value>(name: string, seq: number) =>
      Promise.resolve(
        [...(feeds.get(name)?.entries.values() ?? [])].filter((entry) => entry.seq > seq) as FeedEntry<Value>[],
      ),
    latest: <Value>(name: string, keys: readonly string[]) =>
      Promise.resolve(keys.flatMap((key) => (feeds.get(name)?.entries.get(key) as FeedEntry<Value> | undefined) ?? [])),
    last: (name) => Promise.resolve(feeds.get(name)?.last ?? null),
    begin: (name) => {
      feeds.set(name, emptyFeed(), 0);
      return Promise.resolve();
    },
    drop: (name) => {
      feeds.delete(name);
      return Promise.resolve();
    },
  };
};
