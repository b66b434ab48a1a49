import { LONGEST_SPAN_MS } from '../recent-calls.ts';
import { COUNTED_AGAIN_MS, IS_LOST, PART_LEFT } from './member-script.ts';
import { OUTLAST, SLACK_MS } from './script.ts';

/** A ban lasts until somebody resumes the host; so long its key is kept. */
const HOST_AGE_MS = 400 * 86_400_000;

/** In a new generation nobody books for so long: all gateways put their calls back meanwhile. */
const PUT_BACK_MS = 3_000;

/**
 * A call that ended in the future ended before Redis's clock was set back. It counts from now on: otherwise nobody would get a
 * call for as long as the clock was set back by. The same holds for a pace that is further ahead than calls can bring it.
 */
const CALLS_OF_THE_FUTURE = `for _, call in ipairs(redis.call('ZRANGEBYSCORE', KEYS[5], '(' .. string.format('%.0f', now), '+inf')) do
  redis.call('ZADD', KEYS[5], string.format('%.0f', now), call)
end`;

/**
 * How many calls of a rate that are in the count were sent by gateways that are gone, as far as each may send them by its share. That
 * share is left to them already, and their earlier calls are a part of it: whoever is cut off counts them as well.
 */
const SENT_BY_GONE = `local function sentByGone(calls, from)
  local sent, sum = {}, 0
  local function count(found)
    for _, call in ipairs(found) do
      local owner = string.match(call, '^([^:]*):')
      if owner and gone[owner] then sent[owner] = (sent[owner] or 0) + 1 end
    end
  end
  count(redis.call('ZRANGE', KEYS[4], 0, -1))
  count(redis.call('ZRANGEBYSCORE', KEYS[5], '(' .. string.format('%.0f', from), '+inf'))
  for owner, number in pairs(sent) do sum = sum + math.min(number, math.floor(calls * gone[owner] + 0.000001)) end
  return math.min(sum, math.floor(calls * (1 - left) + 0.000001))
end`;

/**
 * Books a call. Keys: gateways, host, calls under way by when they count as arrived, calls by their end, counted processes.
 * Arguments: gateway, call, longest time, burst, milliseconds from call to call (0: no pace), 1 for one of the gateway's spare
 * calls and else 0. Calls and span of each rate follow. Only spare calls are booked while the count may lack calls.
 */
export const BOOK = `${OUTLAST}
${IS_LOST}
local since = tonumber(redis.call('HGET', KEYS[1], 'since') or '0')
if since > now then
  since = now
  redis.call('HSET', KEYS[1], 'since', string.format('%.0f', now))
end
if now - since < ${String(PUT_BACK_MS)} then return {'full', string.format('%.0f', since + ${String(PUT_BACK_MS)} - now)} end
${PART_LEFT}
${SENT_BY_GONE}
local host = redis.call('HMGET', KEYS[3], 'banned', 'paused', 'pace')
if host[1] then return {'banned', '0'} end
local paused = tonumber(host[2] or '0')
if paused > now then return {'paused', string.format('%.0f', paused - now)} end
if ARGV[8] == '0' and now - since < ${String(COUNTED_AGAIN_MS)} and isLost(KEYS[6]) then return {'lost', '0'} end
local span = ${String(LONGEST_SPAN_MS)}
for at = 10, #ARGV, 2 do span = math.max(span, tonumber(ARGV[at])) end
for _, call in ipairs(redis.call('ZRANGEBYSCORE', KEYS[4], '-inf', string.format('%.0f', now))) do
  redis.call('ZREM', KEYS[4], call)
  redis.call('ZADD', KEYS[5], string.format('%.0f', now), call)
end
${CALLS_OF_THE_FUTURE}
redis.call('ZREMRANGEBYSCORE', KEYS[5], '-inf', string.format('%.0f', now - span))
local open, full = redis.call('ZCARD', KEYS[4]), 0
for at = 9, #ARGV, 2 do
  local calls = tonumber(ARGV[at])
  local others = math.floor(calls * left + 0.000001) - open
  if left < 1 then others = others + sentByGone(calls, now - tonumber(ARGV[at + 1])) end
  if others <= 0 then full = math.max(full, tonumber(ARGV[at + 1]))
  else
    local oldest = redis.call('ZRANGE', KEYS[5], -others, -others, 'WITHSCORES')
    if oldest[2] then full = math.max(full, tonumber(oldest[2]) + tonumber(ARGV[at + 1]) - now) end
  end
end
if full > 0 then return {'full', string.format('%.0f', full)} end
local wait, every = 0, tonumber(ARGV[7]) / math.max(left, 0.001)
if every > 0 then
  local pace = tonumber(host[3] or '0')
  if pace > now + 2 * span then pace = now end
  local moment = math.max(now, pace - (tonumber(ARGV[6]) - 1) * every)
  redis.call('HSET', KEYS[3], 'pace', string.format('%.3f', math.max(pace, moment) + every))
  wait = moment - now
end
redis.call('ZADD', KEYS[4], string.format('%.0f', now + wait + tonumber(ARGV[5])), ARGV[4])
local age = math.ceil(wait + tonumber(ARGV[5]) + span) + ${String(SLACK_MS)}
for at = 3, 5 do outlast(KEYS[at], age) end
return {'booked', string.format('%.3f', wait)}`;

/** Keys: calls under way, calls by their end. Arguments: call, how long its end counts at most. */
export const ARRIVE = `${OUTLAST}
redis.call('ZREM', KEYS[2], ARGV[3])
redis.call('ZADD', KEYS[3], string.format('%.0f', now), ARGV[3])
outlast(KEYS[3], tonumber(ARGV[4]))
return 1`;

/** Keys: calls under way. Argument: call. */
export const FORGET_CALL = `redis.call('ZREM', KEYS[2], ARGV[3])
return 1`;

/**
 * Counts calls that were made without Redis, or that it has lost. Keys: calls under way, calls by their end. Arguments: how long
 * they count at most, then of each: call, `open` or `end`, and in how many milliseconds it counts as arrived, or how long ago it
 * ended.
 */
export const COUNT = `${OUTLAST}
for at = 4, #ARGV, 3 do
  if ARGV[at + 1] == 'open' then
    redis.call('ZADD', KEYS[2], string.format('%.0f', now + tonumber(ARGV[at + 2])), ARGV[at])
  else
    redis.call('ZREM', KEYS[2], ARGV[at])
    redis.call('ZADD', KEYS[3], string.format('%.0f', now - tonumber(ARGV[at + 2])), ARGV[at])
  end
end
for at = 2, 3 do outlast(KEYS[at], tonumber(ARGV[3])) end
return 1`;

const NOTE_HOST = `redis.call('HSET', KEYS[2], 'name', ARGV[3])
redis.call('SADD', KEYS[3], ARGV[4])
redis.call('PEXPIRE', KEYS[2], ${String(HOST_AGE_MS)})
redis.call('PEXPIRE', KEYS[3], ${String(HOST_AGE_MS)})`;

/** Keys: host, all hosts. Arguments: sealed name, id, milliseconds. */
export const PAUSE = `${NOTE_HOST}
local paused = tonumber(redis.call('HGET', KEYS[2], 'paused') or '0')
redis.call('HSET', KEYS[2], 'paused', string.format('%.0f', math.max(paused, now + tonumber(ARGV[5]))))
return 1`;

/** Keys: host, all hosts. Arguments: sealed name, id, date. */
export const BAN = `${NOTE_HOST}
redis.call('HSETNX', KEYS[2], 'banned', ARGV[5])
return 1`;

/** Keys: host, all hosts. Argument: id. */
export const RESUME = `local host = redis.call('HMGET', KEYS[2], 'banned', 'paused')
redis.call('HDEL', KEYS[2], 'banned', 'paused')
redis.call('SREM', KEYS[3], ARGV[3])
if host[1] or tonumber(host[2] or '0') > now then return 1 end
return 0`;

/** Keys: all hosts. Arguments: what keys of hosts begin and end with. */
export const HELD_HOSTS = `local found = {}
for _, id in ipairs(redis.call('SMEMBERS', KEYS[2])) do
  local host = redis.call('HMGET', ARGV[3] .. id .. ARGV[4], 'name', 'paused', 'banned')
  local left = math.max(0, tonumber(host[2] or '0') - now)
  if host[1] and (left > 0 or host[3]) then
    found[#found + 1] = host[1]
    found[#found + 1] = string.format('%.0f', left)
    found[#found + 1] = host[3] or ''
  end
end
return found`;
