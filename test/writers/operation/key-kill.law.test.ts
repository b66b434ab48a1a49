import { afterEach, describe, expect, it } from 'vitest';
import { createMortal, type Mortal } from '../../support/mortal-state.ts';
import { createPlainState } from '../../support/state.ts';
import { startStudy, type SandboxCall, type Study } from '../../support/study.ts';
import { lifeClinic, mutationCases } from '../life/mutation.ts';

/** Whether REDCap does what it was sent by the gateway that dies. */
type Commit = 'at once' | 'never';

const isWrite = (call: SandboxCall): boolean => call['data'] !== undefined;

const studies: Study[] = [];

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

interface Twice {
  readonly steps: readonly string[];
  /** What the same request with the same key answers at another gateway. */
  readonly codes: readonly string[];
  readonly outcomes: readonly string[];
  /** Writes that REDCap was sent, by both gateways. */
  readonly writes: number;
  /** Writes that it did. */
  readonly done: number;
}

/** Sends an import with a key to a gateway that dies after its step `last`, and then the same to another one. */
const sendTwice = async (title: string, last: number, commits: Commit): Promise<Twice> => {
  const mutation = mutationCases.find((one) => one.name === 'importRecords' && one.title === title);
  if (mutation === undefined) throw new Error('there is no such case');
  let mortal: Mortal | null = null;
  let [writes, done] = [0, 0];
  const study = await startStudy({
    project: lifeClinic,
    intercept: async (call, answer) => {
      if (mortal === null || !isWrite(call)) return answer();
      writes += 1;
      if (!mortal.isDead() && commits === 'never') return mortal.step('sent') ? 'reset' : answer();
      done += 1;
      const response = await answer();
      return !mortal.isDead() && mortal.step('done by REDCap') ? 'reset' : response;
    },
  });
  studies.push(study);
  const state = createPlainState({ now: study.clock.gateway.now });
  const dying = createMortal(state, last);
  mortal = dying;
  study.restart(dying.state);
  const input = { project: 'study', idempotencyKey: 'once', ...mutation.input };
  const source = `mutation ($input: ImportRecordsInput!) {
    importRecords(input: $input) { errors { code } rows { outcome } }
  }`;
  const first = study.run(source, { input });
  await Promise.race([first, dying.died]);
  study.restart(state);
  // The dead gateway's last sign of life, and its leases, are over.
  study.clock.skip(31_000);
  const { data, errors } = await study.run(source, { input });
  expect(errors).toEqual([]);
  const again = await study.run(source, { input });
  expect(again.data).toEqual(data);
  dying.bury();
  await first;
  return {
    steps: dying.steps,
    codes: data.importRecords.errors.map(({ code }: { code: string }) => code),
    outcomes: data.importRecords.rows.map(({ outcome }: { outcome: string }) => outcome),
    writes,
    done,
  };
};

/** What a look at the rows shows after the gateway has died: that they are stored, or not whose they are. */
const cases = [
  ['that changes a record', []],
  ['that erases a value', []],
  ['that adds an instance', ['UNKNOWN_OUTCOME']],
  ['that makes a record', ['UNKNOWN_OUTCOME']],
] as const;

describe.each(cases)('an import %s, with an idempotency key', (title, codesWhenStored) => {
  it('is sent once, at whichever step the gateway dies, and says what can be known', async () => {
    const { steps } = await sendTwice(title, Number.POSITIVE_INFINITY, 'at once');
    const [sending, kept] = [steps.indexOf('note sent') + 1, steps.lastIndexOf('keep') + 1];
    expect(steps.slice(0, 3)).toEqual(['live', 'begin', 'keep']);
    for (let last = 0; last <= steps.length; last += 1) {
      const { codes, writes, done } = await sendTwice(title, last, 'at once');
      const died = `${String(last)} ${steps[last - 1] ?? 'nothing'}`;
      // What had not left may be sent by the second gateway; of what had, nothing is sent again.
      const expected = last < sending || last >= kept ? [] : last === sending ? ['UNKNOWN_OUTCOME'] : codesWhenStored;
      expect([died, codes]).toEqual([died, expected]);
      expect([died, writes, done]).toEqual([died, last === sending ? 0 : 1, last === sending ? 0 : 1]);
    }
  });

  it('that REDCap never did is not sent again', async () => {
    const whole = await sendTwice(title, Number.POSITIVE_INFINITY, 'at once');
    const last = whole.steps.indexOf('done by REDCap') + 1;
    const { codes, outcomes, writes, done } = await sendTwice(title, last, 'never');
    expect([codes, outcomes, writes, done]).toEqual([['UNKNOWN_OUTCOME'], ['UNKNOWN'], 1, 0]);
  });
});
