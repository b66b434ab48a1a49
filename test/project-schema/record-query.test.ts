import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { afterEach, describe, expect, it } from 'vitest';
import { designOf, metadataRow, validated } from '../graph/support/design.ts';
import { manyRecordsXml } from '../support/many-records.ts';
import { longitudinalXml } from '../support/project-xml.ts';
import {
  projectFromXml,
  startStudy,
  type Answer,
  type SandboxCall,
  type Study,
  type StudyOptions,
} from '../support/study.ts';
import { projectFromExport } from './support/random-study.ts';

const studies: Study[] = [];

const start = async (xml: string, options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project: projectFromXml(xml), ...options });
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const PAGE = `query Page($first: Int!, $after: String, $where: RecordWhere, $orderBy: RecordOrder) {
  records(first: $first, after: $after, where: $where, orderBy: $orderBy) {
    totalCount
    nodes { name }
    pageInfo { hasNextPage endCursor }
    completeness { omittedFields { fieldName reason } }
  }
}`;

const namesOf = ({ data }: Answer): string[] => data.records.nodes.map(({ name }: { name: string }) => name);

const fieldsOf = (call: SandboxCall | undefined): string[] =>
  Object.entries(call ?? {}).flatMap(([key, value]) => (key.startsWith('fields[') ? [value] : []));

const importRows = (study: Study, rows: readonly Readonly<Record<string, string>>[]): Promise<string> =>
  study.post({ content: 'record', format: 'json', data: JSON.stringify(rows) });

describe('typed filters of records', () => {
  it.each<[string, object, string | undefined, string[]]>([
    ['a number', { base: { age: { gte: 30 } } }, '(isnumber([age]) and [age] >= 30)', ['10', '11', '12']],
    [
      'a choice',
      { base: { site: { eq: 'n' }, age: { lt: 24 } } },
      "((isnumber([age]) and [age] < 24) and [site] = 'n')",
      ['1', '3'],
    ],
    [
      'the opposite',
      { not: { base: { age: { gt: 22 } } } },
      '(if(isnumber([age]) and [age] > 22, 0, 1) = 1)',
      ['1', '2', '13'],
    ],
    ['a quote', { base: { comment: { eq: 'it\'s "7"' } } }, undefined, ['7']],
    ['a search', { base: { comment: { contains: 'S "1' } } }, undefined, ['1', '10', '11', '12']],
    ['a blank', { base: { age: { isBlank: true } } }, undefined, ['13']],
    ['a status', { base: { status: { eq: 'INCOMPLETE' } } }, undefined, ['13']],
    ['that nothing is saved', { not: { base: {} } }, undefined, []],
  ])('select by %s with one call, at REDCap or here', async (_title, where, logic, names) => {
    const study = await start(manyRecordsXml(12));
    await importRows(study, [{ id: '13', comment: 'blank', base_complete: '0' }]);
    await study.runTyped('{ __typename }');
    study.forget();
    const answer = await study.runTyped(PAGE, { first: 20, where });
    expect(answer.errors).toEqual([]);
    expect(namesOf(answer)).toEqual(names);
    expect(answer.data.records.totalCount).toBe(names.length);
    const [list, ...others] = study.callsOf('record');
    expect(list?.['filterLogic']).toBe(logic);
    expect(others).toEqual([]);
  });

  it('ask for the fields of the filter and the status alone', async () => {
    const study = await start(manyRecordsXml(12));
    await study.runTyped(PAGE, { first: 5, where: { base: { comment: { startsWith: 'IT' } } } });
    expect(study.callsOf('record').map(fieldsOf)).toEqual([['id', 'comment', 'base_complete']]);
  });

  it('are refused when they are nested too deep', async () => {
    const study = await start(manyRecordsXml(1));
    const nested = (depth: number): object => (depth === 0 ? { base: {} } : { not: nested(depth - 1) });
    const deep = await study.runTyped(PAGE, { first: 5, where: nested(19) });
    const deeper = await study.runTyped(PAGE, { first: 5, where: nested(20) });
    expect(deep.errors).toEqual([]);
    expect(deeper.errors.map(({ message, extensions }) => [message, extensions['code']])).toEqual([
      ['A filter may be nested 20 levels deep: write it flatter.', 'BAD_USER_INPUT'],
    ]);
  });

  it('distinguish one event from any event', async () => {
    const study = await start(longitudinalXml);
    const counted = async (where: object): Promise<[number, string | undefined]> => {
      study.forget();
      const answer = await study.runTyped(PAGE, { first: 0, where });
      expect(answer.errors).toEqual([]);
      return [answer.data.records.totalCount, study.callsOf('record')[0]?.['filterLogic']];
    };
    expect(await counted({ labs: { risk: { checked: ['-4'] } } })).toEqual([
      1,
      "([enrollment_arm_1][risk(-4)] = '1' or [visit_1_arm_1][risk(-4)] = '1')",
    ]);
    expect(await counted({ labs: { event: 'enrollment_arm_1', risk: { checked: ['-4'] } } })).toEqual([
      0,
      "[enrollment_arm_1][risk(-4)] = '1'",
    ]);
    expect(await counted({ not: { labs: {} } })).toEqual([1, undefined]);
  });
});

describe('the order of records', () => {
  it('is by name from either end, and costs nothing more', async () => {
    const study = await start(manyRecordsXml(12));
    const first = await study.runTyped(PAGE, { first: 3, orderBy: { direction: 'DESC' } });
    expect(namesOf(first)).toEqual(['12', '11', '10']);
    expect(study.callsOf('record').map(fieldsOf)).toEqual([['id']]);
    const second = await study.runTyped(PAGE, {
      first: 3,
      after: first.data.records.pageInfo.endCursor,
      orderBy: { direction: 'DESC' },
    });
    expect(namesOf(second)).toEqual(['9', '8', '7']);
  });

  it('is by number as numbers, records without a value last from either end, in the call of the list', async () => {
    const study = await start(manyRecordsXml(2));
    await importRows(study, [
      { id: '3', age: '9' },
      { id: '4', age: '', comment: 'none' },
      { id: '5', age: '100' },
    ]);
    study.forget();
    const answer = await study.runTyped(PAGE, { first: 9, orderBy: { base: 'age' } });
    expect(answer.errors).toEqual([]);
    expect(namesOf(answer)).toEqual(['3', '1', '2', '5', '4']);
    expect(study.callsOf('record').map(fieldsOf)).toEqual([['id', 'age', 'base_complete']]);
    const down = await study.runTyped(PAGE, { first: 9, orderBy: { base: 'age', direction: 'DESC' } });
    expect(namesOf(down)).toEqual(['5', '2', '1', '3', '4']);
  });

  it('is by choice as the dictionary has them, the same ones by name, from either end', async () => {
    const study = await start(manyRecordsXml(4));
    const up = await study.runTyped(PAGE, { first: 9, orderBy: { base: 'site' } });
    const down = await study.runTyped(PAGE, { first: 9, orderBy: { base: 'site', direction: 'DESC' } });
    expect(namesOf(up)).toEqual(['1', '3', '2', '4']);
    expect(namesOf(down)).toEqual(['2', '4', '1', '3']);
  });

  it('holds together with a filter, which then looks at the rows of the same export', async () => {
    const study = await start(manyRecordsXml(6));
    const orderBy = { base: 'age', direction: 'DESC' };
    const equal = await study.runTyped(PAGE, { first: 9, where: { base: { site: { eq: 's' } } }, orderBy });
    const other = await study.runTyped(PAGE, { first: 9, where: { base: { site: { ne: 'n' } } }, orderBy });
    expect(namesOf(equal)).toEqual(['6', '4', '2']);
    expect(namesOf(other)).toEqual(['6', '4', '2']);
    expect(study.callsOf('record').map((call) => [call['filterLogic'], fieldsOf(call)])).toEqual([
      [undefined, ['id', 'age', 'site', 'base_complete']],
      [undefined, ['id', 'age', 'site', 'base_complete']],
    ]);
  });

  it('pages without skipping a record while others change its value', async () => {
    const study = await start(manyRecordsXml(6));
    const orderBy = { base: 'age' };
    const first = await study.runTyped(PAGE, { first: 2, orderBy });
    await importRows(study, [{ id: '1', age: '99' }]);
    const second = await study.runTyped(PAGE, { first: 9, after: first.data.records.pageInfo.endCursor, orderBy });
    expect(namesOf(first)).toEqual(['1', '2']);
    expect(namesOf(second)).toEqual(['3', '4', '5', '6']);
  });

  it('is refused with a cursor whose record is gone once the list is not kept any more', async () => {
    const study = await start(manyRecordsXml(6), { listMaxAgeMs: 0 });
    const orderBy = { base: 'age' };
    const first = await study.runTyped(PAGE, { first: 2, orderBy });
    study.project.records.delete('2');
    const second = await study.runTyped(PAGE, { first: 2, after: first.data.records.pageInfo.endCursor, orderBy });
    expect(second.errors.map(({ message, extensions }) => [message, extensions['code']])).toEqual([
      ['The list has changed and the record of this cursor is gone: begin again without after.', 'BAD_USER_INPUT'],
    ]);
  });

  it('pages through each record once when no list is kept, making it anew for every page', async () => {
    const study = await start(manyRecordsXml(5), { listMaxAgeMs: 0 });
    const orderBy = { base: 'age', direction: 'DESC' };
    const pages: string[][] = [];
    let after: string | null = null;
    do {
      const { data, errors }: Answer = await study.runTyped(PAGE, { first: 2, after, orderBy });
      expect(errors).toEqual([]);
      expect(data.records.totalCount).toBe(5);
      pages.push(data.records.nodes.map(({ name }: { name: string }) => name));
      after = data.records.pageInfo.hasNextPage === true ? data.records.pageInfo.endCursor : null;
    } while (after !== null);
    expect(pages).toEqual([['5', '4'], ['3', '2'], ['1']]);
    expect(study.callsOf('record')).toHaveLength(3);
  });

  it('is kept while it is paged through, so that a page of values is one call', async () => {
    const study = await start(manyRecordsXml(4));
    const page = (after: string | null): Promise<Answer> =>
      study.runTyped(
        `query Page($after: String) { records(first: 2, after: $after, orderBy: { base: age, direction: DESC }) {
          nodes { name base { comment { raw } } } pageInfo { endCursor }
        } }`,
        { after },
      );
    const first = await page(null);
    expect(study.callsOf('record').map(fieldsOf)).toEqual([
      ['id', 'age', 'base_complete'],
      ['id', 'comment', 'base_complete'],
    ]);
    study.forget();
    const second = await page(first.data.records.pageInfo.endCursor);
    expect(namesOf(second)).toEqual(['2', '1']);
    expect(study.callsOf('record').map(fieldsOf)).toEqual([['id', 'comment', 'base_complete']]);
  });

  it('asks for its field alone beside REDCap logic of the caller', async () => {
    const study = await start(manyRecordsXml(6));
    const answer = await study.runTyped(
      '{ records(first: 9, filterLogic: "[age] > 24", orderBy: { base: age, direction: DESC }) { nodes { name } } }',
    );
    expect(namesOf(answer)).toEqual(['6', '5']);
    expect(study.callsOf('record').map((call) => [call['filterLogic'], fieldsOf(call)])).toEqual([
      ['[age] > 24', ['id', 'age', 'base_complete']],
      [undefined, ['id', 'age', 'base_complete']],
    ]);
  });

  it('is refused by what turns out to repeat, where the token may not see what does', async () => {
    const design = designOf(
      [metadataRow('id', 'base', 'text'), metadataRow('name', 'base', 'text'), metadataRow('term', 'ae', 'text')],
      {
        project: { has_repeating_instruments_or_events: true },
        repeating: [{ event_name: null, form_name: 'ae', custom_form_label: '' }],
      },
    );
    const rows = [
      { id: '1', name: 'b', base_complete: '2' },
      { id: '1', redcap_repeat_instrument: 'ae', redcap_repeat_instance: '1', term: 'cough', ae_complete: '2' },
      { id: '2', name: 'a', base_complete: '2' },
    ];
    const study = await startStudy({ project: projectFromExport({ design, columns: [], rows }) });
    studies.push(study);
    study.owner.flags.design = 0;
    const plain = await study.runTyped(PAGE, { first: 2, orderBy: { base: 'name' } });
    expect(namesOf(plain)).toEqual(['2', '1']);
    const repeating = await study.runTyped(PAGE, { first: 2, orderBy: { ae: 'term' } });
    expect(repeating.errors.map(({ message, extensions }) => [message, extensions['code']])).toEqual([
      ['Records cannot be ordered by term: ae repeats, so that a record has many values.', 'BAD_USER_INPUT'],
    ]);
  });

  it.each<[object, string[]]>([
    [{ orderBy: { base: 'nhs' } }, ['neg', 'ten', 'even', 'odd', 'huge', 'none']],
    [{ where: { base: { nhs: { eq: 9_434_765_919 } } } }, ['ten']],
    [{ where: { base: { nhs: { eq: '9007199254740993' } } } }, ['odd']],
    [{ where: { base: { nhs: { ne: '9007199254740992' } } } }, ['huge', 'neg', 'none', 'odd', 'ten']],
    [{ where: { base: { nhs: { gt: '9007199254740992' } } } }, ['huge', 'odd']],
    [{ where: { base: { nhs: { lt: 5_000_000_000 } } } }, ['neg']],
    [{ where: { base: { nhs: { in: ['12345678901234567890', '+9434765919'] } } } }, ['huge', 'ten']],
  ])('and filters take whole numbers of any size exactly: %j', async (given, names) => {
    const design = designOf([
      metadataRow('id', 'base', 'text'),
      metadataRow('nhs', 'base', 'text', validated('integer')),
    ]);
    const rows = Object.entries({
      huge: '12345678901234567890',
      odd: '9007199254740993',
      ten: '9434765919',
      neg: '-9007199254740993',
      none: '',
      even: '9007199254740992',
    }).map(([id, nhs]) => ({ id, nhs, base_complete: '2' }));
    const study = await startStudy({ project: projectFromExport({ design, columns: [], rows }) });
    studies.push(study);
    const answer = await study.runTyped(PAGE, { first: 9, ...given });
    expect(answer.errors).toEqual([]);
    expect(namesOf(answer)).toEqual(names);
    const written = await study.runTyped(`{
      odd: records(where: { base: { nhs: { eq: 9007199254740993 } } }) { nodes { name base { nhs { value raw isInvalid absence } } } }
      ten: record(name: "ten") { base { nhs { value raw isInvalid absence } } }
    }`);
    expect(written).toMatchObject({ errors: [] });
    expect(written.data).toEqual({
      odd: {
        nodes: [
          { name: 'odd', base: { nhs: { value: null, raw: '9007199254740993', isInvalid: true, absence: null } } },
        ],
      },
      ten: { base: { nhs: { value: 9_434_765_919, raw: '9434765919', isInvalid: false, absence: null } } },
    });
  });

  it.each<[object, string, string]>([
    [
      { labs: 'risk', event: 'visit_1_arm_1' },
      'Records cannot be ordered by risk: it holds no single value. Take another field.',
      'orderBy',
    ],
    [{ event: 'visit_1_arm_1' }, 'orderBy.event is without a variable: give one, or leave it out.', 'orderBy.event'],
    [
      { demographics: 'sex', event: 'visit_1_arm_1' },
      'demographics is not designated for visit_1_arm_1: give another event.',
      'orderBy',
    ],
    [{ demographics: 'sex', labs: 'lab_date' }, 'orderBy takes one variable of one instrument.', 'orderBy'],
  ])('by %j is refused with the remedy, before any record is asked for', async (orderBy, message, argument) => {
    const study = await start(longitudinalXml);
    const { errors } = await study.runTyped(PAGE, { first: 2, orderBy });
    expect(errors.map(({ message: told, extensions }) => [told, extensions['argument'], extensions['code']])).toEqual([
      [message, argument, 'BAD_USER_INPUT'],
    ]);
    expect(study.callsOf('record')).toEqual([]);
  });

  it('needs the event where an instrument is in several', async () => {
    const study = await start(longitudinalXml);
    const none = await study.runTyped(PAGE, { first: 2, orderBy: { labs: 'lab_date' } });
    expect(none.errors.map(({ message }) => message)).toEqual(['orderBy.event is needed: labs is in several events.']);
    const one = await study.runTyped(PAGE, { first: 2, orderBy: { labs: 'lab_date', event: 'visit_1_arm_1' } });
    expect(one.errors).toEqual([]);
    expect(namesOf(one)).toEqual(['1', '2']);
  });
});

describe('fields that REDCap withholds after the schema was made', () => {
  const withholding: NonNullable<StudyOptions['intercept']> = async (call, answer) => {
    const response = await answer();
    if (call['content'] !== 'record') return response;
    const text = await response.text();
    if (call['format'] === 'csv') {
      const [header = [], ...lines] = parse(text);
      const without = [header, ...lines].map((cells) => cells.filter((_cell, index) => header[index] !== 'age'));
      return new Response(stringify(without), response);
    }
    const rows = JSON.parse(text) as Record<string, string>[];
    return new Response(JSON.stringify(rows.map(({ age: _age, ...rest }) => rest)), response);
  };

  it.each<[string, object]>([
    ['a filter that REDCap evaluates', { where: { base: { age: { gt: 21 } } } }],
    ['a filter that the gateway evaluates', { where: { base: { age: { isBlank: true } } } }],
    ['the order', { orderBy: { base: 'age' } }],
    ['both', { where: { not: { base: { age: { gt: 22 } } } }, orderBy: { base: 'age' } }],
  ])('are reported, once each, when they are of %s', async (_title, given) => {
    const study = await start(manyRecordsXml(3), { intercept: withholding });
    const answer = await study.runTyped(PAGE, { first: 9, ...given });
    expect(answer.errors).toEqual([]);
    expect(answer.data.records.completeness.omittedFields).toEqual([
      {
        fieldName: 'age',
        reason:
          "REDCap did not send it: the export rights of the token's user withhold it. The filter or the order looks at it, so records may be missing from the list, wrongly in it or out of place.",
      },
    ]);
  });

  it('are reported of a table that is filtered by them', async () => {
    const study = await start(manyRecordsXml(3), { intercept: withholding });
    const answer = await study.runTyped(
      '{ instrumentData { base(first: 5, where: { age: { gt: 21 } }) { completeness { omittedFields { fieldName } } } } }',
    );
    expect(answer.data.instrumentData.base.completeness.omittedFields).toEqual([{ fieldName: 'age' }]);
  });
});
