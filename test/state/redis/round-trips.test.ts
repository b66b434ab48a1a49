import { graphql } from 'graphql';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createContext, createSharedState, type Context } from '../../../src/context.ts';
import { createRedcap } from '../../../src/redcap/client.ts';
import { systemClock } from '../../../src/redcap/clock.ts';
import { createTransport, type Transport } from '../../../src/redcap/transport.ts';
import { schema } from '../../../src/schema/index.ts';
import { clinic } from '../../support/clinic.ts';
import { openTestState, type TestState } from '../../support/redis-state.ts';
import { startRedis, type RedisServer } from '../../support/redis-server.ts';
import { describeWith, requirement } from '../../support/requirement.ts';
import { startStudy, type Study } from '../../support/study.ts';

const READ = '{ project(key: "study") { record(name: "1") { name } } }';
const LIST = '{ project(key: "study") { records(first: 2) { totalCount nodes { name } } } }';
let written = 0;
/** Another write each time: what is there already is not sent. */
const write = (): string => `mutation { importRecords(input: { project: "study", rows: [{
  record: "1", event: "baseline_arm_1", instrument: "demographics", values: [{ field: "notes", raw: "${String((written += 1))}" }]
}] }) { errors { code } rows { outcome } } }`;

describeWith(requirement.redis, 'an operation over Redis', () => {
  let server: RedisServer;
  let redis: Redis;
  let state: TestState;
  let study: Study;
  let transport: Transport;
  let contextOf: () => Context;

  beforeAll(async () => {
    server = await startRedis();
    redis = new Redis(server.url);
    state = await openTestState(server.url, redis);
    study = await startStudy({ project: clinic });
    transport = createTransport({
      url: study.url,
      clock: systemClock,
      recent: { host: 'h', calls: state.state.recentCalls },
      callsPerMinute: 100_000,
      callsPerFiveSeconds: 100_000,
    });
    const shared = createSharedState({
      state: state.state,
      secret: Buffer.alloc(32, 7),
      designMaxAgeMs: 60_000,
      listMaxAgeMs: 60_000,
      maxPageSize: 100,
      requestTimeoutMs: 30_000,
      clock: systemClock,
    });
    const connections = [
      { key: 'study', host: study.url, redcap: createRedcap({ transport, token: study.owner.token ?? '' }) },
    ];
    contextOf = () => createContext(shared, { subject: 'owner', mayWrite: true, connections }, {});
  });

  afterAll(async () => {
    await transport.close(1_000);
    await study.close();
    await state.close();
    redis.disconnect();
    await server.close();
  });

  /** How many scripts Redis has run. */
  const scripts = async (): Promise<number> =>
    [...(await redis.info('commandstats')).matchAll(/cmdstat_eval(?:sha)?:calls=(\d+)/g)].reduce(
      (sum, [, calls]) => sum + Number(calls),
      0,
    );

  /** What a warm operation costs: ways to Redis, and calls of REDCap. */
  const costOf = async (source: () => string): Promise<{ ways: number; calls: number }> => {
    const run = async (): Promise<void> => {
      const { errors } = await graphql({ schema, source: source(), contextValue: contextOf() });
      expect(errors).toBeUndefined();
      // What a call gives back is not waited for.
      await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await run();
    const [before] = [await scripts(), study.forget()];
    await run();
    return { ways: (await scripts()) - before, calls: study.calls.length };
  };

  it('asks Redis eight or ten times for a read, of which about half is waited for', async () => {
    expect(await costOf(() => READ)).toEqual({ ways: 8, calls: 1 });
    expect(await costOf(() => LIST)).toEqual({ ways: 10, calls: 1 });
  });

  it('asks Redis more often for a write, which is noted in the journal and goes alone', async () => {
    const { ways, calls } = await costOf(write);
    expect(calls).toBe(3);
    expect(ways).toBeLessThanOrEqual(35);
  });
});
