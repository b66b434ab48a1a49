import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { openRedisState, type RedisStateOptions, type SharedRedisState } from '../../src/state/redis/state.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';

/** A state in Redis whose time is that of a test. */
export interface TestState extends SharedRedisState {
  readonly clock: FakeClock;
  readonly prefix: string;
  readonly advance: (milliseconds: number) => Promise<void>;
}

/** The moment at which the time of a test begins in Redis. */
const START = 1_000_000;

/** Opens a state under keys of its own, which goes by a clock of the test in this process and in Redis. */
export const openTestState = async (
  url: string,
  redis: Redis,
  given: Partial<RedisStateOptions> = {},
): Promise<TestState> => {
  const prefix = given.prefix ?? `test:${randomUUID()}:`;
  const clock = createFakeClock();
  const setTime = async (): Promise<void> => void (await redis.set(`${prefix}clock`, START + clock.now()));
  await setTime();
  const shared = await openRedisState({
    url,
    secret: Buffer.alloc(32, 7),
    prefix,
    timeoutMs: 1_000,
    share: 1,
    member: randomUUID(),
    // The time of the test moves only when the test moves it, and beats are none of it.
    clock: { ...clock, every: () => () => undefined },
    timeScript: `local now = tonumber(redis.call('GET', '${prefix}clock'))`,
    onGone: () => undefined,
    onBack: () => undefined,
    ...given,
  });
  const advance = async (milliseconds: number): Promise<void> => {
    await clock.advance(milliseconds);
    await setTime();
  };
  while (!shared.isHere()) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    await shared.look();
  }
  // At first nobody gets a lease alone, or books a call, for a while.
  await redis.hset(`${prefix}generation`, { quiet: '0', since: '0' });
  return { ...shared, clock, prefix, advance };
};
