import { afterEach, describe, expect, it } from 'vitest';
import { StateFailure } from '../../../src/state/failure.ts';
import type { KeptValues } from '../../../src/state/kept-values.ts';
import type { State } from '../../../src/state/state.ts';
import { createPlainState } from '../../support/state.ts';
import { startStudy, type Study } from '../../support/study.ts';
import { lifeClinic, mutationCases } from '../life/mutation.ts';

const studies: Study[] = [];

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

/** A state of which the parts that a data folder holds take nothing once they are full, as `StateFailure` says. */
const fillable = (state: State) => {
  let isFull = false;
  const unless =
    <Args extends readonly unknown[], Result>(run: (...args: Args) => Promise<Result>) =>
    (...args: Args): Promise<Result> =>
      isFull ? Promise.reject(new StateFailure('full')) : run(...args);
  const values = (kept: KeptValues): KeptValues => ({ ...kept, set: unless(kept.set), forget: unless(kept.forget) });
  const { journal, kept, backups } = state;
  return {
    state: {
      ...state,
      journal: { ...journal, begin: unless(journal.begin), revise: unless(journal.revise), live: unless(journal.live) },
      kept: { ...kept, idempotency: values(kept.idempotency), lookup: values(kept.lookup) },
      backups: { ...backups, store: unless(backups.store) },
    } satisfies State,
    fill: (full: boolean) => {
      isFull = full;
    },
  };
};

const isWrite = (call: Readonly<Record<string, string>>): boolean => call['data'] !== undefined;

/** Sends an import with a key three times: the state is full from the moment on that REDCap has done it, and empty the last time. */
const sendThrice = async (title: string) => {
  const mutation = mutationCases.find((one) => one.name === 'importRecords' && one.title === title);
  if (mutation === undefined) throw new Error('there is no such case');
  let writes = 0;
  let fill = (_full: boolean): void => undefined;
  const study = await startStudy({
    project: lifeClinic,
    intercept: async (call, answer) => {
      const response = await answer();
      if (isWrite(call)) {
        writes += 1;
        fill(true);
      }
      return response;
    },
  });
  studies.push(study);
  const full = fillable(createPlainState({ now: study.clock.gateway.now }));
  ({ fill } = full);
  study.restart(full.state);
  const input = { project: 'study', idempotencyKey: 'once', ...mutation.input };
  const source = `mutation ($input: ImportRecordsInput!) {
    importRecords(input: $input) { errors { code } rows { outcome } }
  }`;
  const send = async () => {
    const { data, errors } = await study.run(source, { input });
    expect(errors).toEqual([]);
    return {
      codes: data.importRecords.errors.map(({ code }: { code: string }) => code),
      outcomes: data.importRecords.rows.map(({ outcome }: { outcome: string }) => outcome),
    };
  };
  const [first, second] = [await send(), await send()];
  fill(false);
  return { first, second, third: await send(), writes };
};

describe('an import with a key, whose result the state has no room for', () => {
  it.each([
    ['that changes a record', 'UPDATED', { codes: [], outcomes: ['UPDATED'] }],
    ['that makes a record', 'CREATED', { codes: ['UNKNOWN_OUTCOME'], outcomes: ['UNKNOWN'] }],
  ])('%s is answered as it was done, and a repeat is looked up and not sent', async (title, outcome, looked) => {
    const { first, second, third, writes } = await sendThrice(title);
    expect(first).toEqual({ codes: [], outcomes: [outcome] });
    expect([second, third]).toEqual([looked, looked]);
    expect(writes).toBe(1);
  });
});
