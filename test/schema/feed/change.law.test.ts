import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addUser } from '../../../src/sandbox/odm/index.ts';
import type { UserDefinition } from '../../../src/sandbox/state/project.ts';
import { clinic } from '../../support/clinic.ts';
import { startStudy, type Study } from '../../support/study.ts';
import { runs } from '../../support/runs.ts';

const names = ['1', '2', '10', 'a b', '(API) 1', 'Ü-3'];
const groups = ['', 'lyon', 'kampala'];

/** One thing that somebody does, or that happens. */
type Step =
  | {
      readonly kind: 'import';
      readonly by: 'owner' | 'coordinator' | 'gateway';
      readonly row: number;
      readonly name: number;
      readonly value: number;
    }
  | { readonly kind: 'move'; readonly name: number; readonly group: number }
  | {
      readonly kind: 'delete';
      readonly by: 'owner' | 'gateway';
      readonly name: number;
      readonly arm: number | null;
      readonly erasesLog: boolean;
    }
  | {
      readonly kind: 'rename';
      readonly by: 'owner' | 'gateway';
      readonly name: number;
      readonly to: number;
      readonly arm: number | null;
    }
  | { readonly kind: 'clock'; readonly minutes: number }
  | { readonly kind: 'lag'; readonly entries: number }
  | { readonly kind: 'read' }
  | { readonly kind: 'restart' }
  | {
      readonly kind: 'poll';
      readonly by: 'owner' | 'coordinator';
      readonly first: number;
      readonly crash: 'no' | 'before' | 'after' | 'within';
    };

const name = fc.nat(names.length - 1);
const arm = fc.constantFrom(null, null, 1, 2);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('import' as const),
      by: fc.constantFrom('owner', 'coordinator', 'gateway'),
      row: fc.nat(3),
      name,
      value: fc.nat(3),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('move' as const), name, group: fc.nat(groups.length - 1) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('delete' as const),
      by: fc.constantFrom('owner', 'gateway'),
      name,
      arm,
      erasesLog: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('rename' as const),
      by: fc.constantFrom('owner', 'gateway'),
      name,
      to: name,
      arm,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('clock' as const), minutes: fc.integer({ min: -60, max: 240 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lag' as const), entries: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('read' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('poll' as const),
      by: fc.constantFrom('owner', 'coordinator'),
      first: fc.integer({ min: 1, max: 4 }),
      crash: fc.constantFrom('no', 'no', 'no', 'before', 'after', 'within'),
    }),
  },
);

/** Rows of the clinic that a step may write: a plain one, an instance, a repeating event, another arm. */
const rows: readonly ((value: string) => Readonly<Record<string, string>>)[] = [
  (value) => ({ redcap_event_name: 'baseline_arm_1', first_name: value }),
  (value) => ({
    redcap_event_name: 'baseline_arm_1',
    redcap_repeat_instrument: 'adverse_events',
    redcap_repeat_instance: value === 'A' ? '1' : '2',
    ae_term: value,
  }),
  (value) => ({
    redcap_event_name: 'unscheduled_arm_1',
    redcap_repeat_instance: '1',
    pulse: String(value.charCodeAt(0)),
  }),
  (value) => ({ redcap_event_name: 'baseline_arm_2', first_name: value }),
];

const RECORD = `name events { event { uniqueEventName } repeatInstance instruments {
  instrument { name } repeatInstance status values { field { fieldName } raw ... on CheckboxValue { checked { code } } }
} }`;

const CHANGES = `query ($after: String, $first: Int!) { project(key: "study") { changes(after: $after, first: $first) {
  edges { cursor }
  nodes { kind recordName previousName record { ${RECORD} } }
  pageInfo { hasNextPage endCursor }
  namesChecked
  completeness { isComplete }
} } }`;

const NAMES = `{ project(key: "study") { records { nodes { ${RECORD} } } } }`;

/* eslint-disable @typescript-eslint/no-explicit-any -- answers of the graph are read as the test expects them */

const statusCodes: Readonly<Record<string, string>> = { INCOMPLETE: '0', UNVERIFIED: '1', COMPLETE: '2' };

/** The columns of a value that hold something, with what they hold. */
const columnsOf = ({ field, raw, checked }: any): [string, string][] => {
  if (checked !== undefined) return checked.map(({ code }: any) => [`${field.fieldName}___${code}`, '1']);
  return raw === null || field.fieldName === 'record_id' ? [] : [[field.fieldName, raw]];
};

/** What a record holds by the graph's answer: event, instance, column and value of each cell. */
const cellsOf = (record: any): string[] =>
  record.events
    .flatMap(({ event, repeatInstance, instruments }: any) =>
      instruments.flatMap((saved: any) => {
        const status = statusCodes[saved.status];
        const columns = [
          ...saved.values.flatMap(columnsOf),
          ...(status === undefined ? [] : [[`${String(saved.instrument.name)}_complete`, status]]),
        ];
        return columns.map(([column, value]) =>
          [event.uniqueEventName, repeatInstance ?? saved.repeatInstance ?? '', column, value].join('|'),
        );
      }),
    )
    .sort();

const systemColumns = ['record_id', 'redcap_event_name', 'redcap_repeat_instrument', 'redcap_repeat_instance'];

/** The same by REDCap's own flat export, which the gateway has no part in. */
const exportCells = async (study: Study, user: UserDefinition): Promise<Map<string, string[]>> => {
  const flat = { content: 'record', format: 'json', exportBlankForGrayFormStatus: 'true' };
  const text = await study.post({ token: user.token ?? '', ...flat });
  const cells = new Map<string, string[]>();
  for (const row of JSON.parse(text) as Record<string, string | number>[]) {
    const record = String(row['record_id']);
    const own = Object.entries(row)
      .filter(([column, value]) => !systemColumns.includes(column) && value !== '')
      .filter(([column, value]) => !column.includes('___') || value === '1')
      .map(([column, value]) =>
        [row['redcap_event_name'], row['redcap_repeat_instance'] ?? '', column, value].join('|'),
      );
    cells.set(record, [...(cells.get(record) ?? []), ...own].sort());
  }
  return cells;
};

/** Somebody who keeps a copy of a project by nothing but `changes`. */
const createConsumer = (study: Study, user: UserDefinition) => {
  const copy = new Map<string, string[]>();
  let cursor: string | null = null;

  const keep = ({ kind, recordName, previousName, record }: any): void => {
    if (kind === 'RENAMED') copy.delete(previousName);
    if (kind === 'DELETED' || record === null) copy.delete(recordName);
    else copy.set(recordName, cellsOf(record));
  };

  /** What the consumer does when the gateway has forgotten which names it reported. */
  const checkNames = async (): Promise<void> => {
    const { data } = await study.run(NAMES, {}, user);
    const there = new Map<string, any>(data.project.records.nodes.map((record: any) => [record.name, record]));
    for (const known of copy.keys()) if (!there.has(known)) copy.delete(known);
    for (const [recordName, record] of there) if (!copy.has(recordName)) copy.set(recordName, cellsOf(record));
  };

  const poll = async (first: number, crash: Extract<Step, { kind: 'poll' }>['crash']): Promise<boolean> => {
    const { data, errors } = await study.run(CHANGES, { after: cursor, first }, user);
    expect(errors).toEqual([]);
    const { edges, nodes, pageInfo, namesChecked, completeness } = data.project.changes;
    expect(completeness.isComplete).toBe(true);
    expect(nodes.length).toBeLessThanOrEqual(first);
    if (crash === 'before') return true;
    // What was kept by a beginning that crashed is nobody's any more.
    if (cursor === null) copy.clear();
    const done = crash === 'within' && namesChecked ? nodes.slice(0, 1) : nodes;
    for (const change of done) keep(change);
    if (!namesChecked) await checkNames();
    if (crash === 'after') return true;
    cursor = done.length < nodes.length ? edges[0].cursor : pageInfo.endCursor;
    return done.length < nodes.length || pageInfo.hasNextPage;
  };

  return { copy, poll };
};

const runScript = async (script: readonly Step[]): Promise<void> => {
  let [now, latest, hidden] = [Date.now(), Date.now(), 0];
  const study = await startStudy({
    project: clinic,
    // Entries come into the log with a delay: the newest are not there yet.
    intercept: async (call, answer) => {
      const response = await answer();
      if (call['content'] !== 'log' || hidden === 0) return response;
      return Response.json(((await response.json()) as unknown[]).slice(hidden));
    },
  });
  study.store.now = () => new Date(now);
  const coordinator = addUser(study.project, study.store, { username: 'coordinator', rights: 'all' });
  coordinator.dagId = study.project.dags.find(({ uniqueName }) => uniqueName === 'lyon')?.groupId ?? null;
  const consumers = { owner: createConsumer(study, study.owner), coordinator: createConsumer(study, coordinator) };

  const post = (parameters: Record<string, string>, as: UserDefinition = study.owner): Promise<string> =>
    study.post({ token: as.token ?? '', content: 'record', format: 'json', ...parameters });
  const mutate = async (field: string, input: object): Promise<void> => {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
    const { errors } = await study.run(`mutation ($input: ${type}!) { ${field}(input: $input) { errors { code } } }`, {
      input: { project: 'study', ...input },
    });
    expect(errors).toEqual([]);
  };
  const nameOf = (index: number): string => names[index] ?? '';
  const inArm = (armNum: number | null): Record<string, string> => (armNum === null ? {} : { arm: String(armNum) });

  /** Does a step; REDCap refuses some (no such record, another group's), and then nothing has changed. */
  const take = async (taken: Step): Promise<void> => {
    switch (taken.kind) {
      case 'import': {
        const row = { record_id: nameOf(taken.name), ...rows[taken.row]?.('ABCD'[taken.value] ?? '') };
        if (taken.by !== 'gateway') {
          await post({ data: JSON.stringify([row]) }, taken.by === 'coordinator' ? coordinator : study.owner);
        } else if (taken.row === 0) {
          const input = {
            rows: [
              {
                record: row.record_id,
                event: 'baseline_arm_1',
                instrument: 'demographics',
                values: [{ field: 'first_name', raw: 'ABCD'[taken.value] }],
              },
            ],
          };
          await mutate('importRecords', input);
        }
        return;
      }
      case 'move':
        await post({
          data: JSON.stringify([
            {
              record_id: nameOf(taken.name),
              redcap_event_name: 'baseline_arm_1',
              redcap_data_access_group: groups[taken.group],
            },
          ]),
        });
        return;
      case 'delete': {
        const record = nameOf(taken.name);
        if (taken.by === 'gateway') {
          const input = { records: [record], arm: taken.arm ?? 1, confirmCount: 1 };
          await mutate('deleteRecords', input);
        } else {
          const answer = await post({ action: 'delete', 'records[0]': record, ...inArm(taken.arm) });
          if (answer === '1' && taken.erasesLog && !study.project.records.has(record)) {
            study.project.log = study.project.log.filter((entry) => entry.record !== record);
          }
        }
        return;
      }
      case 'rename': {
        const [record, newName] = [nameOf(taken.name), nameOf(taken.to)];
        if (taken.by === 'gateway') {
          const input = { record, newName, ...(taken.arm === null ? {} : { arm: taken.arm }) };
          await mutate('renameRecord', input);
        } else {
          await post({ action: 'rename', record, new_record_name: newName, ...inArm(taken.arm) });
        }
        return;
      }
      case 'clock':
        // Never back by more than an hour behind the latest that it has shown.
        now = Math.max(now + taken.minutes * 60_000, latest - 3_600_000);
        latest = Math.max(latest, now);
        return;
      case 'lag':
        hidden = taken.entries;
        return;
      case 'read':
        await study.run(NAMES);
        return;
      case 'restart':
        study.restart();
        return;
      case 'poll':
        await consumers[taken.by].poll(taken.first, taken.crash);
    }
  };

  try {
    for (const taken of script) await take(taken);
    hidden = 0;
    for (const [user, consumer] of [
      [study.owner, consumers.owner],
      [coordinator, consumers.coordinator],
    ] as const) {
      while (await consumer.poll(3, 'no'));
      const kept = Object.fromEntries([...consumer.copy].sort());
      expect(kept).toEqual(Object.fromEntries([...(await exportCells(study, user))].sort()));
    }
  } finally {
    await study.close();
  }
};

describe('the law of changes', () => {
  it('holds: a copy kept by nothing but changes ends as a full export, whatever was done and whoever crashed', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }), runScript), {
      numRuns: runs(100),
    });
  }, 120_000);
});
