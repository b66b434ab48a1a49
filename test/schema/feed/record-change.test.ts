import { afterEach, describe, expect, it } from 'vitest';
import type { State } from '../../../src/state/state.ts';
import { clinic } from '../../support/clinic.ts';
import { createPlainState } from '../../support/state.ts';
import { startStudy, type Study, type StudyOptions } from '../../support/study.ts';
import { createStudyClock, subscribeTo, type Subscription } from '../../support/subscription.ts';

const studies: Study[] = [];

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const start = async (options: Partial<StudyOptions> = {}) => {
  const clock = createStudyClock();
  const study = await startStudy({ project: clinic, clock, ...options });
  studies.push(study);
  // No project's log is empty.
  await study.post({ content: 'arm', format: 'json' });
  return { study, advance: clock.fake.advance };
};

const FOLLOW = `subscription ($after: String, $where: RecordFilter) {
  recordChanges(project: "study", after: $after, where: $where) {
    cursor matches namesChecked
    change { kind recordName previousName record { instances(instrument: "demographics") {
      value(field: "first_name") { raw }
    } } }
  }
}`;

/** One look and one more second, in which what was asked for too early is done. */
const POLL = 31_000;

const write = async (study: Study, record_id: string, first_name: string): Promise<void> => {
  const data = JSON.stringify([{ record_id, redcap_event_name: 'baseline_arm_1', first_name }]);
  expect(await study.post({ content: 'record', format: 'json', data })).toMatch(/count/);
};

const remove = async (study: Study, record: string): Promise<void> => {
  expect(await study.post({ content: 'record', action: 'delete', 'records[0]': record })).toBe('1');
};

const rename = async (study: Study, record: string, name: string): Promise<void> => {
  expect(await study.post({ content: 'record', action: 'rename', record, new_record_name: name })).toBe('1');
};

/** An event in a line: what, which, the name before, and the first name that its record holds now. */
const lineOf = async (subscription: Subscription): Promise<string> => {
  const { change, matches, namesChecked } = await subscription.next();
  const { kind, recordName, previousName, record } = change ?? { kind: 'BEGUN' };
  return [
    kind,
    recordName,
    previousName == null ? null : `from ${previousName}`,
    record?.instances[0]?.value.raw,
    matches ? null : 'and does not match',
    namesChecked ? null : 'and names were not checked',
  ]
    .filter((part) => part !== null && part !== undefined)
    .join(' ');
};

const looksAt = (study: Study): number => study.callsOf('log').length;

describe('recordChanges', () => {
  it('reports what somebody creates, changes, renames and deletes in REDCap', async () => {
    const { study, advance } = await start();
    const changes = await subscribeTo(study, FOLLOW);
    expect(await lineOf(changes)).toBe('BEGUN');
    await write(study, '3', 'Eve');
    await advance(POLL);
    expect(await lineOf(changes)).toBe('CREATED 3 Eve');
    await write(study, '1', 'Ada Augusta');
    await advance(POLL);
    expect(await lineOf(changes)).toBe('UPDATED 1 Ada Augusta');
    await rename(study, '3', '4');
    await advance(POLL);
    expect(await lineOf(changes)).toBe('RENAMED 4 from 3 Eve');
    await remove(study, '4');
    await advance(POLL);
    expect(await lineOf(changes)).toBe('DELETED 4');
    await changes.end();
  });

  it('looks at REDCap once for a thousand subscribers, and not any more when they have left', async () => {
    const { study, advance } = await start();
    const all = await Promise.all(Array.from({ length: 1_000 }, () => subscribeTo(study, FOLLOW)));
    expect(looksAt(study)).toBe(1);
    await Promise.all(all.map((changes) => changes.next()));
    await write(study, '3', 'Eve');
    const lines = all.map(lineOf);
    await advance(POLL);
    expect(new Set(await Promise.all(lines))).toEqual(new Set(['CREATED 3 Eve']));
    expect(looksAt(study)).toBe(2);
    expect(study.shared.stores.watches.standing()).toEqual({ watches: 1, members: 1_000, looks: 2, failedLooks: 0 });
    await Promise.all(all.map((changes) => changes.end()));
    await advance(10 * POLL);
    expect(looksAt(study)).toBe(2);
    expect(study.shared.stores.watches.standing()).toMatchObject({ watches: 0, members: 0 });
  });

  it('goes on behind a cursor, of its own or of changes', async () => {
    const { study, advance } = await start();
    const first = await subscribeTo(study, FOLLOW);
    const { cursor } = await first.next();
    await first.end();
    await write(study, '3', 'Eve');
    const again = await subscribeTo(study, FOLLOW, { after: cursor });
    expect(await lineOf(again)).toBe('BEGUN');
    await advance(POLL);
    expect(await lineOf(again)).toBe('CREATED 3 Eve');
    await again.end();
    const { data } = await study.run('{ project(key: "study") { changes { pageInfo { endCursor } } } }');
    await write(study, '1', 'Ada Augusta');
    const behindPage = await subscribeTo(study, FOLLOW, { after: data.project.changes.pageInfo.endCursor });
    expect(await lineOf(behindPage)).toBe('BEGUN');
    await advance(POLL);
    expect(await lineOf(behindPage)).toBe('UPDATED 1 Ada Augusta');
    await behindPage.end();
  });

  it('goes on behind the last event that the client has received, whatever its document says', async () => {
    const { study, advance } = await start();
    const first = await subscribeTo(study, FOLLOW);
    const { cursor: old } = await first.next();
    await write(study, '3', 'Eve');
    await advance(POLL);
    const { cursor } = await first.next();
    await first.end();
    await write(study, '1', 'Ada Augusta');
    const again = await subscribeTo(study, FOLLOW, { after: old }, { lastEventId: cursor });
    expect(await lineOf(again)).toBe('BEGUN');
    await advance(POLL);
    expect(await lineOf(again)).toBe('UPDATED 1 Ada Augusta');
    await again.end();
  });

  it('says what matches a filter, and reports no new record that does not', async () => {
    const { study, advance } = await start();
    const changes = await subscribeTo(study, FOLLOW, { where: { field: 'first_name', eq: 'Ada' } });
    expect(await lineOf(changes)).toBe('BEGUN');
    await write(study, '1', 'Eve');
    await write(study, '3', 'Eve');
    await write(study, '5', 'Ada');
    await remove(study, '2');
    await advance(POLL);
    const lines = [await lineOf(changes), await lineOf(changes), await lineOf(changes)];
    expect(lines.sort()).toEqual(['CREATED 5 Ada', 'DELETED 2', 'UPDATED 1 Eve and does not match']);
    await changes.end();
  });

  it('refuses a filter that the project cannot answer before it asks REDCap for changes', async () => {
    const { study } = await start();
    await expect(subscribeTo(study, FOLLOW, { where: { field: 'agee', eq: '1' } })).rejects.toThrow('agee');
    expect(looksAt(study)).toBe(0);
  });

  it('says that names are not checked when the gateway has forgotten what it reported', async () => {
    const { study, advance } = await start();
    const first = await subscribeTo(study, FOLLOW);
    const { cursor } = await first.next();
    await first.end();
    study.restart();
    await write(study, '3', 'Eve');
    const again = await subscribeTo(study, FOLLOW, { after: cursor });
    expect(await lineOf(again)).toBe('BEGUN and names were not checked');
    await advance(POLL);
    expect(await lineOf(again)).toMatch(/^(CREATED|UPDATED) 3 Eve$/);
    await again.end();
  });

  it('notices a write of the gateway within seconds', async () => {
    const { study, advance } = await start();
    const changes = await subscribeTo(study, FOLLOW);
    expect(await lineOf(changes)).toBe('BEGUN');
    const { errors } = await study.run(
      'mutation { renameRecord(input: { project: "study", record: "2", newName: "9" }) { errors { code } } }',
    );
    expect(errors).toEqual([]);
    await advance(7_000);
    expect(await lineOf(changes)).toMatch(/^RENAMED 9 from 2|^CREATED 9|^DELETED 2/);
    await changes.end();
  });
});

describe('recordChanges through two gateways that share a state', () => {
  /** Each gateway follows for one subscriber. The study's own gateway is the second from then on. */
  const startTwo = async () => {
    let state: State | undefined;
    const { study, advance } = await start({ state: (now) => (state ??= createPlainState({ now })) });
    const first = await subscribeTo(study, FOLLOW);
    study.restart(state);
    const second = await subscribeTo(study, FOLLOW);
    expect([await lineOf(first), await lineOf(second)]).toEqual(['BEGUN', 'BEGUN']);
    expect(looksAt(study)).toBe(1);
    return { study, advance, first, second };
  };

  it('looks once for both of them', async () => {
    const { study, advance, first, second } = await startTwo();
    await write(study, '3', 'Eve');
    const lines = [lineOf(first), lineOf(second)];
    await advance(POLL);
    await advance(POLL);
    expect(await Promise.all(lines)).toEqual(['CREATED 3 Eve', 'CREATED 3 Eve']);
    expect(looksAt(study)).toBeLessThanOrEqual(3);
    await Promise.all([first.end(), second.end()]);
  });

  it('looks at once for those of the one when somebody writes through the other', async () => {
    const { study, advance, first, second } = await startTwo();
    await second.end();
    const line = lineOf(first);
    const { errors } = await study.run(
      'mutation { renameRecord(input: { project: "study", record: "2", newName: "9" }) { errors { code } } }',
    );
    expect(errors).toEqual([]);
    await advance(7_000);
    expect(await line).toMatch(/^RENAMED 9 from 2|^CREATED 9|^DELETED 2/);
    expect(looksAt(study)).toBe(2);
    await first.end();
  });

  it('goes on with the second when the first is gone', async () => {
    const { study, advance, first, second } = await startTwo();
    await first.end();
    await write(study, '3', 'Eve');
    const line = lineOf(second);
    await advance(POLL);
    expect(await line).toBe('CREATED 3 Eve');
    await second.end();
  });
});

describe('recordChanges while REDCap does not answer', () => {
  const startFailing = async () => {
    let isDown = false;
    const started = await start({
      intercept: (call, answer) =>
        isDown && call['content'] === 'log' ? Promise.resolve(new Response('[{"timestamp":')) : answer(),
    });
    return { ...started, setDown: (down: boolean) => (isDown = down) };
  };

  it('waits longer each time, and reports what was missed', async () => {
    const { study, advance, setDown } = await startFailing();
    const changes = await subscribeTo(study, FOLLOW);
    expect(await lineOf(changes)).toBe('BEGUN');
    setDown(true);
    await write(study, '3', 'Eve');
    const line = lineOf(changes);
    await advance(2 * POLL);
    await expect.poll(() => study.shared.stores.watches.standing().failedLooks).toBeGreaterThan(0);
    setDown(false);
    await advance(4 * POLL);
    expect(await line).toBe('CREATED 3 Eve');
    await changes.end();
  });

  it('ends with the code of an error that does not pass', async () => {
    const { study, advance } = await start();
    const changes = await subscribeTo(study, FOLLOW);
    expect(await lineOf(changes)).toBe('BEGUN');
    study.owner.flags['logging'] = 0;
    const next = changes.next();
    const refused = expect(next).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await advance(POLL);
    await refused;
    expect(study.shared.stores.watches.standing()).toMatchObject({ watches: 0 });
  });
});
