import { afterEach, describe, expect, it } from 'vitest';
import { everything } from '../../support/clinic.ts';
import { startStudy, type SandboxCall, type Study } from '../../support/study.ts';
import { lifeClinic, mutationCases } from './mutation.ts';

const studies: Study[] = [];

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const isDataExport = (call: SandboxCall): boolean =>
  call['content'] === 'record' &&
  call['action'] === undefined &&
  call['data'] === undefined &&
  call['format'] === 'json';

/** The rows that are left of an export from which REDCap leaves some out. */
type Leave = (rows: readonly Record<string, string>[]) => readonly Record<string, string>[];

const adverse = { event: 'baseline_arm_1', instrument: 'adverse_events', repeatInstance: 3 };

const cases: readonly [title: string, name: string, type: string, input: object, leave: Leave][] = [
  ['records', 'deleteRecords', 'DeleteRecordsInput', { records: ['1', '2'], arm: 1, confirmCount: 2 }, () => []],
  [
    'an instance',
    'deleteRecords',
    'DeleteRecordsInput',
    { records: ['1'], ...adverse, confirmCount: 1 },
    (rows) => rows.filter((row) => row['redcap_repeat_instance'] === ''),
  ],
  [
    'an instrument',
    'deleteRecords',
    'DeleteRecordsInput',
    { records: ['1'], event: 'baseline_arm_1', instrument: 'demographics', confirmCount: 1 },
    (rows) => rows.filter((row) => row['redcap_repeat_instance'] !== ''),
  ],
  [
    'a file',
    'deleteFile',
    'DeleteFileInput',
    { record: '1', event: 'baseline_arm_1', field: 'consent_pdf' },
    (rows) => rows.filter((row) => row['redcap_repeat_instance'] !== ''),
  ],
  [
    'a value',
    'importRecords',
    'ImportRecordsInput',
    {
      rows: [
        {
          record: '1',
          event: 'baseline_arm_1',
          instrument: 'demographics',
          values: [{ field: 'weight', erase: true }],
        },
      ],
    },
    (rows) => rows.filter((row) => row['redcap_repeat_instance'] !== ''),
  ],
];

describe('a deletion whose answer is lost', () => {
  it.each(cases)('is not done because exports leave rows out: %s', async (_title, name, type, input, leave) => {
    let isLost = false;
    let isPrepared = false;
    const study = await startStudy({
      project: lifeClinic,
      intercept: async (call, answer) => {
        const isWrite = call['data'] !== undefined || ['delete', 'import'].includes(call['action'] ?? '');
        if (isPrepared && isWrite) {
          isLost = true;
          return 'reset';
        }
        const response = await answer();
        if (!isLost || !isDataExport(call)) return response;
        // REDCap's exports are lists of such rows.
        return Response.json(leave((await response.json()) as Record<string, string>[]));
      },
    });
    studies.push(study);
    const prepare = mutationCases.find((mutation) => mutation.name === name)?.input;
    if (name === 'deleteFile' && typeof prepare === 'function') await prepare(study);
    isPrepared = true;
    const before = everything(study.project);
    const source = `mutation ($input: ${type}!) { ${name}(input: $input) { errors { code } } }`;
    const { data, errors } = await study.run(source, { input: { project: 'study', ...input } });
    expect(errors).toEqual([]);
    expect(data[name]).toEqual({ errors: [{ code: 'UNKNOWN_OUTCOME' }] });
    expect(everything(study.project)).toEqual(before);
  });
});

describe('a rename whose answer is lost', () => {
  it('is not done because exports leave the old name out, though somebody made a record with the new one', async () => {
    let isLost = false;
    const study = await startStudy({
      project: lifeClinic,
      intercept: async (call, answer) => {
        if (call['action'] === 'rename') {
          isLost = true;
          const { records } = study.project;
          const other = records.get('1');
          if (other !== undefined) records.set('22', { ...other, name: '22' });
          return 'reset';
        }
        const response = await answer();
        if (!isLost || !isDataExport(call)) return response;
        // REDCap's exports are lists of such rows.
        const rows = (await response.json()) as Record<string, string>[];
        return Response.json(rows.filter((row) => row['record_id'] !== '2'));
      },
    });
    studies.push(study);
    const { data } = await study.run(
      'mutation { renameRecord(input: { project: "study", record: "2", newName: "22" }) { errors { code } } }',
    );
    expect(data.renameRecord.errors).toEqual([{ code: 'UNKNOWN_OUTCOME' }]);
  });
});
