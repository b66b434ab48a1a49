import { setTimeout as wait } from 'node:timers/promises';
import type { SoakClient } from './client.ts';
import { PROJECT } from './gateway.ts';

/** One thing that somebody does, and how many of a hundred do it. */
interface Deed {
  readonly name: string;
  readonly weight: number;
  readonly carryOut: (client: SoakClient, random: () => number) => Promise<void>;
}

/** The demo study has records 1 to 1200. */
const RECORDS = 1_200;

const pickRecord = (random: () => number): string => String(1 + Math.floor(random() * RECORDS));

const RECORD = `query ($record: RecordName!) {
  project(key: "${PROJECT}") {
    record(name: $record) {
      name
      instances(instrument: "adverse_events") { repeatInstance status value(field: "ae_term") { raw } }
    }
  }
}`;

const PAGE = `query ($after: String) {
  project(key: "${PROJECT}") {
    instrumentData(instrument: "demographics", first: 50, after: $after) {
      nodes { record { name } value(field: "sex") { raw label } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

const DESIGN = `{
  project(key: "${PROJECT}") { instruments { name label } metadata { fieldName fieldLabel choices { code label } } }
}`;

const CHANGES = `query ($after: String) {
  project(key: "${PROJECT}") { changes(first: 100, after: $after) { pageInfo { endCursor hasNextPage } } }
}`;

const WRITE = `mutation ($rows: [InstrumentRowInput!]!, $key: String) {
  importRecords(input: { project: "${PROJECT}", rows: $rows, idempotencyKey: $key }) {
    errors { code message }
    rows { record outcome }
  }
}`;

const CREATE = `mutation ($rows: [InstrumentRowInput!]!) {
  importRecords(input: { project: "${PROJECT}", rows: $rows, assignRecordNames: true }) {
    errors { code message }
    rows { record outcome }
  }
}`;

const DELETE = `mutation ($records: [RecordName!]!) {
  deleteRecords(input: { project: "${PROJECT}", records: $records, arm: 1, confirmCount: 1 }) {
    deletedCount
    errors { code message }
  }
}`;

const rowOf = (record: string, value: string) => ({
  record,
  event: 'baseline_arm_1',
  instrument: 'adverse_events',
  newInstance: true,
  values: [{ field: 'ae_term', raw: value }],
});

/** Where a feed of changes was left, for the next who asks. */
let cursor: string | null = null;
let written = 0;

const writeValue = async (client: SoakClient, random: () => number): Promise<void> => {
  written += 1;
  const variables = { rows: [rowOf(pickRecord(random), `soak ${String(written)}`)], key: `soak-${String(written)}` };
  // About half of the records are in the other arm, where the gateway refuses the event: people make mistakes.
  await client.ask(WRITE, variables);
  // One in ten did not see the answer, and sends it again.
  if (random() < 0.1) await client.ask(WRITE, variables);
};

const createAndDelete = async (client: SoakClient): Promise<void> => {
  const row = {
    clientRef: 'a',
    event: 'baseline_arm_1',
    instrument: 'demographics',
    values: [{ field: 'age', raw: '61' }],
  };
  const { data } = await client.ask(CREATE, { rows: [row] });
  const record = data?.importRecords?.rows?.[0]?.record;
  if (record !== undefined) await client.ask(DELETE, { records: [record] });
};

const deeds: readonly Deed[] = [
  {
    name: 'one record',
    weight: 58,
    carryOut: async (client, random) => {
      await client.ask(RECORD, { record: pickRecord(random) });
    },
  },
  {
    name: 'a page, and the next',
    weight: 8,
    carryOut: async (client) => {
      const { data } = await client.ask(PAGE, {});
      await client.ask(PAGE, { after: data?.project?.instrumentData?.pageInfo?.endCursor });
    },
  },
  {
    name: 'the design',
    weight: 5,
    carryOut: async (client) => {
      await client.ask(DESIGN, {});
    },
  },
  {
    name: 'changes',
    weight: 6,
    carryOut: async (client) => {
      const { data } = await client.ask(CHANGES, { after: cursor });
      cursor = data?.project?.changes?.pageInfo?.endCursor ?? cursor;
    },
  },
  { name: 'one value written', weight: 10, carryOut: writeValue },
  { name: 'a record created and deleted', weight: 2, carryOut: createAndDelete },
  {
    name: 'a table',
    weight: 2,
    carryOut: async (client) => {
      await client.download(`projects/${PROJECT}/instruments/adverse_events.csv`, Infinity);
    },
  },
  {
    name: 'a table left in the middle',
    weight: 1,
    carryOut: async (client) => {
      await client.download(`projects/${PROJECT}/records.ndjson`, 1);
    },
  },
  {
    name: 'a request hung up',
    weight: 3,
    carryOut: async (client, random) => {
      await client.hangUp(PAGE, 1 + 20 * random());
    },
  },
  {
    name: 'an operation that is wrong',
    weight: 3,
    carryOut: async (client, random) => {
      await client.ask(`{ project(key: "${PROJECT}") { wrong${String(Math.floor(random() * 1e6))} } }`, {});
    },
  },
  {
    name: 'a wrong key',
    weight: 2,
    carryOut: async (client, random) => {
      await client.askAs(`rgk_wrong_${String(Math.floor(random() * 1e6))}`, DESIGN);
    },
  },
];

const total = deeds.reduce((sum, { weight }) => sum + weight, 0);

const pickDeed = (random: () => number): Deed => {
  let left = random() * total;
  for (const deed of deeds) {
    left -= deed.weight;
    if (left < 0) return deed;
  }
  throw new Error('The weights end before their sum.');
};

/** How much is done at an hour of the day, as a part of the busiest: little at night, a peak in the morning and one after noon. */
const busyness = (hour: number): number =>
  Math.max(0.1, Math.sin((Math.PI * (hour - 6)) / 12)) * (hour % 12 < 9 ? 1 : 0.8);

/** Does what many people do in a day, at the pace of each hour, until the time is over. */
export const liveADay = async (
  clients: readonly SoakClient[],
  {
    minutes,
    perMinute,
    random,
  }: { readonly minutes: number; readonly perMinute: number; readonly random: () => number },
) => {
  const done: Record<string, number> = {};
  const failed: Record<string, number> = {};
  const underWay = new Set<Promise<void>>();
  const [begun, span] = [performance.now(), minutes * 60_000];
  for (;;) {
    const passed = performance.now() - begun;
    if (passed >= span) break;
    const deed = pickDeed(random);
    const client = clients[Math.floor(random() * clients.length)];
    if (client === undefined) throw new Error('There are clients.');
    const one: Promise<void> = deed.carryOut(client, random).then(
      () => void (done[deed.name] = (done[deed.name] ?? 0) + 1),
      () => void (failed[deed.name] = (failed[deed.name] ?? 0) + 1),
    );
    underWay.add(one);
    void one.then(() => underWay.delete(one));
    await wait(60_000 / (perMinute * busyness((passed / span) * 24)));
  }
  await Promise.all(underWay);
  return { done, failed };
};
