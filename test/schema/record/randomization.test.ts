import { afterEach, describe, expect, it } from 'vitest';
import type { Randomization, SandboxProject, UserDefinition } from '../../../src/sandbox/state/project.ts';
import type { SandboxStore } from '../../../src/sandbox/state/store.ts';
import { clinic, everything, keep, stored } from '../../support/clinic.ts';
import { startStudy, type SandboxCall, type Study, type StudyOptions } from '../../support/study.ts';

/** The clinic with randomization 7 by sex, into `panel` when it is open and into the text field `notes` when it is not. */
const randomizing =
  (more: Partial<Randomization> = {}) =>
  (store: SandboxStore): { project: SandboxProject; owner: UserDefinition } => {
    const made = clinic(store);
    const { project } = made;
    const eventId = project.events[0]?.eventId ?? 0;
    project.settings.randomization_enabled = true;
    project.randomizations = [
      {
        randomizationId: 7,
        targetField: 'panel',
        targetEventId: eventId,
        strata: [{ field: 'sex', eventId }],
        byGroup: false,
        isConcealed: false,
        table: [
          { value: '2', number: 'R-0001', strata: { sex: '0' }, dagId: null, record: null },
          { value: '1', number: 'R-0002', strata: { sex: '0' }, dagId: null, record: null },
        ],
        ...more,
      },
    ];
    return made;
  };

const studies: Study[] = [];

const start = async (options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project: randomizing(), ...options });
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const document = `mutation ($input: RandomizeRecordInput!) {
  randomizeRecord(input: $input) {
    record { name instances(instrument: "labs") { value(field: "panel") { raw label } } }
    targetField
    targetFieldAlt
    isConcealed
    errors { code path message missingRight isRetryable redcapMessage }
  }
}`;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests state the shape that they expect by reading it
const randomize = async (study: Study, input: object = {}): Promise<any> => {
  const { data, errors } = await study.run(document, {
    input: { project: 'study', record: '1', randomizationId: 7, ...input },
  });
  expect(errors).toEqual([]);
  return data.randomizeRecord;
};

const isRandomization = (call: SandboxCall): boolean => call['action'] === 'randomize';
const sent = (study: Study): number => study.calls.filter(isRandomization).length;

const fillNotes = (study: Study): void => {
  study.project.records.get('1')?.rows.forEach((row) => row.values.set('notes', 'x'));
};

/** REDCap randomizes, or does not, and its answer is lost. */
const lose = (isDone: boolean, then = (_study: Study): void => undefined): Partial<StudyOptions> => ({
  intercept: async (call, answer) => {
    if (!isRandomization(call)) return answer();
    if (isDone) await answer();
    const study = studies.at(-1);
    if (study !== undefined) then(study);
    return 'reset';
  },
});

describe('randomizeRecord', () => {
  it('randomizes once and shows the record as it is then', async () => {
    const study = await start();
    expect(await randomize(study)).toEqual({
      record: { name: '1', instances: [{ value: { raw: '2', label: 'Full' } }] },
      targetField: '2',
      targetFieldAlt: 'R-0001',
      isConcealed: false,
      errors: [],
    });
    expect(sent(study)).toBe(1);
    expect(study.calls.find(isRandomization)).toMatchObject({ record: '1', randomization_id: '7', returnAlt: 'true' });
  });

  it('never shows the group of a concealed allocation', async () => {
    const table = [{ value: 'KIT-77', number: 'drug A', strata: { sex: '0' }, dagId: null, record: null }];
    const study = await start({ project: randomizing({ isConcealed: true, targetField: 'notes', table }) });
    const payload = await randomize(study);
    expect(payload).toMatchObject({ targetField: 'KIT-77', targetFieldAlt: null, isConcealed: true, errors: [] });
    expect(JSON.stringify(payload)).not.toMatch(/drug A|\*/);
  });

  it('has three codes for a missing right, a missing stratum and a record that is randomized already', async () => {
    const study = await start({ variants: { 'refusal-words': 'sentences' } });
    expect((await randomize(study, { record: '2' })).errors).toMatchObject([
      {
        code: 'VALIDATION',
        path: ['record'],
        isRetryable: false,
        redcapMessage: expect.stringContaining('"sex"') as string,
      },
    ]);
    await randomize(study);
    const again = await randomize(study);
    expect(again).toMatchObject({
      record: { name: '1', instances: [{ value: { raw: '2' } }] },
      targetField: null,
      errors: [{ code: 'CONFLICT', path: ['record'], isRetryable: false }],
    });
    study.owner.flags['random_perform'] = 0;
    expect((await randomize(study, { record: '2' })).errors).toMatchObject([
      { code: 'FORBIDDEN_RIGHT', missingRight: 'Randomize' },
    ]);
    expect(study.project.randomizations?.[0]?.table.map(({ record }) => record)).toEqual(['1', null]);
  });

  it.each([
    ['a record that is not there', { record: '9' }, 'NOT_FOUND', ['record']],
    ['a field that is not there', { targetField: 'group' }, 'NOT_FOUND', ['targetField']],
  ])('sends nothing for %s', async (_title, input, code, path) => {
    const study = await start();
    const before = everything(study.project);
    expect(await randomize(study, input)).toMatchObject({ record: null, errors: [{ code, path }] });
    expect([sent(study), everything(study.project)]).toEqual([0, before]);
  });

  it('sends nothing where randomization is not enabled', async () => {
    const study = await start({ project: clinic });
    expect(await randomize(study)).toMatchObject({ record: null, errors: [{ code: 'VALIDATION', path: ['project'] }] });
    expect(sent(study)).toBe(0);
  });

  it('sends nothing for a record whose target field is filled, when the caller names that', async () => {
    const study = await start();
    keep(study.project, '2', 'baseline_arm_1', { panel: '1', labs_complete: '2' });
    expect(await randomize(study, { record: '2', targetField: 'panel' })).toMatchObject({
      errors: [{ code: 'CONFLICT', path: ['record'] }],
    });
    expect(sent(study)).toBe(0);
  });

  it("passes on REDCap's words for what is none of these", async () => {
    const study = await start();
    expect((await randomize(study, { randomizationId: 8 })).errors).toMatchObject([
      { code: 'REDCAP_REJECTED', redcapMessage: expect.stringContaining('randomization_id') as string },
    ]);
  });

  it('finds out after a lost answer what is in the field that the caller named, and sends nothing twice', async () => {
    const study = await start(lose(true));
    expect(await randomize(study, { targetField: 'panel' })).toEqual({
      record: { name: '1', instances: [{ value: { raw: '2', label: 'Full' } }] },
      targetField: '2',
      targetFieldAlt: null,
      isConcealed: null,
      errors: [],
    });
    expect([sent(study), stored(study.project, '1', 'baseline_arm_1')]).toMatchObject([1, { panel: '2' }]);
  });

  it.each([
    ['done', true, undefined],
    ['not done, and somebody else has filled a field', false, (study: Study) => fillNotes(study)],
  ])('does not know without the name of the field what became of it when it is %s', async (_title, isDone, then) => {
    const study = await start(lose(isDone, then));
    expect(await randomize(study)).toMatchObject({ targetField: null, errors: [{ code: 'UNKNOWN_OUTCOME' }] });
    expect(sent(study)).toBe(1);
  });

  it('does not know after a lost answer whether the record will be randomized, when no look shows that it is', async () => {
    const study = await start(lose(false));
    expect(await randomize(study)).toMatchObject({
      targetField: null,
      errors: [{ code: 'UNKNOWN_OUTCOME', isRetryable: false }],
    });
    expect([sent(study), study.callsOf('record').length]).toEqual([1, 6]);
  });

  it('does not guess when somebody else has entered data meanwhile', async () => {
    const meddle = (study: Study): void => {
      study.project.records
        .get('1')
        ?.rows.forEach((row) => row.values.set('drawn', '2026-01-01 10:00').set('notes', 'x'));
    };
    const study = await start(lose(true, meddle));
    expect(await randomize(study)).toMatchObject({ targetField: null, errors: [{ code: 'UNKNOWN_OUTCOME' }] });
    expect(sent(study)).toBe(1);
  });

  it('does not take a field that export rights withhold for an empty one', async () => {
    const study = await start(lose(false));
    study.owner.formsExport['labs'] = 0;
    expect((await randomize(study)).errors).toMatchObject([{ code: 'UNKNOWN_OUTCOME', isRetryable: false }]);
  });

  it('refuses a caller that may read only', async () => {
    const study = await start({ mayWrite: false });
    const { errors } = await study.run(document, { input: { project: 'study', record: '1', randomizationId: 7 } });
    expect([errors[0]?.extensions['code'], study.calls]).toEqual(['FORBIDDEN', []]);
  });
});
