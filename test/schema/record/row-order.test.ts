import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clinic, keep } from '../../support/clinic.ts';
import { manyRecordsXml } from '../../support/many-records.ts';
import { projectFromXml, startStudy, type Answer, type SandboxCall, type Study } from '../../support/study.ts';

const studies: Study[] = [];
let study: Study;

const start = async (options: Parameters<typeof startStudy>[0]): Promise<Study> => {
  const started = await startStudy(options);
  studies.push(started);
  return started;
};

beforeEach(async () => {
  study = await start({ project: clinic });
});

afterEach(async () => {
  await Promise.all(studies.splice(0).map((one) => one.close()));
});

const PAGE = `query Page($instrument: String!, $orderBy: InstrumentDataOrder, $where: RecordFilter, $first: Int, $after: String) {
  project(key: "study") {
    page: instrumentData(instrument: $instrument, orderBy: $orderBy, where: $where, first: $first, after: $after) {
      totalCount
      nodes { record { name } event { uniqueEventName } repeatInstance }
      pageInfo { endCursor }
      completeness { omittedFields { fieldName code } }
    }
  }
}`;

interface Row {
  readonly record: { readonly name: string };
  readonly event: { readonly uniqueEventName: string } | null;
  readonly repeatInstance: number | null;
}

/** Each row as its record, with the instance where it has one: `1#3`. */
const rowsOf = ({ data, errors }: Answer): string[] => {
  expect(errors).toEqual([]);
  return data.project.page.nodes.map(({ record, repeatInstance }: Row) =>
    repeatInstance === null ? record.name : `${record.name}#${String(repeatInstance)}`,
  );
};

const fieldsOf = (call: SandboxCall): string[] =>
  Object.entries(call).flatMap(([key, value]) => (key.startsWith('fields[') ? [value] : []));

const both = async (instrument: string, field: string): Promise<readonly string[][]> => {
  const rows: string[][] = [];
  for (const direction of ['ASC', 'DESC']) {
    rows.push(rowsOf(await study.run(PAGE, { instrument, orderBy: { field, direction } })));
  }
  return rows;
};

const keepEvent = (record: string, instance: number, values: Readonly<Record<string, string>>) =>
  keep(
    study.project,
    record,
    'baseline_arm_1',
    { ...values, adverse_events_complete: values['adverse_events_complete'] ?? '0' },
    { repeatInstrument: 'adverse_events', instance },
  );

describe('the rows of an instrument', () => {
  beforeEach(() => {
    study.project.records.clear();
  });

  it('stand by the value of each, and not by that of their record, the same ones in the usual order', async () => {
    keepEvent('1', 1, { ae_term: 'Rash' });
    keepEvent('1', 2, { ae_term: 'cough' });
    keepEvent('2', 1, { ae_term: 'Rash' });
    keepEvent('10', 1, { ae_term: 'Ache' });
    expect(await both('adverse_events', 'ae_term')).toEqual([
      ['10#1', '1#2', '1#1', '2#1'],
      ['1#1', '2#1', '1#2', '10#1'],
    ]);
  });

  it('stand by number as numbers and by choice as the dictionary has them', async () => {
    keep(study.project, '1', 'baseline_arm_1', { weight: '100.5', sex: '1', demographics_complete: '2' });
    keep(study.project, '2', 'baseline_arm_1', { weight: '99.5', sex: '0', demographics_complete: '0' });
    keep(study.project, '3', 'baseline_arm_2', { weight: '9.0', sex: '1', demographics_complete: '1' });
    expect(await both('demographics', 'weight')).toEqual([
      ['3', '2', '1'],
      ['1', '2', '3'],
    ]);
    expect(await both('demographics', 'sex')).toEqual([
      ['2', '1', '3'],
      ['1', '3', '2'],
    ]);
    expect(await both('demographics', 'demographics_complete')).toEqual([
      ['2', '3', '1'],
      ['1', '3', '2'],
    ]);
    expect(await both('demographics', 'record_id')).toEqual([
      ['1', '2', '3'],
      ['3', '2', '1'],
    ]);
  });

  it('stand last from either end where nothing is stored, a missing data code, or what does not fit', async () => {
    const weights = { '1': '', '2': 'UNK', '3': 'heavy', '4': '70.0', '5': '60.0' };
    for (const [name, weight] of Object.entries(weights)) {
      keep(study.project, name, 'baseline_arm_1', { weight, demographics_complete: '2' });
    }
    expect(await both('demographics', 'weight')).toEqual([
      ['5', '4', '1', '2', '3'],
      ['4', '5', '1', '2', '3'],
    ]);
  });

  it('are the same ones in any order, also where no form status is stored', async () => {
    keep(study.project, '1', 'baseline_arm_1', { weight: '70.0', demographics_complete: '' });
    keep(study.project, '2', 'baseline_arm_1', { weight: '60.0', demographics_complete: '0' });
    const usual = rowsOf(await study.run(PAGE, { instrument: 'demographics' }));
    const [rows = []] = await both('demographics', 'weight');
    expect(rows.toSorted()).toEqual(usual);
  });
});

describe('a page of ordered rows', () => {
  const ordered = { instrument: 'base', orderBy: { field: 'age', direction: 'DESC' } };

  it('costs one export for the list, with the field of the order alone, and one for each page', async () => {
    study = await start({ project: projectFromXml(manyRecordsXml(6)) });
    const withValues = PAGE.replace('repeatInstance }', 'repeatInstance value(field: "comment") { raw } }');
    const first = await study.run(withValues, { ...ordered, first: 2 });
    expect(study.callsOf('record').map(fieldsOf)).toEqual([
      ['id', 'age', 'base_complete'],
      ['id', 'comment', 'base_complete'],
    ]);
    study.forget();
    const after = String(first.data.project.page.pageInfo.endCursor);
    const second = await study.run(withValues, { ...ordered, first: 2, after });
    expect([rowsOf(first), rowsOf(second)]).toEqual([
      ['6', '5'],
      ['4', '3'],
    ]);
    expect(study.callsOf('record').map(fieldsOf)).toEqual([['id', 'comment', 'base_complete']]);
  });

  it('goes together with a filter, whoever evaluates it, in the one export of the list', async () => {
    study = await start({ project: projectFromXml(manyRecordsXml(6)) });
    const where = { field: 'site', eq: 's' };
    expect(rowsOf(await study.run(PAGE, { ...ordered, where }))).toEqual(['6', '4', '2']);
    const unsure = { field: 'comment', contains: 's' };
    expect(rowsOf(await study.run(PAGE, { ...ordered, where: unsure, first: 2 }))).toEqual(['6', '5']);
    const lists = study.callsOf('record').filter((call) => !('records[0]' in call));
    expect(lists.map((call) => [call['filterLogic'], fieldsOf(call)])).toEqual([
      ["[site] = 's'", ['id', 'age', 'site', 'base_complete']],
      [undefined, ['id', 'age', 'comment', 'base_complete']],
    ]);
  });

  it('is refused with a cursor whose row is gone once the list is not kept any more', async () => {
    study = await start({ project: projectFromXml(manyRecordsXml(6)), listMaxAgeMs: 0 });
    const { data } = await study.run(PAGE, { ...ordered, first: 2 });
    study.project.records.delete('5');
    const { errors } = await study.run(PAGE, { ...ordered, first: 2, after: data.project.page.pageInfo.endCursor });
    expect(errors.map(({ message, extensions }) => [message, extensions['code']])).toEqual([
      ['The list has changed and the row of this cursor is gone: begin again without after.', 'BAD_USER_INPUT'],
    ]);
  });

  it('goes on behind a row that is gone, in the usual order from its end', async () => {
    study = await start({ project: projectFromXml(manyRecordsXml(6)), listMaxAgeMs: 0 });
    const orderBy = { direction: 'DESC' };
    const first = await study.run(PAGE, { instrument: 'base', orderBy, first: 2 });
    study.project.records.delete('5');
    const after = String(first.data.project.page.pageInfo.endCursor);
    const second = await study.run(PAGE, { instrument: 'base', orderBy, first: 2, after });
    expect([rowsOf(first), rowsOf(second)]).toEqual([
      ['6', '5'],
      ['4', '3'],
    ]);
  });

  it('says of a field that the token may not export that the order could not see it', async () => {
    study = await start({ project: projectFromXml(manyRecordsXml(3)) });
    study.owner.formsExport['base'] = 3;
    const field = study.project.fields.find(({ field_name: name }) => name === 'age');
    Object.assign(field ?? {}, { identifier: 'y' });
    const { data } = await study.run(PAGE, ordered);
    expect(data.project.page.completeness.omittedFields).toEqual([{ fieldName: 'age', code: 'EXPORT_RIGHTS' }]);
  });
});

describe('an order of rows', () => {
  it.each([
    ['agee', 'agee is no field of the project: take a field of demographics.'],
    ['Jane Doe', 'The given name is no field of the project: take a field of demographics.'],
    [
      'ae_term',
      'ae_term is a field of adverse_events, which the rows of demographics do not hold: take a field of demographics.',
    ],
    ['race', 'Rows cannot be ordered by race: it holds no single value. Take another field.'],
    ['welcome', 'Rows cannot be ordered by welcome: it holds no single value. Take another field.'],
  ])('by %s is refused with the remedy, before any record is asked for', async (field, message) => {
    const { errors } = await study.run(PAGE, { instrument: 'demographics', orderBy: { field } });
    expect(errors.map(({ message: told, extensions }) => [told, extensions['argument'], extensions['code']])).toEqual([
      [message, 'orderBy.field', 'BAD_USER_INPUT'],
    ]);
    expect(study.callsOf('record')).toEqual([]);
  });

  it("names a variable of the instrument in the project's own schema", async () => {
    study.project.records.clear();
    keep(study.project, '3', 'baseline_arm_1', { weight: '9.0', demographics_complete: '2' });
    keep(study.project, '4', 'baseline_arm_2', { weight: '10.0', demographics_complete: '2' });
    const table = (given: string): string =>
      `{ instrumentData { demographics(${given}) { nodes { record { name } weight { raw } } } } }`;
    const { data, errors } = await study.runTyped(table('orderBy: { field: weight, direction: DESC }, first: 2'));
    expect(errors).toEqual([]);
    expect(data.instrumentData.demographics.nodes.map(({ record }: Row) => record.name)).toEqual(['4', '3']);
    const refused = await study.runTyped(table('orderBy: { field: race }'));
    expect(refused.errors.map(({ message }) => message)).toEqual([
      'Rows cannot be ordered by race: it holds no single value. Take another field.',
    ]);
  });
});
