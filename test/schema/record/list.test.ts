import { afterEach, describe, expect, it } from 'vitest';
import { clinic } from '../../support/clinic.ts';
import { manyRecordsXml } from '../../support/many-records.ts';
import { longitudinalXml } from '../../support/project-xml.ts';
import { recordsAsked } from '../../support/records-asked.ts';
import { projectFromXml, startStudy, type Study, type StudyOptions } from '../../support/study.ts';

const studies: Study[] = [];

const start = async (xml: string, options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project: projectFromXml(xml), ...options });
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const PAGE = `query Page($first: Int!, $after: String, $where: RecordFilter, $logic: RedcapLogic) {
  project(key: "study") { records(first: $first, after: $after, where: $where, filterLogic: $logic) {
    totalCount
    nodes { name instances(instrument: "base") { value(field: "age") { raw } } }
    edges { cursor node { name } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    completeness { isComplete missingRecordCount omittedFields { fieldName reason } }
  } }
}`;

const names = (answer: { data: { project: { records: { nodes: { name: string }[] } } } }): string[] =>
  answer.data.project.records.nodes.map(({ name }) => name);

describe('records', () => {
  it('pages through all names in order: a list and a page at first, then one export a page', async () => {
    const study = await start(manyRecordsXml(25));
    const seen: string[] = [];
    const exports: number[] = [];
    let after: string | null = null;
    do {
      study.forget();
      const answer = await study.run(PAGE, { first: 10, after });
      expect(answer.errors).toEqual([]);
      seen.push(...names(answer));
      exports.push(study.callsOf('record').length);
      const { totalCount, pageInfo, completeness } = answer.data.project.records;
      expect(totalCount).toBe(25);
      expect(completeness).toEqual({ isComplete: true, missingRecordCount: 0, omittedFields: [] });
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => String(index + 1)));
    expect(exports).toEqual([2, 1, 1]);
  });

  it('neither skip nor repeat a record while others enter and delete data', async () => {
    const study = await start(manyRecordsXml(12), { listMaxAgeMs: 0 });
    const first = await study.run(PAGE, { first: 5 });
    study.project.records.delete('5');
    await study.post({ content: 'record', format: 'json', data: '[{"id":"2.5","age":"1","base_complete":"2"}]' });
    const second = await study.run(PAGE, { first: 5, after: first.data.project.records.pageInfo.endCursor });
    expect(names(first)).toEqual(['1', '2', '3', '4', '5']);
    expect(names(second)).toEqual(['6', '7', '8', '9', '10']);
  });

  it('show the events that a selection names, also where no field of them is selected', async () => {
    const study = await start(longitudinalXml);
    const events = 'events(uniqueEventNames: ["enrollment_arm_1"]) { event { eventName } }';
    const { data, errors } = await study.run(`{ project(key: "study") { records { nodes { name ${events} } } } }`);
    expect(errors).toEqual([]);
    expect(data.project.records.nodes[0]).toEqual({ name: '1', events: [{ event: { eventName: 'Enrollment' } }] });
  });

  it('cost one export when only names are wanted, and none more to count', async () => {
    const study = await start(manyRecordsXml(30));
    const { data } = await study.run(
      '{ project(key: "study") { records(first: 3) { totalCount nodes { id name } } } }',
    );
    expect(data.project.records.nodes.map(({ name }: { name: string }) => name)).toEqual(['1', '2', '3']);
    await study.run('{ project(key: "study") { records(first: 0) { totalCount } } }');
    expect(
      study.callsOf('record').map((call) => Object.keys(call).filter((key) => /^(fields|records)\[/.test(key))),
    ).toEqual([['fields[0]'], ['fields[0]']]);
  });

  it('have REDCap filter where its logic can say it, and filter here where it cannot', async () => {
    const study = await start(manyRecordsXml(12));
    const pushed = await study.run(PAGE, {
      first: 10,
      where: { and: [{ field: 'age', gte: '25' }, { not: { field: 'site', eq: 'n' } }] },
    });
    expect(names(pushed)).toEqual(['6', '8', '10', '12']);
    expect(study.callsOf('record')[0]?.['filterLogic']).toContain('[age] >= 25');
    study.forget();
    const here = await study.run(PAGE, { first: 10, where: { field: 'comment', eq: `it's "7"` } });
    expect(names(here)).toEqual(['7']);
    expect(study.callsOf('record')[0]?.['filterLogic']).toBeUndefined();
  });

  it('search texts in the gateway, in capitals or not', async () => {
    const study = await start(manyRecordsXml(12));
    const found = await study.run(PAGE, { first: 10, where: { field: 'comment', contains: '"1' } });
    expect(found.errors).toEqual([]);
    expect(found.data.project.records.totalCount).toBe(4);
    const begun = await study.run(PAGE, { first: 10, where: { not: { field: 'comment', startsWith: `IT'S "1` } } });
    expect(begun.data.project.records.totalCount).toBe(8);
    expect(study.callsOf('record').some((call) => 'filterLogic' in call)).toBe(false);
  });

  it('take REDCap logic as it is, but not with names that the project does not have', async () => {
    const study = await start(manyRecordsXml(12));
    expect(names(await study.run(PAGE, { first: 10, logic: "[age] > 30 and [site] = 's'" }))).toEqual(['12']);
    const { errors } = await study.run(PAGE, { first: 10, logic: '[aeg] > 30' });
    expect(errors.map(({ message }) => message)).toEqual([
      'filterLogic names aeg, which is no field or event of the project.',
    ]);
  });

  it.each([
    [
      'a page that is too long',
      { first: 101 },
      'first must be between 0 and 100; page on with after: pageInfo.endCursor.',
    ],
    ['a negative page', { first: -1 }, 'first must be between 0 and 100; page on with after: pageInfo.endCursor.'],
    [
      'a cursor that is none',
      { first: 1, after: 'MTA=' },
      'after is not a cursor of this list: give the endCursor of the page before, unchanged.',
    ],
    [
      'a filter and logic at once',
      { first: 1, where: { field: 'age', eq: '1' }, logic: '[age]=1' },
      'Give where or filterLogic, not both: REDCap tests each row once.',
    ],
  ])('refuse %s', async (_title, variables, message) => {
    const study = await start(manyRecordsXml(2));
    const { errors } = await study.run(PAGE, variables);
    expect(errors.map((error) => [error.extensions['code'], error.message])).toEqual([['BAD_USER_INPUT', message]]);
    expect(study.callsOf('record')).toEqual([]);
  });

  it('ask again for records that did not come, and say so when they still do not', async () => {
    const lose = (rows: string, lost: string): string =>
      JSON.stringify((JSON.parse(rows) as { id: string }[]).filter(({ id }) => id !== lost));
    let isLosing = 1;
    const study = await start(manyRecordsXml(5), {
      intercept: async (call, answer) => {
        const response = await answer();
        if (call['content'] !== 'record' || recordsAsked(call).length === 0 || isLosing === 0) return response;
        isLosing -= 1;
        return new Response(lose(await response.text(), '3'), response);
      },
    });
    const once = await study.run(PAGE, { first: 5 });
    expect(names(once)).toEqual(['1', '2', '3', '4', '5']);
    expect(study.callsOf('record').map((call) => recordsAsked(call).length)).toEqual([0, 5, 1]);
    isLosing = 100;
    const always = await study.run(PAGE, { first: 5 });
    expect(names(always)).toEqual(['1', '2', '4', '5']);
    expect(always.data.project.records.completeness).toEqual({
      isComplete: false,
      missingRecordCount: 1,
      omittedFields: [],
    });
  });

  it('name the fields that the export rights withhold, those of the filter too', async () => {
    const study = await start(manyRecordsXml(3));
    const age = study.project.fields.find(({ field_name }) => field_name === 'age');
    Object.assign(age ?? {}, { identifier: 'y' });
    study.owner.formsExport['base'] = 3;
    const { data } = await study.run(PAGE, { first: 3, where: { field: 'age', isBlank: false } });
    const { completeness, nodes } = data.project.records;
    expect(completeness.isComplete).toBe(false);
    expect(completeness.omittedFields.map(({ fieldName }: { fieldName: string }) => fieldName)).toEqual(['age']);
    expect(completeness.omittedFields[0].reason).toContain('The filter or the order looks at it');
    expect(nodes[0]).toEqual({ name: '1', instances: [{ value: { raw: null } }] });
    const value = await study.run(
      '{ project(key: "study") { record(name: "1") { instances(instrument: "base") { value(field: "age") { absence } } } } }',
    );
    expect(value.data.project.record.instances[0].value.absence).toBe('NOT_EXPORTED');
  });

  it('of several callers with one token at one time cost as much as one', async () => {
    const study = await start(manyRecordsXml(20));
    await study.run('{ project(key: "study") { designRevision } }');
    study.forget();
    const answers = await Promise.all(Array.from({ length: 20 }, () => study.run(PAGE, { first: 10 })));
    expect(answers.every((answer) => names(answer).length === 10)).toBe(true);
    expect(study.calls).toHaveLength(2);
    expect(answers.reduce((sum, { context }) => sum + context.cost.calls, 0)).toBe(2);
  });

  it("can be those that changed since a time, by REDCap's log", async () => {
    const study = await start(manyRecordsXml(4));
    await study.post({ content: 'record', format: 'json', data: '[{"id":"3","age":"50"}]' });
    const since = (time: string): string =>
      `{ project(key: "study") { records(first: 5, changedSince: "${time}") { nodes { name } } } }`;
    const changed = await study.run(since('2020-01-01T00:00'));
    expect(changed.data.project.records.nodes).toEqual([{ name: '3' }]);
    const later = await study.run(since('2999-01-01T00:00:00'));
    expect(later.data.project.records.nodes).toEqual([]);
    const { errors } = await study.run(since('yesterday'));
    expect(errors[0]?.message).toContain('LocalDateTime expects a local date and time such as 2026-03-31T14:05:00');
  });

  it('lists records of a group by the group that REDCap reports', async () => {
    const study = await start(manyRecordsXml(4));
    await study.post({
      content: 'dag',
      action: 'import',
      format: 'json',
      data: '[{"data_access_group_name":"Lyon","unique_group_name":""}]',
    });
    await study.post({ content: 'record', format: 'json', data: '[{"id":"2","redcap_data_access_group":"lyon"}]' });
    const { data } = await study.run(
      '{ project(key: "study") { lyon: records(first: 5, dataAccessGroups: ["lyon"]) { nodes { name dataAccessGroup { uniqueGroupName dataAccessGroupName } } } none: records(first: 5, dataAccessGroups: [""]) { totalCount } } }',
    );
    expect(data.project.lyon.nodes).toEqual([
      { name: '2', dataAccessGroup: { uniqueGroupName: 'lyon', dataAccessGroupName: 'Lyon' } },
    ]);
    expect(data.project.none.totalCount).toBe(3);
  });
});

describe('instrumentData', () => {
  const TABLE = `query Table($after: String, $where: RecordFilter, $events: [String!]) { project(key: "study") {
    instrumentData(instrument: "labs", first: 1, after: $after, where: $where, events: $events) {
      totalCount
      nodes { record { name } event { uniqueEventName } status value(field: "lab_date") { raw } }
      pageInfo { hasNextPage endCursor }
      completeness { isComplete }
    }
  } }`;

  it('is one row per saved instrument, a page at a time', async () => {
    const study = await start(longitudinalXml);
    await study.post({
      content: 'record',
      format: 'json',
      data: '[{"id":"1","redcap_event_name":"enrollment_arm_1","lab_date":"2026-01-01","labs_complete":"2"}]',
    });
    study.forget();
    const first = await study.run(TABLE);
    expect(first.data.project.instrumentData).toMatchObject({
      totalCount: 2,
      nodes: [
        {
          record: { name: '1' },
          event: { uniqueEventName: 'enrollment_arm_1' },
          status: 'COMPLETE',
          value: { raw: '2026-01-01' },
        },
      ],
      pageInfo: { hasNextPage: true },
      completeness: { isComplete: true },
    });
    expect(study.callsOf('record')).toHaveLength(2);
    study.forget();
    const second = await study.run(TABLE, { after: first.data.project.instrumentData.pageInfo.endCursor });
    expect(second.data.project.instrumentData).toMatchObject({
      nodes: [{ event: { uniqueEventName: 'visit_1_arm_1' }, value: { raw: '2026-01-31' } }],
      pageInfo: { hasNextPage: false },
    });
    expect(study.callsOf('record')).toHaveLength(1);
  });

  it('is filtered row by row, and limited to events', async () => {
    const study = await start(longitudinalXml);
    const filtered = await study.run(TABLE, { where: { field: 'lab_date', lt: '2026-01-01' } });
    expect(filtered.data.project.instrumentData.totalCount).toBe(0);
    const limited = await study.run(TABLE, { events: ['enrollment_arm_1'] });
    expect(limited.data.project.instrumentData.totalCount).toBe(0);
    const checked = await study.run(TABLE, { where: { field: 'risk', checked: '-4' } });
    expect(checked.data.project.instrumentData.totalCount).toBe(1);
  });

  it('is filtered by the form status of each row, where the instrument repeats too', async () => {
    const study = await start('', { project: clinic });
    const { errors, data } = await study.run(`{ project(key: "study") {
      incomplete: instrumentData(instrument: "adverse_events", where: { field: "adverse_events_complete", eq: "0" }) { nodes { repeatKind status } }
      complete: instrumentData(instrument: "adverse_events", where: { field: "adverse_events_complete", eq: "2" }) { totalCount }
    } }`);
    expect(errors).toEqual([]);
    expect(data.project.incomplete.nodes).toEqual([
      { repeatKind: 'INSTRUMENT', status: 'INCOMPLETE' },
      { repeatKind: 'INSTRUMENT', status: 'INCOMPLETE' },
    ]);
    expect(data.project.complete.totalCount).toBe(0);
  });
});

describe('a design that moves on between two requests', () => {
  it('is read anew when rows come that the known one cannot place', async () => {
    const study = await start(longitudinalXml);
    const table =
      '{ project(key: "study") { instrumentData(instrument: "labs", first: 10) { nodes { event { uniqueEventName } } } } }';
    const record = '{ project(key: "study") { record(name: "1") { events { event { uniqueEventName } } } } }';
    await study.run(table);
    await study.post({
      content: 'event',
      action: 'import',
      override: '0',
      format: 'json',
      data: '[{"event_name":"Late","arm_num":"1"}]',
    });
    const rows = await study.post({ content: 'formEventMapping', format: 'json' });
    const more = [...(JSON.parse(rows) as unknown[]), { arm_num: 1, unique_event_name: 'late_arm_1', form: 'labs' }];
    await study.post({ content: 'formEventMapping', format: 'json', data: JSON.stringify(more) });
    await study.post({
      content: 'record',
      format: 'json',
      data: '[{"id":"1","redcap_event_name":"late_arm_1","lab_date":"2026-03-03","labs_complete":"2"}]',
    });
    study.forget();
    const answer = await study.run(record);
    expect(answer.errors).toEqual([]);
    expect(answer.data.project.record.events).toContainEqual({ event: { uniqueEventName: 'late_arm_1' } });
    expect(study.callsOf('event')).toHaveLength(1);
  });

  it('is read anew after REDCap refused a field that is gone', async () => {
    const study = await start(longitudinalXml);
    const query =
      '{ project(key: "study") { record(name: "1") { instances(instrument: "labs") { value(field: "lab_date") { raw } } } } }';
    await study.run(query);
    const dictionary = JSON.parse(await study.post({ content: 'metadata', format: 'json' })) as {
      field_name: string;
    }[];
    const without = dictionary.filter(({ field_name }) => field_name !== 'lab_date');
    await study.post({ content: 'metadata', format: 'json', data: JSON.stringify(without) });
    const first = await study.run(query);
    expect(first.errors.map(({ extensions }) => extensions['code'])).toEqual(['REDCAP_REJECTED']);
    const second = await study.run(query);
    expect(second.errors.map(({ message }) => message)).toEqual([
      'There is no field with this name in the project; { project { metadata { fieldName } } } lists those there are.',
    ]);
  });
});
