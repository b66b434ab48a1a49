import { afterAll, beforeAll, expect, it } from 'vitest';
import { mostWithin } from '../support/most-within.ts';
import { describeWith, requirement } from '../support/requirement.ts';
import { startReplicas, type ReplicaSet } from './replica-set.ts';

const CALLS_A_MINUTE = 100;
/** Of 100 calls a minute, so many may fall into five seconds. */
const CALLS_IN_FIVE_SECONDS = 12;

const READ = 'query ($name: RecordName!) { project(key: "study") { record(name: $name) { name } } }';

/** Many ask each gateway all the time, each for another record, so that no read is shared. */
const flood = async ({ replicas }: ReplicaSet, milliseconds: number): Promise<void> => {
  const until = performance.now() + milliseconds;
  let asked = 0;
  const askOn = async (index: number): Promise<void> => {
    while (performance.now() < until) {
      asked += 1;
      await replicas[index % replicas.length]?.ask(READ, { name: String(1_000 + asked) }).catch(() => undefined);
    }
  };
  await Promise.all(Array.from({ length: 12 }, (_, index) => askOn(index)));
};

describeWith(requirement.redis, 'the budget of three gateways on one Redis', () => {
  let set: ReplicaSet;
  let flooding: Promise<void>;

  beforeAll(async () => {
    set = await startReplicas({ count: 3, callsPerMinute: CALLS_A_MINUTE, share: 1 / 3 });
    // One flood for all that follows.
    flooding = flood(set, 18_000);
  });

  afterAll(() => set.close());

  it('is one budget, as REDCap counts', async () => {
    await new Promise((resolve) => setTimeout(resolve, 9_000));
    expect(mostWithin(set.arrivals, 60_000)).toBeLessThanOrEqual(CALLS_A_MINUTE);
    expect(mostWithin(set.arrivals, 5_000)).toBeLessThanOrEqual(CALLS_IN_FIVE_SECONDS);
    // It is used too: more than one gateway alone would send.
    expect(set.arrivals.length).toBeGreaterThan(12);
  });

  it('grows by no more than a fifth while Redis ends and starts again empty', async () => {
    await set.redis.kill();
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    await set.redis.restart();
    await flooding;
    expect(mostWithin(set.arrivals, 60_000)).toBeLessThanOrEqual(CALLS_A_MINUTE * 1.2);
  });
});
