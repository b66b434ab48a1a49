import { afterEach, describe, expect, it } from 'vitest';
import { clinic, classicClinic, everything, keep, stored } from '../../support/clinic.ts';
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

const document = `mutation ($input: DeleteRecordsInput!) {
  deleteRecords(input: $input) { deletedCount errors { code path message missingRight } }
}`;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests state the shape that they expect by reading it
const remove = async (study: Study, input: object): Promise<any> => {
  const { data, errors } = await study.run(document, { input: { project: 'study', ...input } });
  expect(errors).toEqual([]);
  return data.deleteRecords;
};

describe('deleteRecords', () => {
  it('deletes whole records of one arm, in one call', async () => {
    const study = await start();
    expect(await remove(study, { records: ['1', '2'], arm: 1, confirmCount: 2 })).toEqual({
      deletedCount: 2,
      errors: [],
    });
    expect([...study.project.records.keys()]).toEqual([]);
    expect(study.callsOf('record', 'delete')).toEqual([
      expect.objectContaining({ 'records[0]': '1', 'records[1]': '2', arm: '1', delete_logging: '0' }),
    ]);
  });

  it('leaves the other arm of a record alone', async () => {
    const study = await start();
    keep(study.project, '1', 'baseline_arm_2', { first_name: 'Ada' });
    expect(await remove(study, { records: ['1'], arm: 1, confirmCount: 1 })).toMatchObject({ deletedCount: 1 });
    expect(stored(study.project, '1', 'baseline_arm_2')).toEqual({ first_name: 'Ada' });
    expect(stored(study.project, '1', 'baseline_arm_1')).toBeUndefined();
  });

  it('deletes one instance of a repeating instrument and leaves the others', async () => {
    const study = await start();
    const scope = { event: 'baseline_arm_1', instrument: 'adverse_events', repeatInstance: 1 };
    expect(await remove(study, { records: ['1'], ...scope, confirmCount: 1 })).toEqual({ deletedCount: 1, errors: [] });
    expect(stored(study.project, '1', 'baseline_arm_1', 'adverse_events', 1)).toBeUndefined();
    expect(stored(study.project, '1', 'baseline_arm_1', 'adverse_events', 3)).toEqual({ ae_term: 'Fever' });
  });

  it('deletes the data of one instrument and leaves its neighbours', async () => {
    const study = await start();
    keep(study.project, '3', 'baseline_arm_1', { first_name: 'Cy', panel: '1' });
    const scope = { event: 'baseline_arm_1', instrument: 'labs' };
    expect(await remove(study, { records: ['3'], ...scope, confirmCount: 1 })).toEqual({ deletedCount: 1, errors: [] });
    expect(stored(study.project, '3', 'baseline_arm_1')).toEqual({ first_name: 'Cy' });
  });

  const one = { records: ['1'], confirmCount: 1 };
  it.each([
    ['no arm where there are several', one, 'WOULD_DELETE_DATA', ['arm']],
    ['an arm that is not there', { ...one, arm: 3 }, 'NOT_FOUND', ['arm']],
    ['another number than was confirmed', { ...one, arm: 1, confirmCount: 2 }, 'WOULD_DELETE_DATA', ['confirmCount']],
    ['no records', { records: [], arm: 1, confirmCount: 0 }, 'VALIDATION', ['records']],
    ['a record named twice', { records: ['1', '1'], arm: 1, confirmCount: 1 }, 'VALIDATION', ['records', '1']],
    ['a record that is not there', { records: ['1', '7'], arm: 1, confirmCount: 2 }, 'NOT_FOUND', ['records', '1']],
    ['a record that is in another arm', { ...one, arm: 2 }, 'NOT_FOUND', ['records', '0']],
    ['an instrument without its event', { ...one, instrument: 'labs' }, 'VALIDATION', ['event']],
    [
      'an instrument that holds nothing there',
      { ...one, event: 'baseline_arm_1', instrument: 'labs' },
      'NOT_FOUND',
      ['records', '0'],
    ],
    [
      'a repeating instrument without its instance',
      { ...one, event: 'baseline_arm_1', instrument: 'adverse_events' },
      'VALIDATION',
      ['repeatInstance'],
    ],
    [
      'a repeating event without its instance',
      { ...one, event: 'unscheduled_arm_1' },
      'VALIDATION',
      ['repeatInstance'],
    ],
    [
      'an instance that is not there',
      { ...one, event: 'unscheduled_arm_1', repeatInstance: 4 },
      'NOT_FOUND',
      ['records', '0'],
    ],
    ['an instance of whole records', { ...one, arm: 1, repeatInstance: 2 }, 'VALIDATION', ['repeatInstance']],
    ['the label of an event', { ...one, event: 'Unscheduled' }, 'NOT_FOUND', ['event']],
    ['an event of another arm', { ...one, arm: 2, event: 'baseline_arm_1' }, 'VALIDATION', ['arm']],
  ])('refuses %s', async (_title, input, code, path) => {
    const study = await start();
    const before = everything(study.project);
    expect(await remove(study, input)).toMatchObject({ deletedCount: 0, errors: [{ code, path }] });
    expect(everything(study.project)).toEqual(before);
    expect(study.callsOf('record', 'delete')).toEqual([]);
  });

  it('needs no arm in a classic project, and refuses one', async () => {
    const study = await start({ project: classicClinic });
    keep(study.project, '1', 'event_1_arm_1', { first_name: 'Ada' });
    expect(await remove(study, { ...one, arm: 1 })).toMatchObject({ errors: [{ code: 'NOT_LONGITUDINAL' }] });
    expect(await remove(study, one)).toEqual({ deletedCount: 1, errors: [] });
  });

  it('is not done because one look does not show the records', async () => {
    let left = 0;
    const study = await start({
      intercept: (call, answer) => {
        if (call['content'] === 'record' && call['action'] === 'delete') {
          left = 1;
          return Promise.resolve('reset');
        }
        if (call['content'] !== 'record' || left === 0) return answer();
        left -= 1;
        return Promise.resolve(Response.json([]));
      },
    });
    expect(await remove(study, { records: ['1', '2'], arm: 1, confirmCount: 2 })).toMatchObject({
      deletedCount: 0,
      errors: [{ code: 'UNKNOWN_OUTCOME' }],
    });
    expect([...study.project.records.keys()]).toEqual(['1', '2']);
  });

  it("names the right that the token's user lacks", async () => {
    const study = await start();
    study.owner.flags['record_delete'] = 0;
    expect(await remove(study, { ...one, arm: 1 })).toEqual({
      deletedCount: 0,
      errors: [
        {
          code: 'FORBIDDEN_RIGHT',
          path: [],
          message: "REDCap refused it: the token's user needs Delete Record.",
          missingRight: 'Delete Record',
        },
      ],
    });
  });

  it('finds out after a lost answer that the records are gone, and sends nothing again', async () => {
    const study = await start({
      intercept: async (call, answer) => {
        const real = await answer();
        return call['action'] === 'delete' ? 'reset' : real;
      },
    });
    expect(await remove(study, { ...one, arm: 1 })).toEqual({ deletedCount: 1, errors: [] });
    expect(study.callsOf('record', 'delete')).toHaveLength(1);
  });

  it.each([
    ['lost', (): Response | 'reset' => 'reset', 'UNKNOWN_OUTCOME'],
    ['plain', (): Response | 'reset' => new Response('1'), 'PARTIAL_WRITE'],
  ])('names the record that is still there after a %s answer', async (_title, respond, code) => {
    const study = await start({
      intercept: (call, answer) => {
        if (call['action'] !== 'delete') return answer();
        study.project.records.delete('1');
        return Promise.resolve(respond());
      },
    });
    expect(await remove(study, { records: ['1', '2'], arm: 1, confirmCount: 2 })).toMatchObject({
      deletedCount: 1,
      errors: [{ code, path: ['records', '1'] }],
    });
  });

  it.each([
    ['nothing', 'nothing-deleted', 0, ['2', '3'], []],
    ['the others', 'others-deleted', 1, ['3'], [['PARTIAL_WRITE', ['records', '1']]]],
  ] as const)('looks what a refusal has deleted: %s', async (_title, way, deletedCount, left, errors) => {
    const study = await start({
      variants: { 'unknown-records': way },
      intercept: async (call, answer) => {
        if (call['action'] === 'delete') study.project.records.delete('1');
        const response = await answer();
        // Somebody makes the record anew at once.
        if (call['action'] === 'delete') keep(study.project, '1', 'baseline_arm_1', { first_name: 'Ada' });
        return response;
      },
    });
    keep(study.project, '3', 'baseline_arm_1', { first_name: 'Cy' });
    const answer = await remove(study, { records: ['2', '1'], arm: 1, confirmCount: 2 });
    expect(answer.deletedCount).toBe(deletedCount);
    expect([...study.project.records.keys()].filter((name) => name !== '1')).toEqual(left);
    const found = answer.errors.map(({ code, path }: { code: string; path: string[] }) => [code, path]);
    expect(found).toEqual(errors.length === 0 ? [['REDCAP_REJECTED', []]] : errors);
  });

  it('is refused for a caller that may read only', async () => {
    const study = await start({ mayWrite: false });
    const { errors } = await study.run(document, { input: { project: 'study', ...one } });
    expect(errors[0]?.extensions['code']).toBe('FORBIDDEN');
    expect(study.calls).toEqual([]);
  });
});
