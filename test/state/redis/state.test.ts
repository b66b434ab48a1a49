import { Redis } from 'ioredis';
import { afterAll, beforeAll } from 'vitest';
import { startRedis, type RedisServer } from '../../support/redis-server.ts';
import { openTestState, type TestState } from '../../support/redis-state.ts';
import { describeWith, requirement } from '../../support/requirement.ts';
import { testState } from '../state-suite.ts';

describeWith(requirement.redis, 'Redis', () => {
  let server: RedisServer;
  let redis: Redis;
  const states: TestState[] = [];

  beforeAll(async () => {
    server = await startRedis();
    redis = new Redis(server.url);
  });

  afterAll(async () => {
    await Promise.all(states.map((state) => state.close()));
    redis.disconnect();
    await server.close();
  });

  testState('the state in Redis', async () => {
    const opened = await openTestState(server.url, redis);
    states.push(opened);
    return opened;
  });
});
