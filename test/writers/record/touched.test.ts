import { afterAll, describe, expect, it } from 'vitest';
import type { RepeatingRow } from '../../../src/redcap/methods/repeating-setup.ts';
import { createDemoProject, demoProjectKey } from '../../../src/sandbox/demo/study.ts';
import type { SandboxStore } from '../../../src/sandbox/state/store.ts';
import { userOf } from '../../support/people.ts';
import { startStudy, type Study } from '../../support/study.ts';

/** The demo study with so many records: its first ones, and as many copies as are wanting. */
const sized = (count: number) => (store: SandboxStore) => {
  const project = createDemoProject(store);
  const [owner] = project.users;
  if (owner === undefined) throw new Error('the demo study has no owner');
  const records = [...project.records.values()];
  for (const { name } of records.slice(count)) project.records.delete(name);
  for (let number = records.length; number < count; number += 1) {
    const like = records[number % records.length];
    if (like === undefined) throw new Error('the demo study has no records');
    project.records.set(`copy-${String(number)}`, { ...like, name: `copy-${String(number)}` });
  }
  return { project, owner };
};

/** The ways by which a token that may not export the setup comes to know what repeats. */
const ways = {
  'the project XML': { variants: { 'project-xml-right': 'export' } },
  'the configuration': {
    repeating: ['1', '2'].flatMap((arm): RepeatingRow[] => [
      ...['baseline', '21_day_follow_up', '90_day_follow_up'].flatMap((visit) =>
        ['adverse_events', 'concomitant_medications'].map((form_name) => ({
          event_name: `${visit}_arm_${arm}`,
          form_name,
          custom_form_label: '',
        })),
      ),
      { event_name: `unscheduled_arm_${arm}`, form_name: '', custom_form_label: '' },
    ]),
    variants: { 'project-xml-right': 'design' },
  },
  'the touched record': { variants: { 'project-xml-right': 'design' } },
} as const;

const studies = new Map<string, Promise<Study>>();

const start = (way: keyof typeof ways, count: number): Promise<Study> => {
  const key = `${way} ${String(count)}`;
  const known = studies.get(key) ?? startStudy({ ...ways[way], projectKey: demoProjectKey, project: sized(count) });
  studies.set(key, known);
  return known;
};

afterAll(async () => {
  for (const study of studies.values()) await (await study).close();
});

const importing = `mutation ($row: InstrumentRowInput!) {
  importRecords(input: { project: "stroke2", rows: [$row] }) { rows { outcome record repeatInstance } errors { code } }
}`;
const deleting = `mutation ($input: DeleteRecordsInput!) {
  deleteRecords(input: $input) { deletedCount errors { code } }
}`;

/** A record of Lyon, which every user of the demo study sees. */
const recordOf = (study: Study): string => {
  const lyon = study.project.dags.find(({ uniqueName }) => uniqueName === 'lyon')?.groupId;
  const record = [...study.project.records.values()].find(({ dagId }) => dagId === lyon);
  if (record === undefined) throw new Error('the study has no record of Lyon');
  return record.name;
};

type Variables = Readonly<Record<string, unknown>>;

/** Writes of one place, each with values of its own each time. */
const writes: Readonly<
  Record<
    string,
    {
      readonly source: string;
      readonly of: (record: string, round: number) => Variables;
      readonly errors?: readonly string[];
    }
  >
> = {
  'one value': {
    source: importing,
    of: (record, round) => ({
      row: {
        record,
        event: 'baseline_arm_1',
        instrument: 'vitals',
        values: [{ field: 'sbp', raw: String(100 + (round % 150)) }],
      },
    }),
  },
  'one value of an instance': {
    source: importing,
    of: (record, round) => ({
      row: {
        record,
        event: 'baseline_arm_1',
        instrument: 'adverse_events',
        repeatInstance: 1,
        values: [{ field: 'ae_term', raw: `term ${String(1000 + round)}` }],
      },
    }),
  },
  'a deletion of nothing': {
    source: deleting,
    of: (record, round) => ({
      input: {
        project: 'stroke2',
        records: [record],
        confirmCount: 1,
        arm: 1,
        event: 'baseline_arm_1',
        instrument: 'adverse_events',
        repeatInstance: 900 + round,
      },
    }),
    errors: ['NOT_FOUND'],
  },
  'a new instance': {
    source: importing,
    of: (record, round) => ({
      row: {
        record,
        event: 'baseline_arm_1',
        instrument: 'concomitant_medications',
        newInstance: true,
        values: [{ field: 'cm_name', raw: `drug ${String(1000 + round)}` }],
      },
    }),
  },
};

interface Asked {
  readonly exports: readonly string[];
  readonly calls: number;
  readonly rows: number;
  readonly bytes: number;
  readonly errors: readonly string[];
}

let rounds = 0;

/** A number for values that no write had before. */
const nextRound = (): number => (rounds += 1);

/** What REDCap was asked for a write that is done for the third time with other values. */
const ask = async (study: Study, username: string, write: keyof typeof writes): Promise<Asked> => {
  const user = userOf(study, username);
  const record = recordOf(study);
  const { source, of } = writes[write] ?? { source: '', of: () => ({}) };
  for (let warm = 0; warm < 2; warm += 1) await study.run(source, of(record, nextRound()), user);
  study.forget();
  const { data, context } = await study.run(source, of(record, nextRound()), user);
  const [project] = context.projects.values();
  const exports = study.calls.filter((call) => call['content'] === 'record' && call['data'] === undefined);
  const [payload] = Object.values(data as Record<string, { errors: { code: string }[] }>);
  return {
    exports: exports.map((call) => (call['records[0]'] === record && call['records[1]'] === undefined ? 'one' : 'all')),
    calls: project?.cost.calls ?? -1,
    rows: project?.cost.rows ?? -1,
    bytes: project?.cost.bytes ?? -1,
    errors: (payload?.errors ?? []).map(({ code }) => code),
  };
};

const writers = ['demo_owner', 'demo_coordinator', 'demo_app'];
// By write first: new instances come last, because each makes the record larger.
const cases = (Object.keys(ways) as (keyof typeof ways)[]).flatMap((way) =>
  Object.keys(writes).flatMap((write) => writers.map((username) => [way, username, write] as const)),
);

/** A record of Lyon in arm 1 without a row in some event, or of some instrument. */
const emptyIn = (study: Study, uniqueEventName: string, instrument: string): string => {
  const lyon = study.project.dags.find(({ uniqueName }) => uniqueName === 'lyon')?.groupId;
  const { eventId } = study.project.events.find((event) => event.uniqueEventName === uniqueEventName) ?? { eventId: 0 };
  const baseline = study.project.events.find((event) => event.uniqueEventName === 'baseline_arm_1')?.eventId;
  const isHere = (row: { eventId: number; repeatInstrument: string }): boolean =>
    row.eventId === eventId && (instrument === '' || row.repeatInstrument === instrument);
  const record = [...study.project.records.values()].find(
    ({ dagId, rows }) =>
      dagId === lyon && [...rows.values()].some((row) => row.eventId === baseline) && ![...rows.values()].some(isHere),
  );
  if (record === undefined) throw new Error(`every record has ${uniqueEventName}`);
  return record.name;
};

describe('a place of which nothing shows how it repeats', () => {
  const unknown = 'the touched record';
  const write = async (
    row: Variables,
  ): Promise<{ readonly payload: unknown; readonly rowErrors: readonly string[] }> => {
    const study = await start(unknown, 100);
    const source = `mutation ($row: InstrumentRowInput!) {
      importRecords(input: { project: "stroke2", rows: [$row] }) {
        rows { outcome errors { path message } } errors { code }
      }
    }`;
    const { data } = await study.run(source, { row }, userOf(study, 'demo_app'));
    const [first] = data.importRecords.rows as { outcome: string; errors: { path: string[]; message: string }[] }[];
    return {
      payload: { outcome: first?.outcome, errors: data.importRecords.errors },
      rowErrors: (first?.errors ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`),
    };
  };
  const refused = { outcome: 'REJECTED', errors: [{ code: 'REDCAP_REJECTED' }] };
  const otherWay =
    'REDCap refused this %: The project repeats this instrument or event in another way than the row says. Where the token may not read what repeats, the operator can configure it (`repeating`).';

  it('is refused by REDCap where an instrument repeats and the row names no instance', async () => {
    const study = await start(unknown, 100);
    const record = emptyIn(study, 'baseline_arm_1', 'adverse_events');
    const row = { record, event: 'baseline_arm_1', instrument: 'adverse_events' };
    const values = [{ field: 'ae_term', raw: 'headache' }];
    expect(await write({ ...row, values })).toEqual({
      payload: refused,
      rowErrors: [`rows.0.values.0: ${otherWay.replace('%', 'value')}`],
    });
    expect(emptyIn(study, 'baseline_arm_1', 'adverse_events')).toBe(record);
    expect((await write({ ...row, repeatInstance: 1, values })).payload).toEqual({ outcome: 'CREATED', errors: [] });
  });

  it('is refused by REDCap where an instrument does not repeat and the row names an instance', async () => {
    const record = recordOf(await start(unknown, 100));
    const row = { record, event: 'baseline_arm_1', instrument: 'vitals', repeatInstance: 7 };
    expect(await write({ ...row, values: [{ field: 'sbp', raw: '99' }] })).toMatchObject({ payload: refused });
  });

  it('is the first instance of an event that repeats, and says so of what was stored', async () => {
    const study = await start(unknown, 100);
    const record = emptyIn(study, 'unscheduled_arm_1', '');
    const row = { record, event: 'unscheduled_arm_1', instrument: 'vitals' };
    expect((await write({ ...row, values: [{ field: 'sbp', raw: '101' }] })).payload).toEqual({
      outcome: 'CREATED',
      errors: [],
    });
    // The record shows now that the event repeats.
    expect(await write({ ...row, values: [{ field: 'sbp', raw: '102' }] })).toMatchObject({
      payload: { outcome: 'REJECTED', errors: [{ code: 'VALIDATION' }] },
      rowErrors: ['rows.0.repeatInstance: The event repeats: give repeatInstance, or newInstance: true.'],
    });
  });
});

describe('a write with a token', () => {
  it.each(cases)('that knows by %s what repeats, of %s, asks of %s the same in every study', async (way, by, write) => {
    const [small, large] = [await ask(await start(way, 100), by, write), await ask(await start(way, 5000), by, write)];
    expect(new Set(small.exports)).toEqual(new Set(['one']));
    expect(large).toEqual(small);
    expect(small.bytes).toBeLessThanOrEqual(10_000);
    expect(small.errors).toEqual(writes[write]?.errors ?? []);
  });

  it('reads the project XML once in the age of a design, and sees a setup that has changed after it', async () => {
    const study = await startStudy({ ...ways['the project XML'], projectKey: demoProjectKey, project: sized(100) });
    studies.set('changing', Promise.resolve(study));
    const { source, of } = writes['one value'] ?? { source: '', of: () => ({}) };
    const record = recordOf(study);
    const send = async (): Promise<string[]> => {
      const { data } = await study.run(source, of(record, nextRound()), userOf(study, 'demo_app'));
      return (data.importRecords.errors as { code: string }[]).map(({ code }) => code);
    };
    expect([await send(), await send()]).toEqual([[], []]);
    expect(study.callsOf('project_xml').map((call) => call['returnMetadataOnly'])).toEqual(['true']);
    const eventId = study.project.events.find((event) => event.uniqueEventName === 'baseline_arm_1')?.eventId ?? 0;
    study.project.repeating.push({ eventId, form: 'vitals', customLabel: '' });
    study.clock.skip(60_000);
    expect(await send()).toEqual(['VALIDATION']);
    expect(study.callsOf('project_xml')).toHaveLength(2);
  });

  it.each(['demo_monitor', 'demo_statistician'])(
    'of %s is refused, and asks for one record alone',
    async (username) => {
      const small = await ask(await start('the touched record', 100), username, 'one value');
      expect(small.errors).toEqual(['FORBIDDEN_RIGHT']);
      expect(new Set(small.exports)).toEqual(new Set(['one']));
      expect(await ask(await start('the touched record', 5000), username, 'one value')).toEqual(small);
    },
  );
});
