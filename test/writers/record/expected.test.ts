import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { clinic, keep } from '../../support/clinic.ts';
import { runs } from '../../support/runs.ts';
import { startStudy, type SandboxCall, type Study, type StudyOptions } from '../../support/study.ts';

const studies: Study[] = [];

const start = async (options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project: clinic, ...options });
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const IMPORT = `mutation ($input: ImportRecordsInput!) { importRecords(input: $input) {
  errors { code path message missingRight } updatedCount rows { outcome errors { code path message missingRight } }
} }`;

const importRows = async (study: Study, rows: readonly object[], more: object = {}) => {
  const input = { project: 'study', rows, ...more };
  const { data, errors } = await study.run(IMPORT, { input });
  expect(errors).toEqual([]);
  return data.importRecords;
};

const base = { record: '1', event: 'baseline_arm_1', instrument: 'demographics' };

const stored = (study: Study, field: string, record = '1'): string | undefined =>
  [...(study.project.records.get(record)?.rows.values() ?? [])]
    .map((row) => row.values.get(field))
    .find((value) => value !== undefined);

const isImport = (call: SandboxCall): boolean => call['content'] === 'record' && call['data'] !== undefined;

const conflict = (row: number, place: number, field: string) => ({
  code: 'CONFLICT',
  path: ['rows', String(row), 'expected', String(place)],
  message: `${field} is not as you expected: it has changed since you saw it. Nothing of this row was written. Read it again.`,
  missingRight: null,
});

describe('a row that says what its caller saw', () => {
  it('is written where that is stored still, for the calls of any other row', async () => {
    const study = await start();
    const weight = stored(study, 'weight') ?? '';
    await importRows(study, [{ ...base, values: [{ field: 'weight', number: '61' }] }]);
    const plain = study.calls.length;
    const other = await start();
    const result = await importRows(other, [
      { ...base, values: [{ field: 'weight', number: '61' }], expected: [{ field: 'weight', raw: weight }] },
    ]);
    expect(result).toMatchObject({ errors: [], updatedCount: 1 });
    expect(other.calls).toHaveLength(plain);
    expect(stored(other, 'weight')).toBe('61.0');
  });

  it('is refused where it is not, with the names of what has changed, and nothing of it is written', async () => {
    const study = await start();
    keep(study.project, '1', 'baseline_arm_1', { first_name: 'Ida', weight: '70.5' });
    study.forget();
    const result = await importRows(study, [
      {
        ...base,
        values: [{ field: 'weight', number: '61' }],
        expected: [
          { field: 'first_name', raw: 'Somebody' },
          { field: 'weight', raw: '70.5' },
          { field: 'sex', raw: '9' },
        ],
      },
    ]);
    expect(result.rows).toEqual([
      { outcome: 'REJECTED', errors: [conflict(0, 0, 'first_name'), conflict(0, 2, 'sex')] },
    ]);
    expect(result.errors).toMatchObject([{ code: 'CONFLICT', path: ['rows'] }]);
    expect(study.calls.filter(isImport)).toEqual([]);
    expect(JSON.stringify(result)).not.toMatch(/Ida|70\.5|Somebody/);
  });

  it('leaves the others to go on, where good rows are written', async () => {
    const study = await start();
    const rows = [
      { ...base, values: [{ field: 'weight', number: '60' }], expected: [{ field: 'weight', raw: '1' }] },
      { ...base, record: '2', values: [{ field: 'weight', number: '62' }] },
    ];
    const result = await importRows(study, rows, { onBadRow: 'WRITE_GOOD' });
    expect(result.rows.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['REJECTED', 'UPDATED']);
    expect([stored(study, 'weight'), stored(study, 'weight', '2')]).toEqual(['61.5', '62.0']);
    const refused = await importRows(study, rows);
    expect(refused.rows.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['REJECTED', 'NOT_ATTEMPTED']);
  });

  it.each([
    ['a blank', { weight: '' }, { field: 'weight' }, true],
    ['null', { weight: '' }, { field: 'weight', raw: null }, true],
    ['a blank that is not', { weight: '5' }, { field: 'weight', raw: '' }, false],
    ['a number in another spelling', { weight: '70.0' }, { field: 'weight', raw: '70' }, true],
    ['a missing data code', { weight: 'NASK' }, { field: 'weight', raw: 'NASK' }, true],
    ['another missing data code', { weight: 'NASK' }, { field: 'weight', raw: 'UNK' }, false],
    ['what fits no validation', { weight: 'about 70' }, { field: 'weight', raw: 'about 70' }, true],
    ['the codes of a checkbox', {}, { field: 'race', raw: 'a,1' }, true],
    ['fewer codes of a checkbox', {}, { field: 'race', raw: '1' }, false],
    ['no codes of a checkbox', {}, { field: 'race' }, false],
  ])('compares %s by what it means', async (_what, values, expected, isSame) => {
    const study = await start();
    keep(study.project, '1', 'baseline_arm_1', values, { checked: { race: ['1', 'a'] } });
    const { rows } = await importRows(study, [
      { ...base, values: [{ field: 'first_name', raw: 'New' }], expected: [expected] },
    ]);
    expect(rows[0].outcome).toBe(isSame ? 'UPDATED' : 'REJECTED');
  });

  it('is refused where REDCap does not show the field to the token', async () => {
    const study = await start();
    Object.assign(study.project.fields.find(({ field_name }) => field_name === 'first_name') ?? {}, {
      identifier: 'y',
    });
    study.owner.formsExport['demographics'] = 3;
    const { rows } = await importRows(study, [
      { ...base, values: [{ field: 'weight', number: '61' }], expected: [{ field: 'first_name', raw: 'Ada' }] },
    ]);
    expect(rows[0]).toEqual({
      outcome: 'REJECTED',
      errors: [
        {
          code: 'FORBIDDEN_RIGHT',
          path: ['rows', '0', 'expected', '0'],
          message:
            "REDCap does not show first_name to the token's user, so that nobody can say whether it has changed. Nothing of this row was written.",
          missingRight: 'Data Exports',
        },
      ],
    });
  });

  it.each([
    ['a field of another instrument', { expected: [{ field: 'ae_term', raw: 'X' }] }, 'expected'],
    ['the record ID', { expected: [{ field: 'record_id', raw: '1' }] }, 'expected'],
    ['a field that is not there', { expected: [{ field: 'none', raw: 'X' }] }, 'expected'],
    ['of a record that is to be new', { expectNew: true, expected: [{ field: 'weight', raw: '1' }] }, 'expected'],
  ])('is refused before anything is read for %s', async (_what, more, part) => {
    const study = await start();
    const { rows } = await importRows(study, [{ ...base, values: [{ field: 'weight', number: '61' }], ...more }]);
    expect(rows[0].errors[0].path.slice(0, 3)).toEqual(['rows', '0', part]);
    expect(study.calls.filter(isImport)).toEqual([]);
  });

  it('is asked for twice where its record does not come, so that a lost row is no empty one', async () => {
    let lost = 1;
    const study = await start({
      intercept: async (call, answer) => {
        const response = await answer();
        if (call['content'] !== 'record' || call['records[0]'] === undefined || lost-- <= 0) return response;
        return new Response('[]', response);
      },
    });
    keep(study.project, '1', 'baseline_arm_1', { weight: '70.5' });
    const { rows } = await importRows(study, [
      { ...base, values: [{ field: 'weight', number: '61' }], expected: [{ field: 'weight' }] },
    ]);
    expect(rows[0].errors).toEqual([conflict(0, 0, 'weight')]);
  });
});

describe('a row of a record that is to be new', () => {
  const row = (record: string, field = 'first_name') => ({
    ...base,
    record,
    values: [{ field, raw: '5' }],
    expectNew: true,
  });

  it('makes the record where there is none, with all rows of it', async () => {
    const study = await start();
    const labs = { ...base, record: '77', instrument: 'vitals', event: 'unscheduled_arm_1', repeatInstance: 1 };
    const result = await importRows(study, [row('77'), { ...labs, values: [{ field: 'pulse', raw: '71' }] }]);
    expect(result.errors).toEqual([]);
    expect([stored(study, 'first_name', '77'), stored(study, 'pulse', '77')]).toEqual(['5', '71']);
  });

  it('is refused where there is one, in whatever event', async () => {
    const study = await start();
    keep(study.project, '88', 'baseline_arm_2', { first_name: 'Ada' });
    const { rows } = await importRows(study, [row('88')]);
    expect(rows[0].errors).toEqual([
      {
        code: 'CONFLICT',
        path: ['rows', '0', 'expectNew'],
        message: 'There is a record with this name already. Nothing of this row was written.',
        missingRight: null,
      },
    ]);
    expect(study.calls.filter(isImport)).toEqual([]);
  });
});

describe('the graph of a project', () => {
  it('takes what was seen in the inputs of the row, and says where it has changed', async () => {
    const study = await start();
    keep(study.project, '1', 'baseline_arm_1', { first_name: 'Ida', weight: '70.5' });
    const source = (expected: string): string => `mutation { importRecords(input: { project: "study", demographics: [
      { record: "1", event: baseline_arm_1, values: { weight: "61" }, expected: ${expected} }
    ] }) { updatedCount rows { path outcome errors { code path } } } }`;
    const changed = await study.runTyped(source('{ values: { first_name: "Eve" }, empty: [weight, notes] }'));
    expect(changed.errors).toEqual([]);
    expect(changed.data.importRecords.rows).toEqual([
      {
        path: ['demographics', '0'],
        outcome: 'REJECTED',
        errors: [
          { code: 'CONFLICT', path: ['demographics', '0', 'expected', 'values', 'first_name'] },
          { code: 'CONFLICT', path: ['demographics', '0', 'expected', 'empty', '0'] },
        ],
      },
    ]);
    const same = await study.runTyped(source('{ values: { first_name: "Ida", weight: "70.50" } }'));
    expect(same.errors).toEqual([]);
    expect(same.data.importRecords.updatedCount).toBe(1);
  });
});

describe('callers who count up what they saw, and try again where it has changed', () => {
  it('lose no step of each other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 3 }), async (steps) => {
        const study = await start();
        keep(study.project, '1', 'baseline_arm_1', { weight: '10' });
        const read = async (): Promise<string> =>
          (
            await study.run(
              '{ project(key: "study") { record(name: "1") { instances(instrument: "demographics", events: ["baseline_arm_1"]) { value(field: "weight") { raw } } } } }',
            )
          ).data.project.record.instances[0].value.raw;
        let conflicts = 0;
        const count = async (times: number, index: number): Promise<void> => {
          // Each adds a number of its own, so that no write of one looks like that of another.
          for (let done = 0; done < times;) {
            const seen = await read();
            const { rows } = await importRows(study, [
              {
                ...base,
                values: [{ field: 'weight', number: String(Number(seen) + index + 1) }],
                expected: [{ field: 'weight', raw: seen }],
              },
            ]);
            if (rows[0].outcome === 'UPDATED') done += 1;
            else conflicts += 1;
          }
        };
        await Promise.all(steps.map(count));
        expect(stored(study, 'weight')).toBe(
          `${String(10 + steps.reduce((sum, step, index) => sum + step * (index + 1), 0))}.0`,
        );
        expect(conflicts).toBeGreaterThan(0);
      }),
      { numRuns: runs(10) },
    );
  });
});
