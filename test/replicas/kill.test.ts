import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith, requirement } from '../support/requirement.ts';
import { startReplicas, type ReplicaSet } from './replica-set.ts';
import { appendTask, carryOutAll, countValues, createTask } from './work.ts';

describeWith(requirement.redis, 'gateways that are killed while they write', () => {
  let set: ReplicaSet;

  beforeAll(async () => {
    // A write that takes long is more likely to be under way when its gateway dies.
    set = await startReplicas({ count: 3, writeMs: 200 });
  });

  afterAll(() => set.close());

  it('lose nothing that was done and do nothing twice, asked again with the same key elsewhere', async () => {
    const creates = Array.from({ length: 12 }, (_, index) => `create-${String(index)}`);
    const appends = Array.from({ length: 12 }, (_, index) => `append-${String(index)}`);
    const working = carryOutAll(set, [...creates.map(createTask), ...appends.map(appendTask)], 8);
    // In the middle of what is under way, wherever that is.
    while (!set.study.calls.some((call) => call['data'] !== undefined))
      await new Promise((resolve) => setTimeout(resolve, 10));
    await set.replicas[0]?.kill();
    await set.replace(0);
    const ends = await working;
    const counts = new Map([...countValues(set, 'first_name'), ...countValues(set, 'ae_term')]);
    expect(ends.filter(({ name }) => (counts.get(name) ?? 0) > 1)).toEqual([]);
    expect(ends.filter(({ name, end }) => end === 'done' && counts.get(name) !== 1)).toEqual([]);
    expect(ends.filter(({ end }) => end !== 'done' && end !== 'UNKNOWN_OUTCOME')).toEqual([]);
    expect(ends.some(({ codes }) => codes.includes('GONE'))).toBe(true);
    expect(set.mostWritesAtOnce()).toBe(1);
  }, 60_000);
});
