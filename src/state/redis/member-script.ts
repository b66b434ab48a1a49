/** A gateway that was seen within so long is there; another one may be cut off from Redis, and send its own share of the calls. */
export const MEMBER_SEEN_MS = 3_000;
/** After so long a gateway that was not seen is forgotten. One that is cut off for as long sends less before. */
export const MEMBER_FORGOTTEN_MS = 3_600_000;

/**
 * The part of the calls that may be counted in Redis, as `left`: what gateways that are cut off may send is left to them. Gateways
 * that are there are in the place of those that are not, as far as their shares go. The second key is that of all gateways, and
 * the third argument names the one that asks, which is there.
 */
export const PART_LEFT = `local here, missing = 0, 0
local members = redis.call('HGETALL', KEYS[2])
for at = 2, #members, 2 do
  local seen, share = string.match(members[at], '^(%d+) ([%d.]+) ')
  local age = members[at - 1] == ARGV[3] and 0 or now - tonumber(seen)
  if age <= ${String(MEMBER_SEEN_MS)} then here = here + tonumber(share)
  elseif age < ${String(MEMBER_FORGOTTEN_MS)} then missing = missing + tonumber(share) end
end
local left = 1 - math.min(missing, math.max(0, 1 - here))`;

/**
 * Notes that a gateway is there. Arguments: its name, its share, its process. Returns 0 where another process of that name is
 * there already.
 */
export const SEE_MEMBER = `local known = redis.call('HGET', KEYS[2], ARGV[3])
if known then
  local seen, run = string.match(known, '^(%d+) [%d.]+ (.*)$')
  if run ~= ARGV[5] and now - tonumber(seen) <= ${String(MEMBER_SEEN_MS)} then return 0 end
end
redis.call('HSET', KEYS[2], ARGV[3], string.format('%.0f', now) .. ' ' .. ARGV[4] .. ' ' .. ARGV[5])
redis.call('PEXPIRE', KEYS[2], ${String(2 * MEMBER_FORGOTTEN_MS)})
local members = redis.call('HGETALL', KEYS[2])
for at = 1, #members, 2 do
  local seen = tonumber(string.match(members[at + 1], '^(%d+)'))
  if now - seen >= ${String(MEMBER_FORGOTTEN_MS)} then redis.call('HDEL', KEYS[2], members[at]) end
end
return 1`;

/** Takes a gateway off the list, because it ends in order. Argument: its name. */
export const LEAVE_MEMBER = `redis.call('HDEL', KEYS[2], ARGV[3])
return 1`;
