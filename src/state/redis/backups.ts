import { MOST_BACKUPS, NoBackupRoom, type BackupEntry, type Backups } from '../backups.ts';
import type { RedisPort } from './kept-values.ts';
import { bytesOf, groupsOf, type Reply } from './reply.ts';
import { OUTLAST, SLACK_MS } from './script.ts';

/** Room for the backups of one space, in bytes as they are sealed: a command of Redis holds no more than 512 MB. */
const SPACE_BYTES = 100_000_000;

/** Keys: numbers by id, entries by id, contents by id, sizes by id. The numbers count how backups were stored. */
const PRUNE = `local function drop(id)
  redis.call('ZREM', KEYS[2], id)
  redis.call('HDEL', KEYS[3], id)
  redis.call('HDEL', KEYS[4], id)
  redis.call('HDEL', KEYS[5], id, id .. ' until')
end
for _, id in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
  local ends = redis.call('HGET', KEYS[5], id .. ' until')
  if not ends or tonumber(ends) <= now then drop(id) end
end`;

/** Arguments: id, entry, content, age, most backups, most bytes. The oldest make room. */
const STORE = `${OUTLAST}
${PRUNE}
drop(ARGV[3])
local size, used = #ARGV[4] + #ARGV[5], 0
local ids = redis.call('ZRANGE', KEYS[2], 0, -1)
for _, id in ipairs(ids) do used = used + tonumber(redis.call('HGET', KEYS[5], id) or '0') end
local count = #ids
for _, id in ipairs(ids) do
  if used + size <= tonumber(ARGV[8]) and count < tonumber(ARGV[7]) then break end
  used = used - tonumber(redis.call('HGET', KEYS[5], id) or '0')
  count = count - 1
  drop(id)
end
local number = redis.call('HINCRBY', KEYS[5], 'number', 1)
redis.call('ZADD', KEYS[2], number, ARGV[3])
redis.call('HSET', KEYS[3], ARGV[3], ARGV[4])
redis.call('HSET', KEYS[4], ARGV[3], ARGV[5])
redis.call('HSET', KEYS[5], ARGV[3], size, ARGV[3] .. ' until', string.format('%.0f', now + tonumber(ARGV[6])))
for at = 2, 5 do outlast(KEYS[at], tonumber(ARGV[6]) + ${String(SLACK_MS)}) end
return 1`;

const FIND = `${PRUNE}
local found = redis.call('HGET', KEYS[3], ARGV[3])
if not found then return {} end
return {found, redis.call('HGET', KEYS[4], ARGV[3])}`;

const LIST = `${PRUNE}
local found = {}
for _, id in ipairs(redis.call('ZREVRANGE', KEYS[2], 0, -1)) do found[#found + 1] = redis.call('HGET', KEYS[3], id) end
return found`;

/** The backups of all gateways that share one Redis. Throws `StateUnavailable` while Redis is away. */
export const createBackups = ({ session, scripts: { guarded }, seal, names }: RedisPort): Backups => {
  const [store, find, list] = [guarded(STORE), guarded(FIND), guarded(LIST)];

  const keysOf = (space: string): readonly string[] => {
    const start = session.key(`backup:${names.of('backups', space)}:`);
    return ['numbers', 'entries', 'contents', 'sizes'].map((part) => `${start}${part}`);
  };
  const idOf = (space: string, id: string): string => names.of('backup', space, id);

  const open = <Value>(reply: Reply | undefined, ...place: readonly string[]): Value | undefined => {
    const bytes = bytesOf(reply);
    const opened = bytes === null ? null : seal.open(['backup', ...place], bytes);
    // It was sealed for this place by this port.
    return opened === null ? undefined : (JSON.parse(opened.toString()) as Value);
  };

  return {
    store: async (space, { content, ...entry }, maxAgeMs) => {
      const sealed = [
        seal.seal(['backup', 'entry', space], JSON.stringify(entry)),
        seal.seal(['backup', 'content', space, entry.id], JSON.stringify(content)),
      ] as const;
      if (sealed[0].length + sealed[1].length > SPACE_BYTES) throw new NoBackupRoom();
      const args = [idOf(space, entry.id), ...sealed, Math.floor(maxAgeMs), MOST_BACKUPS, SPACE_BYTES];
      await session.run(store, keysOf(space), args);
    },
    find: async <Content>(space: string, id: string) => {
      const [[sealed, content] = []] = groupsOf(await session.run(find, keysOf(space), [idOf(space, id)]), 2);
      const entry = open<BackupEntry>(sealed, 'entry', space);
      const held = open<Content>(content, 'content', space, id);
      return entry === undefined || held === undefined ? null : { ...entry, content: held };
    },
    list: async (space) =>
      groupsOf(await session.run(list, keysOf(space), []), 1).flatMap(
        ([sealed]) => open<BackupEntry>(sealed, 'entry', space) ?? [],
      ),
  };
};
