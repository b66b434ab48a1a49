import { LONGEST_SPAN_MS } from '../recent-calls.ts';

/** A gateway that was seen within so long is there; another one may be cut off from Redis, and send its own share of the calls. */
export const MEMBER_SEEN_MS = 3_000;
/** After so long a gateway that was not seen is forgotten. One that is cut off for as long sends less before. */
export const MEMBER_FORGOTTEN_MS = 3_600_000;
/**
 * So long after a gateway was last seen, every call is too old to count that was sent before the others missed it. Some time to be
 * sure is in it.
 */
export const COUNTED_AGAIN_MS = MEMBER_SEEN_MS + LONGEST_SPAN_MS + 5_000;

/** In one generation, the calls of this process are in the count; or Redis has lost them, and they have not been put back. */
const [COUNTED, LOST] = ['counted', 'lost'];

/** What stands for gateways of which nobody knows, and for their calls. */
export const UNHEARD_OF = 'unheard of';
/** There may be such a gateway, by what was known before Redis lost its data. Calls of the last minute are not missing for that. */
const DOUBTED = 'doubted';

/** Whether there may be a gateway of which nobody knows, as a function of the key of what is counted. */
const IS_DOUBTED = `local function isDoubted(key)
  local since = tonumber(redis.call('HGET', KEYS[1], 'since') or '0')
  local what = redis.call('HGET', key, '${UNHEARD_OF}')
  return since > now - ${String(MEMBER_FORGOTTEN_MS)} and (what == ARGV[1] .. ' ${LOST}' or what == ARGV[1] .. ' ${DOUBTED}')
end`;

/** What is kept of a gateway: when it was seen, its share, its process, and when that started. */
const MEMBER = `local function read(member)
  local seen, share, run, started = string.match(member or '', '^(-?%d+) ([%d.]+) (%S+) ?(%d*)$')
  return tonumber(seen or '0'), tonumber(share or '0'), run, tonumber(started) or 0
end
local function write(name, seen, share, run, started)
  local member = string.format('%.0f', seen) .. ' ' .. share .. ' ' .. run .. ' ' .. string.format('%.0f', started)
  redis.call('HSET', KEYS[2], name, member)
end`;

/**
 * The part of the calls that may be counted in Redis, as `left`: what gateways that are cut off may send is left to them. These are
 * in `gone`, with their shares by name. Gateways that are there are in the place of those that are not, as far as their shares go.
 * One that has just started may follow one that was killed, whose last calls nobody has counted. The second key is that of all
 * gateways, and the third argument names the one that asks, which is there.
 */
export const PART_LEFT = `${MEMBER}
${IS_DOUBTED}
local here, missing, isYoung, gone = 0, 0, false, {}
local members = redis.call('HGETALL', KEYS[2])
for at = 2, #members, 2 do
  local seen, share, _, started = read(members[at])
  local age = members[at - 1] == ARGV[3] and 0 or now - seen
  if age <= ${String(MEMBER_SEEN_MS)} then
    here = here + share
    isYoung = isYoung or now - started < ${String(COUNTED_AGAIN_MS)}
  elseif age < ${String(MEMBER_FORGOTTEN_MS)} then
    missing = missing + share
    gone[members[at - 1]] = share
  end
end
local left = 1 - math.min(missing, isYoung and 1 or math.max(0, 1 - here))
if isDoubted(KEYS[6]) then left = math.min(left, here) end`;

/** Scripts that note whose calls are in the count have the third key. Its fields are processes. */
const IN_COUNT = `local function mark(process, what)
  local known = redis.call('HGET', KEYS[3], process)
  if what == '${LOST}' and known == ARGV[1] .. ' ${COUNTED}' then return end
  redis.call('HSET', KEYS[3], process, ARGV[1] .. ' ' .. what)
  redis.call('PEXPIRE', KEYS[3], ${String(MEMBER_FORGOTTEN_MS)})
end`;

/** Whether calls of the last minute are missing in a count, as a function of its key. */
export const IS_LOST = `local function isLost(key)
  for _, what in ipairs(redis.call('HVALS', key)) do
    if what == ARGV[1] .. ' ${LOST}' then return true end
  end
  return false
end`;

/**
 * Notes that a gateway is there, and that its calls are counted. Keys: gateways, counted processes. Arguments: its name, its
 * share, its process, how long ago that started. Returns nothing where another process of that name is there already, and else
 * of all gateways: name, milliseconds since it was seen, share, process. `UNHEARD_OF` is among them where there may be a gateway of
 * which nobody knows. A process that another one follows stays by a name of its own, for its calls. It keeps its share where it was
 * away for so long that it may have taken it.
 */
export const SEE_MEMBER = `${MEMBER}
${IN_COUNT}
${IS_DOUBTED}
local known, theirs, run = read(redis.call('HGET', KEYS[2], ARGV[3]))
if run and run ~= ARGV[5] then
  if now - known <= ${String(MEMBER_SEEN_MS)} then return {} end
  local isLongAway = now - known >= ${String(COUNTED_AGAIN_MS)}
  -- It is forgotten when its calls are too old to count.
  if isLongAway then write(run, now - ${String(MEMBER_FORGOTTEN_MS - COUNTED_AGAIN_MS)}, theirs, run, 0)
  else write(run, known, 0, run, 0) end
end
write(ARGV[3], now, ARGV[4], ARGV[5], now - tonumber(ARGV[6]))
redis.call('PEXPIRE', KEYS[2], ${String(2 * MEMBER_FORGOTTEN_MS)})
mark(ARGV[5], '${COUNTED}')
local members, found = redis.call('HGETALL', KEYS[2]), {}
for at = 1, #members, 2 do
  local seen, share, process = read(members[at + 1])
  local age = now - seen
  if age >= ${String(MEMBER_FORGOTTEN_MS)} then redis.call('HDEL', KEYS[2], members[at])
  else
    for _, part in ipairs({members[at], string.format('%.0f', age), tostring(share), process}) do found[#found + 1] = part end
  end
end
if isDoubted(KEYS[3]) then
  for _, part in ipairs({'${UNHEARD_OF}', '0', '0', '-'}) do found[#found + 1] = part end
end
return found`;

/**
 * Puts gateways back that Redis has lost, and notes whose calls the new generation lacks. Keys: gateways, counted processes.
 * Arguments: the gateway that asks, its process, what it knows of the others (`all`, `doubted`, `some`, or `none`), how long calls
 * count. Four of each of the others follow: name, milliseconds since it was seen, share, process.
 */
export const PUT_MEMBERS_BACK = `${MEMBER}
${IN_COUNT}
local marks = redis.call('HGETALL', KEYS[3])
for at = 2, #marks, 2 do
  if string.sub(marks[at], 1, #ARGV[1] + 1) ~= ARGV[1] .. ' ' then redis.call('HDEL', KEYS[3], marks[at - 1]) end
end
local _, _, own = read(redis.call('HGET', KEYS[2], ARGV[3]))
for at = 7, #ARGV, 4 do
  local seen = now - tonumber(ARGV[at + 1])
  local known, _, run = read(redis.call('HGET', KEYS[2], ARGV[at]))
  if run and run ~= ARGV[at + 3] then
    -- Two processes had the name, one after the other: the calls of both count.
    if seen > known then write(run, known, 0, run, 0) else write(ARGV[at + 3], seen, 0, ARGV[at + 3], 0) end
  end
  if seen > known then write(ARGV[at], seen, ARGV[at + 2], ARGV[at + 3], 0) end
  if now - seen < tonumber(ARGV[6]) then mark(ARGV[at + 3], '${LOST}') end
end
for _, member in ipairs(redis.call('HVALS', KEYS[2])) do
  local seen, _, run = read(member)
  if now - seen < tonumber(ARGV[6]) then mark(run, '${LOST}') end
end
if ARGV[5] == 'all' then mark('${UNHEARD_OF}', '${COUNTED}')
elseif ARGV[5] == 'some' and own ~= ARGV[4] then mark('${UNHEARD_OF}', '${LOST}')
elseif ARGV[5] == 'doubted' and not redis.call('HGET', KEYS[3], '${UNHEARD_OF}') then mark('${UNHEARD_OF}', '${DOUBTED}') end
redis.call('PEXPIRE', KEYS[2], ${String(2 * MEMBER_FORGOTTEN_MS)})
return 1`;

/** Takes the share of a gateway back, because it ends in order. Its calls still count. Arguments: its name, its process. */
export const LEAVE_MEMBER = `${MEMBER}
local _, _, run = read(redis.call('HGET', KEYS[2], ARGV[3]))
if run == ARGV[4] then
  redis.call('HDEL', KEYS[2], ARGV[3])
  write(run, now, 0, run, 0)
end
return 1`;
