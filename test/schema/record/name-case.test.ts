import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { clinic, everything, keep } from '../../support/clinic.ts';
import { manyRecordsXml } from '../../support/many-records.ts';
import { projectFromXml, startStudy, type Study, type StudyOptions } from '../../support/study.ts';

const studies: Study[] = [];

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

/** A study with a record `A-1`, of which another spelling is asked for. */
const start = async (value: 'kept' | 'ignored'): Promise<Study> => {
  const study = await startStudy({
    project: projectFromXml(manyRecordsXml(1)),
    // The rows of an export are compared in order.
    variants: { 'record-name-case': value, 'row-order': 'sorted' },
  });
  studies.push(study);
  await study.post({ content: 'record', format: 'json', data: '[{"id":"A-1","age":"40","base_complete":"2"}]' });
  return study;
};

const VALUES = '{ id name instances(instrument: "base") { value(field: "age") { raw } } }';

describe('a record that is asked for in other capitals', () => {
  it('is read under its own name where REDCap ignores case, alone and beside its own spelling', async () => {
    const study = await start('ignored');
    const { data, errors } = await study.run(`{
      other: project(key: "study") { record(name: "a-1") ${VALUES} }
    }`);
    expect(errors).toEqual([]);
    expect(data.other.record).toMatchObject({ name: 'A-1', instances: [{ value: { raw: '40' } }] });
    const both = await study.run(`{ project(key: "study") {
      own: record(name: "A-1") ${VALUES} other: record(name: "a-1") ${VALUES} none: record(name: "B-1") ${VALUES}
    } }`);
    expect(both.errors).toEqual([]);
    expect(both.data.project.own).toEqual(data.other.record);
    expect(both.data.project.other).toEqual(data.other.record);
    expect(both.data.project.none).toBeNull();
  });

  it('is none where REDCap keeps case, alone and beside the other', async () => {
    const study = await start('kept');
    const { data, errors } = await study.run(`{
      alone: project(key: "study") { record(name: "a-1") ${VALUES} }
      both: project(key: "study") { own: record(name: "A-1") ${VALUES} other: record(name: "a-1") ${VALUES} }
    }`);
    expect(errors).toEqual([]);
    expect(data.alone.record).toBeNull();
    expect(data.both.other).toBeNull();
    expect(data.both.own).toMatchObject({ name: 'A-1', instances: [{ value: { raw: '40' } }] });
  });

  it.each([
    ['kept', 'is another record that an import makes', ['1 21', 'A-1 40', 'a-1 41'], []],
    ['ignored', 'is refused by an import, which would change the other', ['1 21', 'A-1 40'], [{ code: 'CONFLICT' }]],
  ] as const)('where case is %s, %s', async (value, _title, stored, refusals) => {
    const study = await start(value);
    const list = await study.run('{ project(key: "study") { records(first: 9) { totalCount nodes { name } } } }');
    expect(list.data.project.records).toEqual({ totalCount: 2, nodes: [{ name: '1' }, { name: 'A-1' }] });
    const { data } = await study.run(`mutation { importRecords(input: { project: "study", rows: [
      { record: "a-1", instrument: "base", values: [{ field: "age", raw: "41" }] }
    ] }) { errors { code } } }`);
    expect(data.importRecords.errors).toEqual(refusals);
    const found = await study.post({ content: 'record', format: 'json', 'fields[0]': 'id', 'fields[1]': 'age' });
    const names = (JSON.parse(found) as { id: string; age: string }[]).map(({ id, age }) => `${id} ${age}`);
    expect(names).toEqual(stored);
  });
});

/** The clinic with a record `P-1` in two arms, and a record `q-2`. */
const startClinic = async (value: 'kept' | 'ignored', more: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({
    project: (store) => {
      const made = clinic(store);
      made.project.settings.randomization_enabled = true;
      keep(made.project, 'P-1', 'baseline_arm_1', { first_name: 'Pat', consent_pdf: '' });
      keep(made.project, 'P-1', 'baseline_arm_2', { first_name: 'Pat' });
      keep(made.project, 'q-2', 'baseline_arm_1', { first_name: 'Quin' });
      return made;
    },
    variants: { 'record-name-case': value },
    ...more,
  });
  studies.push(study);
  return study;
};

const file = (): object => ({
  promise: Promise.resolve({
    filename: 'a.txt',
    mimetype: 'text/plain',
    createReadStream: () => Readable.from([Buffer.from('a')]),
  }),
});

const place = { record: 'p-1', event: 'baseline_arm_1', field: 'consent_pdf' };
const writes: readonly [string, string, object, readonly string[]][] = [
  ['renameRecord', 'RenameRecordInput', { record: 'p-1', newName: 'R-9' }, ['record']],
  ['deleteRecords', 'DeleteRecordsInput', { records: ['q-2', 'p-1'], arm: 1, confirmCount: 2 }, ['records', '1']],
  ['importFile', 'ImportFileInput', { ...place, file: file() }, ['record']],
  ['deleteFile', 'DeleteFileInput', place, ['record']],
  ['randomizeRecord', 'RandomizeRecordInput', { record: 'p-1', randomizationId: 7 }, ['record']],
];

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests state the shape that they expect by reading it
const write = async (study: Study, mutation: string, type: string, input: object): Promise<any> => {
  const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { errors { code path message } } }`;
  const { data, errors } = await study.run(document, { input: { project: 'study', ...input } });
  expect(errors).toEqual([]);
  return data[mutation].errors;
};

describe('a write to a record in other capitals', () => {
  it.each(writes)('is refused by %s before anything is sent, and names why', async (mutation, type, input, path) => {
    const ignored = await startClinic('ignored');
    const before = everything(ignored.project);
    expect(await write(ignored, mutation, type, input)).toEqual([
      {
        code: 'NOT_FOUND',
        path,
        message:
          'There is a record whose name differs from this by upper and lower case alone: give its name exactly. Nothing was done.',
      },
    ]);
    const kept = await startClinic('kept');
    expect(await write(kept, mutation, type, input)).toMatchObject([
      { code: 'NOT_FOUND', path, message: expect.stringMatching(/^There is no(?:thing| record)/) as string },
    ]);
    expect(everything(ignored.project)).toEqual(before);
    expect(everything(kept.project)).toEqual(before);
    const actions = [...ignored.calls, ...kept.calls].map(({ action }) => action);
    expect(actions.filter((action) => action !== undefined && action !== 'export')).toEqual([]);
  });

  it.each(['kept', 'ignored'] as const)('is no second record of a deletion, where case is %s', async (value) => {
    const study = await startClinic(value);
    const input = { records: ['P-1', 'p-1'], arm: 1, confirmCount: 2 };
    expect(await write(study, 'deleteRecords', 'DeleteRecordsInput', input)).toMatchObject([
      { code: 'NOT_FOUND', path: ['records', '1'] },
    ]);
    expect(study.callsOf('record', 'delete')).toEqual([]);
  });

  it.each(['kept', 'ignored'] as const)(
    'may be a rename that changes the case alone, where case is %s',
    async (value) => {
      const study = await startClinic(value);
      const document = `mutation ($input: RenameRecordInput!) {
      renameRecord(input: $input) { record { name } errors { code } }
    }`;
      const { data } = await study.run(document, { input: { project: 'study', record: 'P-1', newName: 'p-1' } });
      expect(data.renameRecord).toEqual({ record: { name: 'p-1' }, errors: [] });
      expect([...study.project.records.keys()].sort()).toEqual(['1', '2', 'p-1', 'q-2']);
    },
  );

  it.each(['kept', 'ignored'] as const)(
    'is looked up by its new case after a lost answer, where case is %s',
    async (value) => {
      const study = await startClinic(value, {
        intercept: async (call, answer) => {
          const real = await answer();
          return call['action'] === 'rename' ? 'reset' : real;
        },
      });
      const input = { record: 'P-1', newName: 'p-1' };
      expect(await write(study, 'renameRecord', 'RenameRecordInput', input)).toEqual([]);
    },
  );

  it('is no rename to the name of another record, where REDCap ignores case', async () => {
    const input = { record: 'P-1', newName: 'Q-2' };
    const ignored = await startClinic('ignored');
    expect(await write(ignored, 'renameRecord', 'RenameRecordInput', input)).toMatchObject([
      { code: 'CONFLICT', path: ['newName'] },
    ]);
    expect(ignored.callsOf('record', 'rename')).toEqual([]);
    const kept = await startClinic('kept');
    expect(await write(kept, 'renameRecord', 'RenameRecordInput', input)).toEqual([]);
    expect([...kept.project.records.keys()].sort()).toEqual(['1', '2', 'Q-2', 'q-2']);
  });
});
