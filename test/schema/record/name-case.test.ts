import { afterEach, describe, expect, it } from 'vitest';
import { manyRecordsXml } from '../../support/many-records.ts';
import { projectFromXml, startStudy, type Study } from '../../support/study.ts';

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
