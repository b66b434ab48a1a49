import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPlainState } from '../../support/state.ts';
import { clinic } from '../../support/clinic.ts';
import { runs } from '../../support/runs.ts';
import { startStudy } from '../../support/study.ts';
import { createStudyClock, subscribeTo, type Subscription } from '../../support/subscription.ts';

const names = ['a', 'b 2', 'C-3', '40'];
const values = ['Ada', 'Bea', 'Cy'];

/** One thing that somebody does in REDCap. What cannot be done, since the record is not there, is not done. */
type Edit =
  | { readonly kind: 'save'; readonly name: number; readonly value: number; readonly by: 'somebody' | 'gateway' }
  | { readonly kind: 'delete'; readonly name: number }
  | { readonly kind: 'rename'; readonly name: number; readonly to: number };

/** How a client goes on: behind the last event that it has received, or behind an earlier one. */
interface Return {
  readonly back: number;
  readonly by: 'header' | 'after';
}

type Step =
  | Edit
  /** The client reads all that there is, and is cut off behind so many events. */
  | { readonly kind: 'read'; readonly cuts: readonly number[]; readonly as: Return }
  /** What was done is compared with what was reported to the client. */
  | { readonly kind: 'compare' }
  /** The client leaves, and comes back when it reads next. */
  | { readonly kind: 'leave' }
  /** Looks pass, and the client reads nothing. */
  | { readonly kind: 'dawdle' }
  /** The gateway is killed, and another one has its state, or starts with nothing. */
  | { readonly kind: 'restart'; readonly keeps: boolean };

const name = fc.nat(names.length - 1);

const edit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('save' as const),
      name,
      value: fc.nat(values.length - 1),
      by: fc.constantFrom('somebody', 'somebody', 'gateway'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), name }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('rename' as const), name, to: name }) },
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: edit },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('read' as const),
      cuts: fc.array(fc.nat(3), { maxLength: 2 }),
      as: fc.record({ back: fc.constantFrom(0, 0, 0, 1, 3), by: fc.constantFrom('header', 'after') }),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'compare' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'leave' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'dawdle' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('restart' as const), keeps: fc.constantFrom(true, true, false) }),
  },
);

const FOLLOW = `subscription ($after: String) {
  recordChanges(project: "study", after: $after) {
    cursor namesChecked
    change { kind recordName previousName record { instances(instrument: "demographics") {
      value(field: "first_name") { raw }
    } } }
  }
}`;

const NAMES = '{ project(key: "study") { records { nodes { name } } } }';

const SAVE = `mutation ($record: RecordName!, $raw: String!) {
  importRecords(input: { project: "study", rows: [{
    record: $record, event: "baseline_arm_1", instrument: "demographics", values: [{ field: "first_name", raw: $raw }]
  }] }) { errors { code } }
}`;

/** Twice the time from one look to the next. */
const LONG = 60_000;

/** The record by which a client knows that it has received everything before: it is written last, and named last. */
const MARK = 'zz mark';

/** A project that somebody edits, and what was done of late. */
const startEdits = async () => {
  const clock = createStudyClock();
  const state = createPlainState({ now: clock.gateway.now });
  const study = await startStudy({ project: clinic, clock, state: () => state });
  const records = new Map<string, string>();
  /** What was done to each name since the client was last up to date. */
  let done = new Map<string, Edit['kind'][]>();
  let before = new Map<string, string>();
  /** Whether no look can have been under way while something was done. */
  let isQuiet = true;
  let marks = 0;

  const post = (parameters: Record<string, string>): Promise<string> =>
    study.post({ content: 'record', format: 'json', ...parameters });
  const note = (kind: Edit['kind'], ...of: readonly string[]): void => {
    for (const one of of) done.set(one, [...(done.get(one) ?? []), kind]);
  };
  const save = (record_id: string, first_name: string): Promise<string> =>
    post({ data: JSON.stringify([{ record_id, redcap_event_name: 'baseline_arm_1', first_name }]) });

  const take = async (taken: Edit): Promise<void> => {
    const record = names[taken.name] ?? '';
    if (taken.kind === 'save') {
      const value = values[taken.value] ?? '';
      // What changes nothing is no change.
      if (records.get(record) === value) return;
      if (taken.by === 'somebody') expect(await save(record, value)).toMatch(/count/);
      else {
        // The write has its project looked at, while the next edit is done.
        isQuiet = false;
        const { data } = await study.run(SAVE, { record, raw: value });
        expect(data.importRecords.errors).toEqual([]);
      }
      records.set(record, value);
      note('save', record);
    } else if (records.has(record)) {
      if (taken.kind === 'delete') expect(await post({ action: 'delete', 'records[0]': record })).toBe('1');
      else {
        const to = names[taken.to] ?? '';
        if (records.has(to)) return;
        expect(await post({ action: 'rename', record, new_record_name: to })).toBe('1');
        records.set(to, records.get(record) ?? '');
        note('rename', to);
      }
      records.delete(record);
      note(taken.kind, record);
    }
  };

  return {
    study,
    records,
    take,
    /** Lets time pass until a promise is settled: a second with each answer of REDCap, so that nothing seems to take long. */
    waitFor: async <T>(promise: Promise<T>): Promise<T> => {
      const waiting = new AbortController();
      const settled = promise.finally(() => waiting.abort());
      while (!waiting.signal.aborted) {
        await fetch(study.url, { method: 'POST' });
        await clock.fake.advance(3_000);
      }
      return settled;
    },
    /** Has looks begin, and does not wait for their end. */
    dawdle: async () => {
      isQuiet = false;
      await clock.fake.advance(LONG);
    },
    restart: (keeps: boolean) => study.restart(keeps ? state : createPlainState({ now: clock.gateway.now })),
    /** Writes the record that comes last, and returns what it holds. */
    mark: async (): Promise<string> => {
      marks += 1;
      await save(MARK, `mark ${String(marks)}`);
      return `mark ${String(marks)}`;
    },
    /** What was done since the last time that this was asked. */
    news: () => {
      const news = { done, before, isQuiet };
      [done, before, isQuiet] = [new Map(), new Map(records), true];
      return news;
    },
  };
};

type Edits = Awaited<ReturnType<typeof startEdits>>;

/** A client that keeps a copy of the project by nothing but the events of its subscription. */
const startClient = ({ study, mark, waitFor }: Edits) => {
  const copy = new Map<string, string>();
  const cursors: string[] = [];
  let told = new Map<string, string[]>();
  let subscription: Subscription | null = null;
  /** Whether every event since the last settling was the next one behind the one before. */
  let isStraight = true;

  const subscribe = async ({ back, by }: Return): Promise<Subscription> => {
    const cursor = cursors.at(-1 - back) ?? cursors[0];
    isStraight &&= back === 0;
    // A client that comes from another life of the gateway waits for a look.
    return waitFor(
      by === 'header' && cursor !== undefined
        ? subscribeTo(study, FOLLOW, {}, { lastEventId: cursor })
        : subscribeTo(study, FOLLOW, { after: cursor ?? null }),
    );
  };

  const tell = (kind: string, one: string): void => void told.set(one, [...(told.get(one) ?? []), kind]);

  const checkNames = async (): Promise<void> => {
    isStraight = false;
    const { data } = await study.run(NAMES);
    const there = new Set<string>(data.project.records.nodes.map((record: { name: string }) => record.name));
    for (const known of copy.keys()) {
      if (there.has(known)) continue;
      copy.delete(known);
      tell('DELETED', known);
    }
  };

  /** Takes the next event. Returns what the mark holds where the event is of the mark. */
  const takeOne = async (from: Subscription): Promise<string | null> => {
    const { cursor, namesChecked, change } = await waitFor(from.next());
    cursors.push(cursor);
    if (!namesChecked) await checkNames();
    if (change === null) return null;
    const { kind, recordName, previousName, record } = change;
    const value: string | null = record?.instances[0]?.value.raw ?? null;
    if (recordName === MARK) return value;
    tell(kind, recordName);
    if (previousName !== null) {
      tell(kind, previousName);
      copy.delete(previousName);
    }
    if (value === null) copy.delete(recordName);
    else copy.set(recordName, value);
    return null;
  };

  const leave = async (): Promise<void> => {
    await subscription?.end();
    subscription = null;
  };

  return {
    copy,
    leave,
    /** Reads until everything has come that was done before, and is cut off on the way. */
    read: async (cuts: readonly number[], as: Return): Promise<void> => {
      subscription ??= await subscribe(as);
      const last = await mark();
      const left = [...cuts];
      for (let count = 0; (await takeOne(subscription)) !== last; count += 1) {
        if (left[0] === undefined || count < left[0]) continue;
        left.shift();
        count = -1;
        await leave();
        subscription = await subscribe(as);
      }
    },
    /** What was reported since the last time that this was asked. */
    news: () => {
      const news = { told, isStraight };
      [told, isStraight] = [new Map(), true];
      return news;
    },
  };
};

const kindsOf: Readonly<Record<Edit['kind'], (isNew: boolean) => string>> = {
  save: (isNew) => (isNew ? 'CREATED' : 'UPDATED'),
  delete: () => 'DELETED',
  rename: () => 'RENAMED',
};

/** Compares what was done with what was reported of it. */
const compare = (edits: Edits, client: ReturnType<typeof startClient>): void => {
  const { done, before, isQuiet } = edits.news();
  const { told, isStraight } = client.news();
  expect(Object.fromEntries([...client.copy].sort())).toEqual(Object.fromEntries([...edits.records].sort()));
  const renamed = [...done.values()].filter((kinds) => kinds.includes('rename'));
  // REDCap's log does not name the old name of a rename: of two at once nobody can say which is which.
  const isPlain = renamed.length === 2 && renamed.every((kinds) => kinds.length === 1);
  for (const [one, kinds] of done) {
    // Within a minute somebody renamed the record and made an equal one of its name: the log shows the same entry as before.
    if (kinds.includes('rename') && before.has(one) && before.get(one) === edits.records.get(one)) continue;
    // A name that came and went between two looks was never there for anybody who looked.
    if (before.has(one) || edits.records.has(one)) expect([one, told.has(one)]).toEqual([one, true]);
    const [kind, ...more] = kinds;
    if (kind === undefined || more.length > 0 || !isStraight || !isQuiet || (kind === 'rename' && !isPlain)) continue;
    expect([one, told.get(one)]).toEqual([one, [kindsOf[kind](!before.has(one))]]);
  }
};

const last: Return = { back: 0, by: 'header' };

const runScript = async (script: readonly Step[]): Promise<void> => {
  const edits = await startEdits();
  const client = startClient(edits);
  const settle = async (): Promise<void> => {
    // The second of these looks begins after all that was done. What the log does not date comes behind the mark of its look.
    for (let looks = 0; looks < 3; looks += 1) await client.read([], last);
    compare(edits, client);
  };
  try {
    await client.read([], last);
    for (const taken of script) {
      if (taken.kind === 'read') await client.read(taken.cuts, taken.as);
      else if (taken.kind === 'compare') await settle();
      else if (taken.kind === 'leave') await client.leave();
      else if (taken.kind === 'dawdle') await edits.dawdle();
      else if (taken.kind === 'restart') {
        await client.leave();
        edits.restart(taken.keeps);
      } else await edits.take(taken);
    }
    await settle();
  } finally {
    await client.leave();
    await edits.study.close();
  }
};

describe('the law of recordChanges', () => {
  it('holds: each change arrives at least once, whatever is done and wherever the client is cut off', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20, size: 'max' }), runScript), {
      numRuns: runs(100),
    });
  }, 300_000);
});
