import type { FeedEntry, Feeds, NewFeedEntry } from '../feed.ts';
import type { RedisPort } from './kept-values.ts';
import { bytesOf, groupsOf, numberOf, textOf, type Reply } from './reply.ts';

/** 90 days from the last entry: as long as the registers of changes are kept. */
const FEED_AGE_MS = 90 * 86_400_000;

/** Keys of all scripts: the number of the last entry, numbers by id, entries by id. */
const KEEP = `for at = 2, 4 do redis.call('PEXPIRE', KEYS[at], ARGV[3]) end`;

/** Arguments: age, then id and entry by turns. */
const APPEND = `local last = 0
redis.call('SETNX', KEYS[2], '0')
for at = 4, #ARGV, 2 do
  last = redis.call('INCR', KEYS[2])
  redis.call('ZADD', KEYS[3], last, ARGV[at])
  redis.call('HSET', KEYS[4], ARGV[at], ARGV[at + 1])
end
${KEEP}
return tonumber(redis.call('GET', KEYS[2]))`;

const ENTRIES = `local function add(found, id, seq)
  local entry = redis.call('HGET', KEYS[4], id)
  if entry then
    found[#found + 1] = tostring(seq)
    found[#found + 1] = entry
  end
end
local found = {}`;

/** Argument: the number behind which entries are looked for. */
const AFTER = `${ENTRIES}
local ids = redis.call('ZRANGEBYSCORE', KEYS[3], '(' .. ARGV[3], '+inf', 'WITHSCORES')
for at = 1, #ids, 2 do add(found, ids[at], ids[at + 1]) end
return found`;

/** Arguments: ids. */
const LATEST = `${ENTRIES}
for at = 3, #ARGV do
  local seq = redis.call('ZSCORE', KEYS[3], ARGV[at])
  if seq then add(found, ARGV[at], seq) end
end
return found`;

const LAST = `local last = redis.call('GET', KEYS[2])
return last and tonumber(last)`;

const BEGIN = `redis.call('DEL', KEYS[2], KEYS[3], KEYS[4])
redis.call('SET', KEYS[2], '0', 'PX', ARGV[3])
return 1`;

const DROP = `redis.call('DEL', KEYS[2], KEYS[3], KEYS[4])
return 1`;

/** The feeds of all gateways that share one Redis. Throws `StateUnavailable` while Redis is away. */
export const createFeeds = ({ session, scripts: { guarded }, seal, names }: RedisPort): Feeds => {
  const [append, after, latest] = [guarded(APPEND), guarded(AFTER), guarded(LATEST)];
  const [last, begin, drop] = [guarded(LAST), guarded(BEGIN), guarded(DROP)];

  const keysOf = (feed: string): readonly string[] => {
    const start = session.key(`feed:${names.of('feed', feed)}:`);
    return [`${start}last`, `${start}numbers`, `${start}entries`];
  };
  const idOf = (feed: string, key: string): string => names.of('entry', feed, key);

  const entriesIn = <Value>(feed: string, reply: Reply): FeedEntry<Value>[] =>
    groupsOf(reply, 2).flatMap(([seq, sealed]) => {
      const bytes = bytesOf(sealed);
      const opened = bytes === null ? null : seal.open(['feed', feed], bytes);
      if (opened === null) return [];
      // An entry was written by this port, into this feed, as who reads it knows.
      const { key, value } = JSON.parse(opened.toString()) as NewFeedEntry<Value>;
      return [{ seq: numberOf(seq), key, value }];
    });

  return {
    append: async (feed, entries) => {
      const sealed = entries.flatMap(({ key, value }) => [
        idOf(feed, key),
        seal.seal(['feed', feed], JSON.stringify({ key, value })),
      ]);
      return numberOf(await session.run(append, keysOf(feed), [FEED_AGE_MS, ...sealed]));
    },
    after: async <Value>(feed: string, seq: number) =>
      entriesIn<Value>(feed, await session.run(after, keysOf(feed), [seq])),
    latest: async <Value>(feed: string, keys: readonly string[]) =>
      entriesIn<Value>(
        feed,
        await session.run(
          latest,
          keysOf(feed),
          keys.map((key) => idOf(feed, key)),
        ),
      ),
    last: async (feed) => {
      const number = textOf(await session.run(last, keysOf(feed), []));
      return number === null ? null : Number(number);
    },
    begin: async (feed) => void (await session.run(begin, keysOf(feed), [FEED_AGE_MS])),
    drop: async (feed) => void (await session.run(drop, keysOf(feed), [])),
  };
};
