import { randomUUID } from 'node:crypto';
import type { Lease, LeaseMode, Leases } from '../lease.ts';
import { numberOf } from './reply.ts';
import type { RedisPort } from './kept-values.ts';
import { OUTLAST, SLACK_MS } from './script.ts';

/**
 * Who holds a name stands in one hash: `mode`, `wanted`, and until when each lease lasts by its id. A number of a lease is never
 * less than the time, so that it grows although Redis may have lost the number before.
 */
const HELD = `${OUTLAST}
local held, count = redis.call('HGETALL', KEYS[2]), 0
local mode, wanted = '', 0
for at = 1, #held, 2 do
  if held[at] == 'mode' then mode = held[at + 1]
  elseif held[at] == 'wanted' then wanted = tonumber(held[at + 1])
  elseif tonumber(held[at + 1]) <= now then redis.call('HDEL', KEYS[2], held[at])
  else count = count + 1 end
end`;

/** Arguments: id, mode, age, how long the name counts as wanted. */
const TAKE = `${HELD}
local alone, age = ARGV[4] == 'alone', tonumber(ARGV[5])
local quiet = alone and tonumber(redis.call('HGET', KEYS[1], 'quiet') or '0') > now
local free = count == 0
if not alone then free = wanted <= now and (count == 0 or mode == 'shared') end
if quiet or not free then
  if alone then
    redis.call('HSET', KEYS[2], 'wanted', string.format('%.0f', now + tonumber(ARGV[6])))
    outlast(KEYS[2], tonumber(ARGV[6]) + ${String(SLACK_MS)})
  end
  return false
end
local fence = math.max(tonumber(redis.call('HGET', KEYS[1], 'fence') or '0') + 1, now)
redis.call('HSET', KEYS[1], 'fence', string.format('%.0f', fence))
redis.call('HSET', KEYS[2], 'mode', ARGV[4], 'wanted', '0', ARGV[3], string.format('%.0f', now + age))
outlast(KEYS[2], age + ${String(SLACK_MS)})
return string.format('%.0f', fence)`;

/** Arguments: id, age. */
const RENEW = `${OUTLAST}
local ends = redis.call('HGET', KEYS[2], ARGV[3])
if not ends or tonumber(ends) <= now then return 0 end
redis.call('HSET', KEYS[2], ARGV[3], string.format('%.0f', now + tonumber(ARGV[4])))
outlast(KEYS[2], tonumber(ARGV[4]) + ${String(SLACK_MS)})
return 1`;

const RELEASE = `${HELD}
if redis.call('HDEL', KEYS[2], ARGV[3]) == 1 and count <= 1 and wanted <= now then redis.call('DEL', KEYS[2]) end
return 1`;

/** Puts a lease back that Redis has lost: arguments id, mode, age. Nobody gets one alone meanwhile. */
const PUT_BACK = `${HELD}
if count > 0 and not (ARGV[4] == 'shared' and mode == 'shared') then return 0 end
redis.call('HSET', KEYS[2], 'mode', ARGV[4], 'wanted', string.format('%.0f', wanted), ARGV[3], string.format('%.0f', now + tonumber(ARGV[5])))
outlast(KEYS[2], tonumber(ARGV[5]) + ${String(SLACK_MS)})
return 1`;

/** A lease that this gateway holds. */
interface Held {
  readonly lease: Lease;
  readonly mode: LeaseMode;
  readonly maxAgeMs: number;
}

/** The leases of all gateways that share one Redis. Throws `StateUnavailable` while Redis is away. */
export const createLeases = ({ session, scripts: { guarded }, names }: RedisPort): Leases => {
  const [take, renew] = [guarded(TAKE), guarded(RENEW)];
  const [release, putBack] = [guarded(RELEASE), guarded(PUT_BACK)];
  const holding = new Map<string, Held>();
  /** Of leases that could not be given back, or of which it is not known whether they were given. */
  const owed = new Map<string, string>();
  const keyOf = (name: string): string => session.key(`lease:${names.of('lease', name)}`);

  const giveBack = async (name: string, id: string): Promise<void> => {
    owed.set(id, name);
    await session.run(release, [keyOf(name)], [id]);
    owed.delete(id);
  };

  session.onRejoin(async (run, { isNew }) => {
    for (const [id, name] of [...owed]) {
      await run(release, [keyOf(name)], [id]);
      owed.delete(id);
    }
    if (!isNew) return;
    for (const { lease, mode, maxAgeMs } of [...holding.values()])
      await run(putBack, [keyOf(lease.name)], [lease.id, mode, maxAgeMs]);
  });

  return {
    take: async (name, mode, maxAgeMs, wantedMs = maxAgeMs) => {
      const [id, wasHere] = [randomUUID(), session.isHere()];
      try {
        const fence = await session.run(take, [keyOf(name)], [id, mode, maxAgeMs, wantedMs]);
        if (fence === null) return null;
        const lease: Lease = { name, id, fence: numberOf(fence) };
        holding.set(id, { lease, mode, maxAgeMs });
        return lease;
      } catch (error) {
        if (wasHere) owed.set(id, name);
        throw error;
      }
    },
    renew: async ({ name, id }, maxAgeMs) => numberOf(await session.run(renew, [keyOf(name)], [id, maxAgeMs])) === 1,
    release: async ({ name, id }) => {
      holding.delete(id);
      await giveBack(name, id);
    },
  };
};
