import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith, requirement } from '../support/requirement.ts';
import { startReplicas, type Replica, type ReplicaSet } from './replica-set.ts';

const CREATE = `mutation ($rows: [InstrumentRowInput!]!, $key: String) {
  importRecords(input: { project: "study", rows: $rows, assignRecordNames: true, idempotencyKey: $key }) {
    errors { code message }
    rows { outcome record }
  }
}`;

const UPDATE = `mutation ($rows: [InstrumentRowInput!]!) {
  importRecords(input: { project: "study", rows: $rows }) { errors { code message } rows { outcome record } }
}`;

const row = (more: object, value: string) => ({
  ...more,
  event: 'baseline_arm_1',
  instrument: 'demographics',
  values: [{ field: 'first_name', raw: value }],
});

describeWith(requirement.redis, 'two gateways on one Redis', () => {
  let set: ReplicaSet;
  let here: Replica;
  let there: Replica;

  beforeAll(async () => {
    set = await startReplicas({ count: 2 });
    const [first, second] = set.replicas;
    if (first === undefined || second === undefined) throw new Error('two gateways were started');
    [here, there] = [first, second];
  });

  afterAll(() => set.close());

  /** How many records have this first name. */
  const count = (name: string): number =>
    [...set.study.project.records.values()].filter((record) =>
      [...record.rows.values()].some((stored) => stored.values.get('first_name') === name),
    ).length;

  it('create once what is asked of both with one idempotency key', async () => {
    const variables = { rows: [row({ clientRef: 'a' }, 'Once')], key: 'once' };
    const answers = await Promise.all([here.ask(CREATE, variables), there.ask(CREATE, variables)]);
    expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined]);
    const results = answers.map(({ data }) => data.importRecords);
    expect(results[0].errors).toEqual([]);
    expect(results[0].rows[0].record).toMatch(/^\d+$/);
    expect(results[1]).toEqual(results[0]);
    expect(count('Once')).toBe(1);
  });

  it('write to a project one after the other', async () => {
    const before = set.mostWritesAtOnce();
    const writes = Array.from({ length: 12 }, (_, index) =>
      (index % 2 === 0 ? here : there).ask(UPDATE, { rows: [row({ record: '1' }, `Name ${String(index)}`)] }),
    );
    const answers = await Promise.all(writes);
    expect(answers.flatMap(({ data }) => data.importRecords.errors)).toEqual([]);
    expect([before, set.mostWritesAtOnce()]).toEqual([1, 1]);
  });

  it('serve a download that the other has offered, as often as it is fetched', async () => {
    const { data } = await here.ask('{ project(key: "study") { instrumentPdf { downloadUrl } } }');
    const path: string = data.project.instrumentPdf.downloadUrl;
    const first = await fetch(`${there.url}${path}`);
    expect([first.status, (await first.text()).slice(0, 5)]).toEqual([200, '%PDF-']);
    expect([(await fetch(`${here.url}${path}`)).status, (await fetch(`${there.url}${path}`)).status]).toEqual([
      200, 200,
    ]);
  });

  it('leave nothing in Redis that can be read, and nothing that stays for ever', async () => {
    const canaries = ['Zebedee', 'key-of-zebedee', set.study.owner.token ?? '', 'demographics', 'study', '127.0.0.1'];
    await here.ask(CREATE, { rows: [row({ clientRef: 'a' }, 'Zebedee')], key: 'key-of-zebedee' });
    await there.ask(
      '{ project(key: "study") { changes { nodes { __typename } } records(first: 3) { nodes { name } } } }',
    );
    const redis = new Redis(set.redis.url);
    const keys = await redis.keys('*');
    const ages = await Promise.all(keys.map((key) => redis.pttl(key)));
    const values = await Promise.all(keys.map((key) => redis.dumpBuffer(key)));
    redis.disconnect();
    const all = Buffer.concat([Buffer.from(keys.join('\n')), ...values.flatMap((value) => value ?? [])]);
    expect(keys.length).toBeGreaterThan(20);
    expect(canaries.filter((canary) => all.includes(canary))).toEqual([]);
    expect(keys.filter((_, index) => (ages[index] ?? -1) <= 0)).toEqual([]);
  });
});
