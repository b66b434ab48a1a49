import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CallLimits } from '../../../src/state/recent-calls.ts';
import type { RedisLink } from '../../../src/state/redis/link.ts';
import { nameKeys } from '../../../src/state/redis/names.ts';
import { createRecentCalls, type SharedCalls } from '../../../src/state/redis/recent-calls.ts';
import type { Reply } from '../../../src/state/redis/reply.ts';
import { createScripts } from '../../../src/state/redis/script.ts';
import { createSession, type Session } from '../../../src/state/redis/session.ts';
import { createSeal } from '../../../src/state/seal.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { startRedis, type RedisServer } from '../../support/redis-server.ts';
import { describeWith, requirement } from '../../support/requirement.ts';
import { runs } from '../../support/runs.ts';
import { mostWithin } from '../../replicas/replica-set.ts';

/** How a gateway reaches Redis: as it should, not at all, or so that Redis does what it asks and no answer comes back. */
type Way = 'open' | 'cut' | 'deaf';

/** A gateway that counts its calls, and how it reaches Redis. */
interface Counting {
  way: Way;
  readonly session: Session;
  readonly calls: SharedCalls;
}

const START = 1_000_000;
const MINUTE = 60_000;

describeWith(requirement.redis, 'calls that are counted in Redis', () => {
  let server: RedisServer;
  let redis: Redis;

  beforeAll(async () => {
    server = await startRedis();
    redis = new Redis(server.url);
  });

  afterAll(async () => {
    redis.disconnect();
    await server.close();
  });

  /** So many gateways over one Redis, and one clock for all. */
  const openWorld = async (count: number, share: number) => {
    const prefix = `test:${randomUUID()}:`;
    const clock = createFakeClock();
    const scripts = createScripts(`local now = tonumber(redis.call('GET', '${prefix}clock'))`);
    const seal = createSeal(Buffer.alloc(32, 7), 'redis');
    const setTime = (): Promise<unknown> => redis.set(`${prefix}clock`, START + clock.now());

    const open = (member: string): Counting => {
      const counting: { way: Way } = { way: 'open' };
      const through = async <T>(ask: () => Promise<T>): Promise<T> => {
        if (counting.way === 'cut') throw new Error('connection lost');
        const answer = await ask();
        // `way` may have changed while Redis was asked, as for a connection that breaks.
        if ((counting.way as Way) !== 'open') throw new Error('connection lost');
        return answer;
      };
      const link: RedisLink = {
        isOpen: () => counting.way !== 'cut',
        run: ({ text }, keys, args) =>
          through(async () => {
            const sent = args.map((arg) => (arg instanceof Uint8Array ? Buffer.from(arg) : arg));
            return (await redis.callBuffer('EVAL', text, keys.length, ...keys, ...sent)) as Reply;
          }),
        info: () => through(() => Promise.resolve('redis_version:7.0.0\nrun_id:one\n')),
        renew: () => undefined,
        close: () => undefined,
      };
      const events = { onGone: () => undefined, onBack: () => undefined };
      const session = createSession({ link, scripts, prefix, timeoutMs: 1_000, clock, ...events });
      const port = { session, scripts, seal, names: nameKeys(seal), now: clock.now };
      return Object.assign(counting, { session, calls: createRecentCalls(port, { share, member }) });
    };

    await setTime();
    const gateways = Array.from({ length: count }, (_, index) => open(`gateway ${String(index)}`));
    return {
      clock,
      gateways,
      /** Redis loses all that it has. */
      empty: async (): Promise<void> => {
        const keys = (await redis.keys(`${prefix}*`)).filter((key) => !key.endsWith('clock'));
        if (keys.length > 0) await redis.del(keys);
      },
      /** A second passes: each gateway shows that it is there, or looks whether Redis is. */
      pass: async (milliseconds: number): Promise<void> => {
        await clock.advance(milliseconds);
        await setTime();
        for (const { session, calls } of gateways)
          await (session.isHere() ? calls.beat().catch(() => undefined) : session.look());
      },
    };
  };

  /** Sends calls until no more may be sent, and notes when each arrived. */
  const flood = async (
    { calls }: Counting,
    limits: CallLimits,
    clock: FakeClock,
    arrivals: number[],
  ): Promise<void> => {
    for (;;) {
      const turn = await calls.take('h', limits);
      if (turn.kind !== 'booked') return;
      arrivals.push(clock.now());
      await Promise.resolve(calls.arrived('h', turn.call)).catch(() => undefined);
    }
  };

  const limits = {
    rates: [
      { calls: 50, spanMs: MINUTE },
      { calls: 20, spanMs: 5_000 },
    ],
    longestMs: 10_000,
  };

  it('are no more than the limit while all gateways reach Redis', async () => {
    const { clock, gateways, pass } = await openWorld(3, 1 / 3);
    const arrivals: number[] = [];
    for (let second = 0; second < 150; second += 1) {
      await pass(1_000);
      for (const gateway of gateways) await flood(gateway, limits, clock, arrivals);
    }
    expect([mostWithin(arrivals, MINUTE), mostWithin(arrivals, 5_000)]).toEqual([50, 20]);
    expect(arrivals.length).toBeGreaterThanOrEqual(130);
  });

  it('are each gateway’s share once Redis has been away for long, and its spare part before', async () => {
    const { clock, gateways, pass } = await openWorld(3, 1 / 3);
    await pass(1_000);
    for (const gateway of gateways) gateway.way = 'cut';
    const counts: number[] = [];
    for (let minute = 0; minute < 3; minute += 1) {
      const arrivals: number[] = [];
      for (let second = 0; second < 60; second += 1) {
        await pass(1_000);
        for (const gateway of gateways) await flood(gateway, limits, clock, arrivals);
      }
      counts.push(arrivals.length);
    }
    // A third of 50 is 16 calls, and 18 % of that are 3 calls.
    expect([counts[0], counts[2]]).toEqual([9, 48]);
  });

  it('leave the share of a gateway free that is cut off, until as many are there as the shares allow', async () => {
    const { clock, gateways, pass } = await openWorld(3, 1 / 3);
    const [first, second, third] = gateways;
    if (first === undefined || second === undefined || third === undefined) throw new Error('there are three');
    await pass(1_000);
    third.way = 'cut';
    for (let count = 0; count < 70; count += 1) await pass(1_000);
    const arrivals: number[] = [];
    for (const gateway of [first, second])
      await flood(gateway, { ...limits, rates: limits.rates.slice(0, 1) }, clock, arrivals);
    expect(arrivals).toHaveLength(33);
    third.way = 'open';
    await pass(1_000);
    await flood(first, { ...limits, rates: limits.rates.slice(0, 1) }, clock, arrivals);
    expect(arrivals).toHaveLength(50);
  });

  it('are never more than a fifth above the limit in a minute, whatever is cut off, deaf or emptied, and whenever', async () => {
    const fault = fc.record({
      second: fc.integer({ min: 0, max: 299 }),
      gateway: fc.integer({ min: 0, max: 2 }),
      what: fc.constantFrom<Way | 'empty'>('open', 'open', 'cut', 'cut', 'deaf', 'empty'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fault, { maxLength: 12 }), async (faults) => {
        const { clock, gateways, pass, empty } = await openWorld(3, 1 / 3);
        const arrivals: number[] = [];
        for (let second = 0; second < 300; second += 1) {
          for (const { what, gateway } of faults.filter((one) => one.second === second)) {
            if (what === 'empty') await empty();
            else Object.assign(gateways[gateway] ?? {}, { way: what });
          }
          await pass(1_000);
          // Another one is first each time.
          for (let turn = 0; turn < 3; turn += 1) {
            const gateway = gateways[(second + turn) % 3];
            if (gateway !== undefined) await flood(gateway, limits, clock, arrivals);
          }
        }
        expect(mostWithin(arrivals, MINUTE)).toBeLessThanOrEqual(60);
      }),
      { numRuns: runs(200) },
    );
  }, 120_000);
});
