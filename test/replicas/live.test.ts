import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { triggerPathOf } from '../../src/start/trigger.ts';
import { readEvents, type SentEvents } from '../support/event-stream.ts';
import { describeWith, requirement } from '../support/requirement.ts';
import { SECRET, startReplicas, type Replica, type ReplicaSet, type ReplicaSetOptions } from './replica-set.ts';

const FOLLOW = `subscription { recordChanges(project: "study") { namesChecked change { kind recordName previousName record {
  instances(instrument: "demographics") { value(field: "first_name") { raw } }
} } } }`;

const UPDATE = `mutation ($rows: [InstrumentRowInput!]!) {
  importRecords(input: { project: "study", rows: $rows }) { errors { code } }
}`;

const open: SentEvents[] = [];

/** Follows the changes through one gateway, behind an event where one is named. The first event has come. */
const follow = async ({ url }: Replica, lastEventId?: string): Promise<SentEvents> => {
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: lastEventId === undefined ? headers : { ...headers, 'last-event-id': lastEventId },
    body: JSON.stringify({ query: FOLLOW }),
  });
  const events = readEvents(response);
  open.push(events);
  return events;
};

/** The next event in words, and its id. */
const nextOf = async (events: SentEvents): Promise<{ readonly id: string | undefined; readonly line: string }> => {
  const event = await events.next();
  const { change, namesChecked } = event?.data.data.recordChanges ?? {};
  const line = change == null ? 'BEGUN' : `${String(change.kind)} ${String(change.recordName)}`;
  return { id: event?.id, line: namesChecked === true ? line : `${line}, names not checked` };
};

const endAll = async (): Promise<void> => {
  await Promise.all(open.splice(0).map((events) => events.end().catch(() => undefined)));
};

const both = ({ replicas: [here, there] }: ReplicaSet): readonly [Replica, Replica] => {
  if (here === undefined || there === undefined) throw new Error('two gateways were started');
  return [here, there];
};

const write = (set: ReplicaSet, record_id: string, first_name: string): Promise<string> =>
  set.study.post({
    content: 'record',
    format: 'json',
    data: JSON.stringify([{ record_id, redcap_event_name: 'baseline_arm_1', first_name }]),
  });

const remove = (set: ReplicaSet, record: string): Promise<string> =>
  set.study.post({ content: 'record', action: 'delete', 'records[0]': record });

const rename = (set: ReplicaSet, record: string, new_record_name: string): Promise<string> =>
  set.study.post({ content: 'record', action: 'rename', record, new_record_name });

/** A record to write, to remove (no value) or to give another name. */
interface Edit {
  readonly name: string;
  readonly value: string | null;
  readonly to: string | null;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  name: fc.constantFrom('p', 'q', 'r 2', 's'),
  value: fc.constantFrom('Ada', 'Bea', 'Cy', null),
  to: fc.constantFrom(null, null, 't', 'u'),
});

/** Does as much of an edit as can be done, and notes what the records are then. Returns the names that it was about. */
const carryOut = async (
  set: ReplicaSet,
  records: Map<string, string>,
  { name, value, to }: Edit,
): Promise<readonly string[]> => {
  const before = records.get(name);
  if (before !== undefined && to !== null && !records.has(to)) {
    await rename(set, name, to);
    records.delete(name);
    records.set(to, before);
    return [name, to];
  }
  if (value !== null && value !== before) {
    await write(set, name, value);
    records.set(name, value);
    return [name];
  }
  if (value !== null || before === undefined) return [];
  await remove(set, name);
  records.delete(name);
  return [name];
};

/** The gateways of the block whose tests run. */
let set: ReplicaSet;

/** Starts two gateways, which look for changes so often, for the block in which it is called. */
const startTwo = (changes: NonNullable<ReplicaSetOptions['changes']>): void => {
  beforeAll(async () => {
    set = await startReplicas({ count: 2, changes });
  }, 60_000);
  afterEach(endAll);
  afterAll(() => set.close());
};

const looksAt = ({ study }: ReplicaSet): number => study.callsOf('log').length;

describeWith(requirement.redis, 'two gateways on one Redis that look only when they are asked to', () => {
  // Within this hour no look is made that nobody asks for, but the first.
  startTwo({ pollSeconds: 3600, askedSeconds: 1 });

  it('look once for those who follow through either, at once after a write through either', async () => {
    const [here, there] = both(set);
    const [first, second] = [await follow(here), await follow(there)];
    expect([(await nextOf(first)).line, (await nextOf(second)).line]).toEqual(['BEGUN', 'BEGUN']);
    expect(looksAt(set)).toBe(1);
    for (const [asked, name] of [
      [here, 'Eve'],
      [there, 'Ada Augusta'],
    ] as const) {
      const before = looksAt(set);
      const row = { record: '1', event: 'baseline_arm_1', instrument: 'demographics' };
      const { data } = await asked.ask(UPDATE, { rows: [{ ...row, values: [{ field: 'first_name', raw: name }] }] });
      expect(data.importRecords.errors).toEqual([]);
      expect([(await nextOf(first)).line, (await nextOf(second)).line]).toEqual(['UPDATED 1', 'UPDATED 1']);
      expect(looksAt(set) - before).toBe(1);
    }
  }, 60_000);

  it('look at once after a trigger of REDCap that comes to the other', async () => {
    const [here, there] = both(set);
    const events = await follow(here);
    expect((await nextOf(events)).line).toBe('BEGUN');
    const before = looksAt(set);
    await write(set, '7', 'Ida');
    const answer = await fetch(`${there.url}${triggerPathOf(Buffer.from(SECRET), 'study')}`, { method: 'POST' });
    expect(answer.status).toBe(204);
    expect((await nextOf(events)).line).toBe('CREATED 7');
    expect(looksAt(set) - before).toBe(1);
  }, 60_000);
});

describeWith(requirement.redis, 'a gateway that is killed while a client follows changes', () => {
  startTwo({ pollSeconds: 1, askedSeconds: 1 });

  it('loses no change for a client that goes on at the other behind its last event', async () => {
    const [here, there] = both(set);
    // The other gateway has somebody of its own all the time.
    const witness = await follow(there);
    const events = await follow(here);
    expect([(await nextOf(events)).line, (await nextOf(witness)).line]).toEqual(['BEGUN', 'BEGUN']);
    await write(set, '11', 'Eve');
    const created = await nextOf(events);
    expect(created.line).toBe('CREATED 11');
    // Nobody can say whether the gateway has seen these.
    await write(set, '12', 'Ida');
    await write(set, '11', 'Eva');
    await here.kill();
    await rename(set, '12', '13');
    await remove(set, '2');
    const again = await follow(there, created.id);
    expect((await nextOf(again)).line).toBe('BEGUN');
    const lines = new Set<string>();
    while (!['UPDATED 11', 'DELETED 2'].every((line) => lines.has(line)) || ![...lines].some((one) => / 13$/.test(one)))
      lines.add((await nextOf(again)).line);
    // Whoever saw record 12 before it was renamed hears of that as well.
    expect([...lines].filter((line) => !/^(CREATED|RENAMED) 13$|^(CREATED|DELETED) 12$/.test(line)).sort()).toEqual([
      'DELETED 2',
      'UPDATED 11',
    ]);
  }, 60_000);

  it('loses no edit of a random script for a client that goes on at the other', async () => {
    await set.replace(0);
    const [here, there] = both(set);
    const seed = Date.now() % 1_000_000;
    const script = fc.sample(edit, { numRuns: 24, seed });
    const [records, copy, reported] = [new Map<string, string>(), new Map<string, string>(), new Set<string>()];
    let last: string | undefined;
    let events = await follow(here);
    /** Takes events into the copy until one shows this value of the record that is written last. */
    const takeUntil = async (mark: string): Promise<void> => {
      for (;;) {
        // A stream of a gateway that was killed breaks off, or ends.
        const event = await events.next().catch(() => undefined);
        if (event === undefined) {
          events = await follow(there, last);
          continue;
        }
        last = event.id;
        const { change } = event.data.data.recordChanges;
        if (change === null) continue;
        const value: string | undefined = change.record?.instances[0]?.value.raw;
        if (change.recordName === 'zz') {
          if (value === mark) return;
          continue;
        }
        for (const name of [change.recordName, change.previousName]) if (name !== null) reported.add(name);
        if (change.previousName !== null) copy.delete(change.previousName);
        if (value === undefined) copy.delete(change.recordName);
        else copy.set(change.recordName, value);
      }
    };
    const touched = new Set<string>();
    await write(set, 'zz', 'mark 0');
    await takeUntil('mark 0');
    for (const [index, one] of script.entries()) {
      if (index === 8) await here.kill();
      for (const name of await carryOut(set, records, one)) touched.add(name);
    }
    // The second of these looks begins after all edits. What the log does not date comes behind the mark of its look.
    for (const mark of ['mark 1', 'mark 2', 'mark 3']) {
      await write(set, 'zz', mark);
      await takeUntil(mark);
    }
    expect([seed, Object.fromEntries([...copy].sort())]).toEqual([seed, Object.fromEntries([...records].sort())]);
    expect([seed, [...records.keys()].filter((name) => !reported.has(name))]).toEqual([seed, []]);
    expect(touched.size).toBeGreaterThan(0);
  }, 60_000);

  it('is followed by the other, also for clients that come behind an event of the dead one alone', async () => {
    const dead = await set.replace(0);
    const [here, there] = both(set);
    expect(here).toBe(dead);
    const events = await follow(here);
    const begun = await nextOf(events);
    await here.kill();
    await write(set, '21', 'Eve');
    const again = await follow(there, begun.id);
    expect((await nextOf(again)).line).toBe('BEGUN');
    expect((await nextOf(again)).line).toBe('CREATED 21');
  }, 60_000);
});
