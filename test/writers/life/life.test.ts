import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Hold } from '../../../src/context.ts';
import { createDeadline, type Clock } from '../../../src/redcap/clock.ts';
import { RedcapError } from '../../../src/redcap/errors.ts';
import { live, type Ending, type LifeContext, type Write } from '../../../src/writers/life.ts';
import { createWriteOperations } from '../../../src/writers/operation/operations.ts';
import { createMemoryState } from '../../../src/state/memory/state.ts';
import { errorsOf } from '../../../src/writers/life-words.ts';
import type { WriteWitness } from '../../../src/writers/witness.ts';
import type { WriteCall } from '../../../src/writers/write-call.ts';
import { createSkippingClock } from '../../support/skipping-clock.ts';
import { startStudy, type Answer, type Study } from '../../support/study.ts';
import { lifeClinic } from './mutation.ts';

const lost = (): Promise<never> =>
  Promise.reject(new RedcapError('WRITE_OUTCOME_UNKNOWN', { message: 'No usable answer.' }));
const refused = (): Promise<never> =>
  Promise.reject(new RedcapError('REDCAP_REJECTED', { message: 'Refused.', status: 400, redcapMessage: 'No' }));
const accepted = (): Promise<string> => Promise.resolve('1');

/** A call as data, which sends what it is given. */
const call = (send: WriteCall<string>['send']): WriteCall<string> => ({
  plan: () => ({ method: 'importThings', args: null }),
  send,
});

/** A write of three things, whose look counts how many of them are there. */
const write = (more: Partial<Write<string, number>>): Write<string, number> => ({
  source: null,
  calls: [call(accepted)],
  proof: () => 'proven',
  look: () => Promise.resolve(0),
  standing: (count) => (count === 3 ? 'done' : count === 0 ? 'untouched' : 'partly'),
  ...more,
});

const words = { done: 'they were made', undone: 'they are not there', advice: 'Count them' };

const contextOf = (
  clock: Clock,
  hold: Hold,
  signal?: AbortSignal,
  witnesses: LifeContext['witnesses'] = [],
): LifeContext => ({
  clock,
  hold,
  signal,
  subject: 'somebody',
  operations: createWriteOperations(createMemoryState({ now: clock.now }).journal, clock),
  operation: null,
  reason: null,
  witnesses,
  deadline: createDeadline(clock, 30_000),
});

const end = async (more: Partial<Write<string, number>>) => {
  const held: string[] = [];
  const clock = createSkippingClock();
  const hold = () => {
    held.push('held');
    return () => held.push('released');
  };
  const ending = await live(contextOf(clock.gateway, hold), write(more));
  return { ending, pauses: clock.pauses, held };
};

const summary = ({ outcome, sending, answers, found }: Ending<string, number>) => [outcome, sending, answers, found];

describe('the life of a write', () => {
  it.each<[string, Partial<Write<string, number>>, unknown[]]>([
    ['a plain answer proves it', {}, ['done', 'accepted', ['1'], null]],
    ['a plain answer and a look that fails', { proof: () => 'likely', look: lost }, ['done', 'accepted', ['1'], null]],
    ['a look must prove it and fails', { proof: () => 'open', look: lost }, ['unknown', 'accepted', ['1'], null]],
    [
      'a look must prove it and does',
      { proof: () => 'open', look: () => Promise.resolve(3) },
      ['done', 'accepted', ['1'], 3],
    ],
    ['REDCap accepts it and it is not there', { proof: () => 'open' }, ['partly', 'accepted', ['1'], 0]],
    ['REDCap refuses it', { calls: [call(refused)] }, ['not done', 'stopped', [], null]],
    [
      'REDCap refuses it and is not believed',
      { calls: [call(refused)], doubts: () => true },
      ['not done', 'stopped', [], 0],
    ],
    [
      'REDCap refuses it and is not believed, and the look fails',
      { calls: [call(refused)], doubts: () => true, look: lost },
      ['unknown', 'stopped', [], null],
    ],
    ['REDCap refuses the second call', { calls: [call(accepted), call(refused)] }, ['partly', 'stopped', ['1'], 0]],
    ['the answer is lost and nothing is there', { calls: [call(lost)] }, ['unknown', 'lost', [], 0]],
    [
      'the answer is lost and a part is there',
      { calls: [call(lost)], look: () => Promise.resolve(1) },
      ['partly', 'lost', [], 1],
    ],
    [
      'the answer is lost and all is there',
      { calls: [call(lost)], look: () => Promise.resolve(3) },
      ['done', 'lost', [], 3],
    ],
    ['the answer is lost and no look is possible', { calls: [call(lost)], look: null }, ['unknown', 'lost', [], null]],
    ['the second answer is lost', { calls: [call(accepted), call(lost)] }, ['partly', 'lost', ['1'], 0]],
  ])('ends by what is known when %s', async (_title, more, expected) => {
    expect(summary((await end(more)).ending)).toEqual(expected);
  });

  it('sends no call after one that failed', async () => {
    const sent: number[] = [];
    const numbered = (number: number, act: () => Promise<string>): WriteCall<string> =>
      call(() => {
        sent.push(number);
        return act();
      });
    await end({ calls: [numbered(1, accepted), numbered(2, lost), numbered(3, accepted)] });
    expect(sent).toEqual([1, 2]);
  });

  it('looks again and again after a lost answer alone, and stops at what is done', async () => {
    let looks = 0;
    const look = (): Promise<number> => Promise.resolve(++looks);
    expect((await end({ calls: [call(lost)], look })).pauses).toEqual([2_000, 5_000]);
    expect((await end({ calls: [call(lost)] })).pauses).toEqual([2_000, 5_000, 15_000]);
    expect((await end({ proof: () => 'open' })).pauses).toEqual([]);
  });

  it('hides no outcome behind an error of a look', async () => {
    const look = (): Promise<never> => Promise.reject(new Error('a fault of ours'));
    expect((await end({ calls: [call(lost)], look })).ending.outcome).toBe('unknown');
  });

  it("holds the operation's time until it has ended, also when it throws", async () => {
    expect((await end({ calls: [call(lost)] })).held).toEqual(['held', 'released']);
    const held: string[] = [];
    const hold = () => () => held.push('released');
    const calls = [call(() => Promise.reject(new Error('a fault of ours')))];
    await expect(live(contextOf(createSkippingClock().gateway, hold), write({ calls }))).rejects.toThrow();
    expect(held).toEqual(['released']);
  });

  it('does not begin when the caller has left', async () => {
    let sent = 0;
    const calls = [call(() => Promise.resolve(String(++sent)))];
    const context = contextOf(createSkippingClock().gateway, () => () => undefined, AbortSignal.abort());
    await expect(live(context, write({ calls }))).rejects.toMatchObject({ code: 'ABORTED', notSent: true });
    expect(sent).toBe(0);
  });
});

describe('the witnesses of a write', () => {
  /** A witness that notes what it hears, and fails where it is meant to. */
  const createWitness = (name: string, heard: unknown[], failsAt = ''): WriteWitness => {
    const note = (...what: unknown[]): Promise<void> => {
      heard.push([name, ...what]);
      return what[0] === failsAt ? Promise.reject(new Error('the disk is full')) : Promise.resolve();
    };
    return {
      begin: async ({ operationId: _id, ...intent }) => {
        await note('begin', intent);
        return {
          sending: (index, { method }) => note('sending', index, method),
          end: (end) => note('end', end),
        };
      },
    };
  };

  const witnessed = async (calls: readonly WriteCall<string>[], ...witnesses: readonly WriteWitness[]) => {
    const context = contextOf(createSkippingClock().gateway, () => () => undefined, undefined, witnesses);
    return live(context, { ...write({}), calls });
  };

  const sendAfter = (heard: unknown[]): WriteCall<string> =>
    call(async (beforeSend) => {
      await beforeSend();
      heard.push('left');
      return '1';
    });

  const intent = {
    mutation: 'unnamed',
    subject: 'somebody',
    reason: null,
    target: null,
    calls: [{ method: 'importThings', args: null }],
    backupId: null,
  };

  it('hear of it before it leaves, of each call, and of its end', async () => {
    const heard: unknown[] = [];
    await witnessed([sendAfter(heard)], createWitness('a', heard), createWitness('b', heard));
    const end = { outcome: 'done', code: null, accepted: 1 };
    expect(heard).toEqual([
      ['a', 'begin', intent],
      ['b', 'begin', intent],
      ['a', 'sending', 0, 'importThings'],
      ['b', 'sending', 0, 'importThings'],
      'left',
      ['a', 'end', end],
      ['b', 'end', end],
    ]);
  });

  it.each(['begin', 'sending'])('keep it from leaving when one of them cannot store its %s', async (failsAt) => {
    const heard: unknown[] = [];
    const sent = witnessed([sendAfter(heard)], createWitness('a', heard), createWitness('b', heard, failsAt));
    const refusal = { code: 'OVERLOADED', notSent: true, retryAfterSeconds: 30 };
    if (failsAt === 'begin') await expect(sent).rejects.toMatchObject(refusal);
    else expect(await sent).toMatchObject({ outcome: 'not done', failure: refusal });
    expect(heard).not.toContain('left');
    expect(heard).toContainEqual(['a', 'end', { outcome: 'not done', code: 'OVERLOADED', accepted: 0 }]);
  });

  it('hear that nobody knows what became of it when a fault of the gateway breaks it off', async () => {
    const heard: unknown[] = [];
    const calls = [call(() => Promise.reject(new Error('a fault of ours')))];
    await expect(witnessed(calls, createWitness('a', heard))).rejects.toThrow('a fault of ours');
    expect(heard.at(-1)).toEqual(['a', 'end', { outcome: 'unknown', code: 'INTERNAL_SERVER_ERROR', accepted: 0 }]);
  });
});

describe('what a caller reads of a write', () => {
  const messageOf = async (more: Partial<Write<string, number>>) => errorsOf((await end(more)).ending, words);

  it('is nothing when it is done', async () => {
    expect(await messageOf({})).toEqual([]);
  });

  it.each<[string, Partial<Write<string, number>>, object]>([
    [
      'nothing is to be seen after a lost answer',
      { calls: [call(lost)] },
      {
        code: 'UNKNOWN_OUTCOME',
        isRetryable: false,
        message:
          "REDCap's answer was lost. The gateway looked several times, and they are not there. REDCap may still do it. Count them before you send it again.",
      },
    ],
    [
      'no look was possible after a lost answer',
      { calls: [call(lost)], look: null },
      {
        code: 'UNKNOWN_OUTCOME',
        message: "REDCap's answer was lost. Whether they were made is not known. Count them before you send it again.",
      },
    ],
    [
      'REDCap accepted it and nothing is there',
      { proof: () => 'open' },
      {
        code: 'PARTIAL_WRITE',
        message: 'REDCap accepted it, but they are not there. Count them before you send it again.',
      },
    ],
    [
      'REDCap refused the second part',
      { calls: [call(accepted), call(refused)] },
      {
        code: 'PARTIAL_WRITE',
        redcapMessage: 'No',
        message: 'A part of it was done, and REDCap did not do the rest. Count them before you send it again.',
      },
    ],
    ['REDCap refused it', { calls: [call(refused)] }, { code: 'REDCAP_REJECTED', redcapMessage: 'No' }],
    [
      'REDCap refused it, is not believed, and no look was possible',
      { calls: [call(refused)], doubts: () => true, look: lost },
      {
        code: 'UNKNOWN_OUTCOME',
        isRetryable: false,
        redcapMessage: 'No',
        message: 'REDCap refused it, but the gateway could not read it back. Count them before you send it again.',
      },
    ],
  ])('says what can be proved when %s', async (_title, more, expected) => {
    expect(await messageOf(more)).toMatchObject([expected]);
  });
});

describe('the reads after a slow write', () => {
  const studies: Study[] = [];

  afterEach(async () => {
    await Promise.all(studies.splice(0).map((study) => study.close()));
  });

  it('have their whole time, though the write took longer than that', async () => {
    const study = await startStudy({
      project: lifeClinic,
      intercept: async (call, answer) => {
        if (call['action'] === 'rename') study.clock.skip(100_000);
        return answer();
      },
    });
    studies.push(study);
    const { data, errors } = await study.run(
      `mutation { renameRecord(input: { project: "study", record: "2", newName: "22" }) {
        record { name instances(instrument: "demographics") { value(field: "first_name") { raw } } } errors { code }
      } }`,
    );
    expect(errors).toEqual([]);
    expect(data.renameRecord).toEqual({
      record: { name: '22', instances: [{ value: { raw: 'Bo' } }] },
      errors: [],
    });
  });

  it('have their whole time, though the looks took longer than that', async () => {
    let commit = (): Promise<unknown> => Promise.resolve();
    let looks = 0;
    let isLost = false;
    const study = await startStudy({
      project: lifeClinic,
      intercept: async (call, answer) => {
        if (call['action'] === 'rename') {
          isLost = true;
          commit = answer;
          return 'reset';
        }
        if (isLost && looks < 2) {
          looks += 1;
          study.clock.skip(25_000);
          if (looks === 2) await commit();
        }
        return answer();
      },
    });
    studies.push(study);
    const { data, errors } = await study.run(
      `mutation { renameRecord(input: { project: "study", record: "2", newName: "22" }) {
        record { name instances(instrument: "demographics") { value(field: "first_name") { raw } } } errors { code }
      } }`,
    );
    expect(errors).toEqual([]);
    expect(data.renameRecord).toEqual({
      record: { name: '22', instances: [{ value: { raw: 'Bo' } }] },
      errors: [],
    });
  });

  it('have their whole time when the write waited longer than that for its turn', async () => {
    const sent = Promise.withResolvers<void>();
    const waiting = Promise.withResolvers<void>();
    const study = await startStudy({
      project: lifeClinic,
      intercept: async (call, answer) => {
        if (call['action'] === 'rename' && call['record'] === '2') {
          sent.resolve();
          await waiting.promise;
          study.clock.skip(100_000);
        }
        return answer();
      },
    });
    studies.push(study);
    const rename = (record: string): Promise<Answer> =>
      study.run(
        `mutation { renameRecord(input: { project: "study", record: "${record}", newName: "${record}0" }) { errors { code } } }`,
      );
    const first = rename('2');
    await sent.promise;
    const turns = vi.spyOn(study.shared.lanes, 'run');
    const second = rename('1');
    await vi.waitFor(() => expect(turns).toHaveBeenCalledTimes(1));
    waiting.resolve();
    expect((await first).data.renameRecord).toEqual({ errors: [] });
    expect((await second).data.renameRecord).toEqual({ errors: [] });
  });
});

describe('a write whose caller leaves while what is stored is read', () => {
  it.each([
    ['importDataAccessGroups', 'groups: [{ dataAccessGroupName: "Gulu" }]', 'dag'],
    ['importEvents', 'events: [{ eventName: "Close", armNum: 1 }]', 'event'],
  ])('is not sent by %s', async (name, input, content) => {
    const caller = new AbortController();
    const study = await startStudy({
      project: lifeClinic,
      operation: { signal: caller.signal },
      intercept: (_call, answer) => {
        caller.abort();
        return answer();
      },
    });
    try {
      await study.run(`mutation { ${name}(input: { project: "study", ${input} }) { errors { code } } }`);
      expect(study.callsOf(content)).not.toEqual([]);
      expect(study.callsOf(content, 'import')).toEqual([]);
    } finally {
      await study.close();
    }
  });
});
