import { afterEach, describe, expect, it } from 'vitest';
import { clinic, everything, keep, stored } from '../../support/clinic.ts';
import { startStudy, type Study, type StudyOptions } from '../../support/study.ts';

const studies: Study[] = [];

const start = async (options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project: clinic, ...options });
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const document = `mutation ($input: RenameRecordInput!) {
  renameRecord(input: $input) {
    record { name instances(instrument: "demographics") { value(field: "first_name") { raw } } }
    errors { code path message missingRight }
  }
}`;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests state the shape that they expect by reading it
const rename = async (study: Study, input: object): Promise<any> => {
  const { data, errors } = await study.run(document, { input: { project: 'study', ...input } });
  expect(errors).toEqual([]);
  return data.renameRecord;
};

describe('renameRecord', () => {
  it('gives the record its new name and shows it under that', async () => {
    const study = await start();
    expect(await rename(study, { record: '1', newName: '001' })).toEqual({
      record: { name: '001', instances: [{ value: { raw: 'Ada' } }] },
      errors: [],
    });
    expect([...study.project.records.keys()].sort()).toEqual(['001', '2']);
  });

  it('renames in one arm alone', async () => {
    const study = await start();
    keep(study.project, '1', 'baseline_arm_2', { first_name: 'Eve' });
    expect(await rename(study, { record: '1', newName: '5', arm: 2 })).toMatchObject({ errors: [] });
    expect(stored(study.project, '5', 'baseline_arm_2')).toEqual({ first_name: 'Eve' });
    expect(stored(study.project, '1', 'baseline_arm_1')).toMatchObject({ first_name: 'Ada' });
  });

  it.each([
    ['a record that is not there', { record: '7', newName: '8' }, 'NOT_FOUND', ['record']],
    ['a name that is taken', { record: '1', newName: '2' }, 'CONFLICT', ['newName']],
    ['the name that it has', { record: '1', newName: '1' }, 'VALIDATION', ['newName']],
    ['an arm that is not there', { record: '1', newName: '8', arm: 9 }, 'NOT_FOUND', ['arm']],
    ['an arm that the record is not in', { record: '1', newName: '8', arm: 2 }, 'NOT_FOUND', ['record']],
  ])('refuses %s', async (_title, input, code, path) => {
    const study = await start();
    const before = everything(study.project);
    expect(await rename(study, input)).toMatchObject({ record: null, errors: [{ code, path }] });
    expect(everything(study.project)).toEqual(before);
    expect(study.callsOf('record', 'rename')).toEqual([]);
  });

  it("names the right that the token's user lacks", async () => {
    const study = await start();
    study.owner.flags['record_rename'] = 0;
    expect(await rename(study, { record: '1', newName: '8' })).toMatchObject({
      record: null,
      errors: [{ code: 'FORBIDDEN_RIGHT', missingRight: 'Rename Record' }],
    });
  });

  it('finds out after a lost answer that the record was renamed', async () => {
    const study = await start({
      intercept: async (call, answer) => {
        const real = await answer();
        return call['action'] === 'rename' ? 'reset' : real;
      },
    });
    expect(await rename(study, { record: '1', newName: '8' })).toMatchObject({ record: { name: '8' }, errors: [] });
    expect(study.callsOf('record', 'rename')).toHaveLength(1);
  });
});
