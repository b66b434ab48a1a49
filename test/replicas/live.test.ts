import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { triggerPathOf } from '../../src/start/trigger.ts';
import { readEvents, type SentEvents } from '../support/event-stream.ts';
import { describeWith, requirement } from '../support/requirement.ts';
import { SECRET, startReplicas, type Replica, type ReplicaSet } from './replica-set.ts';

const FOLLOW = 'subscription { recordChanges(project: "study") { namesChecked change { kind recordName } } }';

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

const looksAt = ({ study }: ReplicaSet): number => study.callsOf('log').length;

describeWith(requirement.redis, 'two gateways on one Redis that look only when they are asked to', () => {
  let set: ReplicaSet;

  beforeAll(async () => {
    // Within this hour no look is made that nobody asks for, but the first.
    set = await startReplicas({ count: 2, changes: { pollSeconds: 3600, askedSeconds: 1 } });
  }, 60_000);

  afterEach(endAll);
  afterAll(() => set.close());

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
  let set: ReplicaSet;

  beforeAll(async () => {
    set = await startReplicas({ count: 2, changes: { pollSeconds: 1, askedSeconds: 1 } });
  }, 60_000);

  afterEach(endAll);
  afterAll(() => set.close());

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
