import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeWith, requirement } from '../support/requirement.ts';
import { isWhole } from '../support/runs.ts';
import { startReplicas, type ReplicaSet } from './replica-set.ts';
import { carryOutAll, countValues, createTask } from './work.ts';

const READ = '{ project(key: "study") { records(first: 2) { nodes { name } } } }';

/** Waits until every gateway has said last that Redis is away. */
const waitForAway = async ({ replicas }: Pick<ReplicaSet, 'replicas'>): Promise<void> => {
  for (const { run } of replicas) {
    while (run.err().lastIndexOf('redis: away') <= run.err().lastIndexOf('redis: back'))
      await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

type Fault = readonly [what: string, act: (set: ReplicaSet) => Promise<void>];

const emptied: Fault = [
  'is emptied',
  async ({ redis }) => {
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
  },
];

describeWith(requirement.redis, 'gateways whose Redis fails', () => {
  let set: ReplicaSet;

  beforeAll(async () => {
    set = await startReplicas({ count: 2 });
  });

  afterAll(() => set.close());

  const faults: readonly Fault[] = [
    [
      'ends, and starts again empty',
      async ({ redis, replicas }) => {
        await redis.kill();
        await waitForAway({ replicas });
        await redis.restart();
      },
    ],
    // Whoever comes into an empty Redis is quiet for 15 seconds, so that one of these two is for the long run.
    ...(isWhole ? [emptied] : []),
    [
      'stands still for a while',
      async ({ redis, replicas }) => {
        redis.freeze();
        await waitForAway({ replicas });
        redis.thaw();
      },
    ],
    [
      'is slow for one gateway',
      async ({ replicas }) => {
        replicas[0]?.way.delay(1_700);
        await waitForAway({ replicas: replicas.slice(0, 1) });
        replicas[0]?.way.mend();
      },
    ],
    [
      'is cut off from one gateway',
      async ({ replicas }) => {
        replicas[1]?.way.cut();
        await waitForAway({ replicas: replicas.slice(1, 2) });
        replicas[1]?.way.mend();
      },
    ],
  ];

  it.each(faults)(
    'lose and double no write when it %s',
    async (what, act) => {
      const names = Array.from({ length: 24 }, (_, index) => `${what.replaceAll(/\W+/g, '-')}-${String(index)}`);
      const early = await carryOutAll(set, names.slice(0, 6).map(createTask), 6);
      const working = carryOutAll(set, names.slice(6).map(createTask), 6);
      await act(set);
      const ends = await working;
      // What was done before is asked for once more, since Redis may have forgotten that it was.
      const again = await carryOutAll(set, names.slice(0, 6).map(createTask), 6);
      expect([...early, ...ends, ...again].filter(({ end }) => end !== 'done')).toEqual([]);
      const counts = countValues(set, 'first_name');
      expect(names.map((name) => counts.get(name))).toEqual(names.map(() => 1));
      expect(set.mostWritesAtOnce()).toBe(1);
    },
    60_000,
  );

  describe('while it is away', () => {
    beforeAll(async () => {
      await set.redis.kill();
      await waitForAway(set);
    });

    it('answer reads', async () => {
      const answers = await Promise.all(set.replicas.map(({ ask }) => ask(READ)));
      for (const { data, errors } of answers) {
        expect(errors).toBeUndefined();
        expect(data.project.records.nodes).toHaveLength(2);
      }
    });

    it('refuse writes, and say when to send them again', async () => {
      const before = set.study.calls.length;
      const { data } = (await set.replicas[0]?.ask(`mutation {
        importRecords(input: {
          project: "study"
          rows: [{ record: "1", event: "baseline_arm_1", instrument: "demographics", values: [{ field: "notes", raw: "x" }] }]
        }) { errors { code isRetryable retryAfterSeconds } rows { outcome } }
      }`)) ?? { data: null };
      expect(data.importRecords.errors).toEqual([{ code: 'OVERLOADED', isRetryable: true, retryAfterSeconds: 5 }]);
      expect(data.importRecords.rows).toEqual([{ outcome: 'NOT_ATTEMPTED' }]);
      const sent = set.study.calls.slice(before);
      expect(sent.filter((call) => call['data'] !== undefined)).toEqual([]);
    });

    it('refuse to offer a download, of which the others would not know', async () => {
      const answer = await set.replicas[0]?.ask('{ project(key: "study") { instrumentPdf { downloadUrl } } }');
      expect(answer?.errors?.map(({ extensions }) => extensions['code'])).toEqual(['OVERLOADED']);
    });
  });

  it('say by turns that it is away and that it is back', () => {
    for (const { run } of set.replicas) {
      const lines = run
        .err()
        .split('\n')
        .filter((line) => line.includes('redis: '))
        // The log has an entry as JSON in each line.
        .map((line) => (JSON.parse(line) as { msg: string }).msg.slice(0, 11));
      expect(lines.length).toBeGreaterThan(4);
      expect(lines).toEqual(lines.map((_, index) => (index % 2 === 0 ? 'redis: away' : 'redis: back')));
    }
  });
});
