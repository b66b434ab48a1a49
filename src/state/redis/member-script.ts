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
 * Notes that a gateway is there. Arguments: its name, its share, its process. Returns nothing where another process of that name
 * is there already, and else of all gateways: name, milliseconds since it was seen, share, process.
 */
export const SEE_MEMBER = `local known = redis.call('HGET', KEYS[2], ARGV[3])
if known then
  local seen, run = string.match(known, '^(%d+) [%d.]+ (.*)$')
  if run ~= ARGV[5] and now - tonumber(seen) <= ${String(MEMBER_SEEN_MS)} then return {} end
end
redis.call('HSET', KEYS[2], ARGV[3], string.format('%.0f', now) .. ' ' .. ARGV[4] .. ' ' .. ARGV[5])
redis.call('PEXPIRE', KEYS[2], ${String(2 * MEMBER_FORGOTTEN_MS)})
local members, found = redis.call('HGETALL', KEYS[2]), {}
for at = 1, #members, 2 do
  local seen, share, run = string.match(members[at + 1], '^(%d+) ([%d.]+) (.*)$')
  local age = now - tonumber(seen)
  if age >= ${String(MEMBER_FORGOTTEN_MS)} then redis.call('HDEL', KEYS[2], members[at])
  else for _, part in ipairs({members[at], string.format('%.0f', age), share, run}) do found[#found + 1] = part end end
end
return found`;

/** Puts gateways back that Redis has lost. Arguments of each: name, milliseconds since it was seen, share, process. */
export const PUT_MEMBERS_BACK = `for at = 3, #ARGV, 4 do
  local seen = string.format('%.0f', now - tonumber(ARGV[at + 1]))
  redis.call('HSETNX', KEYS[2], ARGV[at], seen .. ' ' .. ARGV[at + 2] .. ' ' .. ARGV[at + 3])
end
redis.call('PEXPIRE', KEYS[2], ${String(2 * MEMBER_FORGOTTEN_MS)})
return 1`;

/** Takes a gateway off the list, because it ends in order. Argument: its name. */
export const LEAVE_MEMBER = `redis.call('HDEL', KEYS[2], ARGV[3])
return 1`;
