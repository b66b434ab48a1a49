import { OUTLAST, SLACK_MS } from './script.ts';

/** Keeps an entry for the milliseconds in `age`, and the list of those that have not ended no shorter. */
const KEEP = `${OUTLAST}
local function keep(entry, list, age)
  redis.call('PEXPIRE', entry, age + ${String(SLACK_MS)})
  outlast(list, age + ${String(SLACK_MS)})
end
local function isThere(entry)
  local ends = redis.call('HGET', entry, 'until')
  return ends and tonumber(ends) > now
end`;

const ADD = `local number = redis.call('HINCRBY', KEYS[1], 'journal', 1)
redis.call('HSET', KEYS[2], 'name', ARGV[4], 'owner', ARGV[5], 'stage', ARGV[7], 'open', ARGV[8], 'sealed', ARGV[9],
  'until', string.format('%.0f', now + tonumber(ARGV[6])))
if ARGV[7] ~= 'ended' then redis.call('ZADD', KEYS[3], number, ARGV[3]) end
keep(KEYS[2], KEYS[3], tonumber(ARGV[6]))
return 1`;

/** Keys: entry, list of those that have not ended. Arguments: id, name, owner, age, stage, open, sealed. */
export const BEGIN = `${KEEP}
if isThere(KEYS[2]) then return 0 end
${ADD}`;

/** Keys: entry, list. Arguments: id, owner, age, stage, open, whether what is sealed changes, sealed. */
export const REVISE = `${KEEP}
if not isThere(KEYS[2]) then return 0 end
local entry = redis.call('HMGET', KEYS[2], 'owner', 'stage')
if entry[1] ~= ARGV[4] or entry[2] == 'ended' then return 0 end
redis.call('HSET', KEYS[2], 'stage', ARGV[6], 'open', ARGV[7], 'until', string.format('%.0f', now + tonumber(ARGV[5])))
if ARGV[8] == 'changes' then redis.call('HSET', KEYS[2], 'sealed', ARGV[9]) end
if ARGV[6] == 'ended' then redis.call('ZREM', KEYS[3], ARGV[3]) end
keep(KEYS[2], KEYS[3], tonumber(ARGV[5]))
return 1`;

/** Key: entry. */
export const FIND = `local found = redis.call('HMGET', KEYS[2], 'until', 'owner', 'stage', 'open', 'sealed')
if not found[1] or tonumber(found[1]) <= now then return {} end
return {found[2], found[3], found[4], found[5]}`;

/** Keys: list, owners. Arguments: what keys of entries begin with, how many at most (0: count all). */
export const UNENDED = `local found, count = {}, 0
for _, id in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
  local entry = redis.call('HMGET', ARGV[3] .. id, 'until', 'owner', 'name')
  if not entry[1] or tonumber(entry[1]) <= now then redis.call('ZREM', KEYS[2], id)
  else
    count = count + 1
    local lives = tonumber(redis.call('HGET', KEYS[3], entry[2]) or '0') > now
    if not lives and #found < tonumber(ARGV[4]) then found[#found + 1] = entry[3] end
  end
end
return {count, found}`;

/** Keys: entry, owners. Arguments: from, to. */
export const ADOPT = `${KEEP}
if not isThere(KEYS[2]) then return 0 end
local entry = redis.call('HMGET', KEYS[2], 'owner', 'stage')
if entry[1] ~= ARGV[3] or entry[2] == 'ended' then return 0 end
if tonumber(redis.call('HGET', KEYS[3], ARGV[3]) or '0') > now then return 0 end
redis.call('HSET', KEYS[2], 'owner', ARGV[4])
return 1`;

/** Keys: owners. Arguments: owner, age. */
export const LIVE = `${OUTLAST}
local owners = redis.call('HGETALL', KEYS[2])
for at = 1, #owners, 2 do
  if tonumber(owners[at + 1]) <= now then redis.call('HDEL', KEYS[2], owners[at]) end
end
local age = tonumber(ARGV[4])
if age <= 0 then
  redis.call('HDEL', KEYS[2], ARGV[3])
  return 1
end
redis.call('HSET', KEYS[2], ARGV[3], string.format('%.0f', now + age))
outlast(KEYS[2], age + ${String(SLACK_MS)})
return 1`;
