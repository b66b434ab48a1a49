import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { addUser } from '../../../src/sandbox/odm/index.ts';
import { clinic, keep } from '../../support/clinic.ts';
import { manyRecordsXml } from '../../support/many-records.ts';
import { longitudinalXml } from '../../support/project-xml.ts';
import { recordsAsked } from '../../support/records-asked.ts';
import { projectFromXml, startStudy, type SandboxCall, type Study, type StudyOptions } from '../../support/study.ts';
import { runs } from '../../support/runs.ts';

const studies: Study[] = [];

const start = async (xml: string, options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project: projectFromXml(xml), ...options });
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const COMPLETENESS =
  'completeness { isComplete missingRecordCount missingRecords omittedFields { fieldName code reason } }';

/** A page of records with this selection on each. */
const records = (selection: string): string =>
  `{ project(key: "study") { records(first: 50) { nodes { name ${selection} } ${COMPLETENESS} } } }`;

const AGES = records('instances(instrument: "base") { value(field: "age") { raw absence } }');

/** A page of records in which an adverse event has an `e` or an `a` in its term, with this field. */
const AES = (field: string): string =>
  `{ project(key: "study") { records(where: { or: [{ field: "ae_term", contains: "e" }, { field: "ae_term", contains: "a" }] }) {
    nodes { name instances(instrument: "adverse_events") { value(field: "${field}") { raw } } } ${COMPLETENESS} } } }`;

const whole = { isComplete: true, missingRecordCount: 0, missingRecords: [], omittedFields: [] };

const fieldsAsked = (call: SandboxCall): string[] =>
  Object.entries(call).flatMap(([key, value]) => (key.startsWith('fields[') ? [value] : []));

type Rows = readonly Readonly<Record<string, string>>[];

/** Changes the rows that come for named records. */
const changing =
  (change: (rows: Rows, call: SandboxCall) => Rows): NonNullable<StudyOptions['intercept']> =>
  async (call, answer) => {
    const response = await answer();
    if (call['content'] !== 'record' || recordsAsked(call).length === 0) return response;
    return new Response(JSON.stringify(change(JSON.parse(await response.text()) as Rows, call)), response);
  };

/** Takes a field out of the dictionary, past the gateway. */
const dropField = async (study: Study, fieldName: string): Promise<void> => {
  const dictionary = JSON.parse(await study.post({ content: 'metadata', format: 'json' })) as Rows;
  const rest = dictionary.filter((row) => row['field_name'] !== fieldName);
  await study.post({ content: 'metadata', format: 'json', data: JSON.stringify(rest) });
};

describe('records that did not come whole', () => {
  it('are named, those that did not come at all and those of which a row is missing', async () => {
    const study = await start(longitudinalXml, {
      intercept: changing((rows) =>
        rows.filter((row) => row['id'] !== '2' && row['redcap_event_name'] !== 'visit_1_arm_1'),
      ),
    });
    const { data } = await study.run(records('events { event { uniqueEventName } }'));
    expect(data.project.records).toEqual({
      nodes: [{ name: '1', events: [{ event: { uniqueEventName: 'enrollment_arm_1' } }] }],
      completeness: { isComplete: false, missingRecordCount: 2, missingRecords: ['1', '2'], omittedFields: [] },
    });
    expect(study.callsOf('record').map(recordsAsked)).toEqual([[], ['1', '2'], ['1', '2']]);
  });

  it('are named when they were deleted since the list was made', async () => {
    const study = await start(manyRecordsXml(4));
    const page = (after: string | null): string =>
      `{ project(key: "study") { records(first: 2, after: ${JSON.stringify(after)}) {
        nodes { name instances(instrument: "base") { status } } pageInfo { endCursor } ${COMPLETENESS} } } }`;
    const first = await study.run(page(null));
    study.project.records.delete('3');
    const second = await study.run(page(first.data.project.records.pageInfo.endCursor));
    expect(second.data.project.records).toMatchObject({
      nodes: [{ name: '4' }],
      completeness: { isComplete: false, missingRecordCount: 1, missingRecords: ['3'], omittedFields: [] },
    });
  });

  it('are named once each in a table, whose missing rows they are', async () => {
    const study = await start(longitudinalXml, { intercept: changing(() => []) });
    await study.post({
      content: 'record',
      format: 'json',
      data: '[{"id":"1","redcap_event_name":"enrollment_arm_1","lab_date":"2026-01-01","labs_complete":"2"}]',
    });
    const { data } = await study.run(
      `{ project(key: "study") { instrumentData(instrument: "labs") { totalCount nodes { value(field: "lab_date") { raw } } ${COMPLETENESS} } } }`,
    );
    expect(data.project.instrumentData).toEqual({
      totalCount: 2,
      nodes: [],
      completeness: { isComplete: false, missingRecordCount: 1, missingRecords: ['1'], omittedFields: [] },
    });
  });

  it('are named when a row is missing that held a value of the filter, which is selected too', async () => {
    const study = await start('', {
      project: clinic,
      intercept: changing((rows) => rows.filter((row) => String(row['redcap_repeat_instance']) !== '3')),
    });
    const { data } = await study.run(AES('ae_term'));
    expect(data.project.records).toMatchObject({
      nodes: [{ name: '1', instances: [{ value: { raw: 'Rash' } }] }],
      completeness: { isComplete: false, missingRecords: ['1'] },
    });
    expect(study.callsOf('record').map(recordsAsked)).toEqual([[], ['1'], ['1']]);
  });

  it('are named when a row is missing of the events that were asked for', async () => {
    const study = await start('', {
      project: clinic,
      intercept: changing((rows) => rows.filter((row) => row['redcap_event_name'] !== 'baseline_arm_1')),
    });
    keep(study.project, '1', 'baseline_arm_2', { first_name: 'Ada' });
    const { data } = await study.run(
      records('instances(instrument: "labs", events: ["baseline_arm_1", "unscheduled_arm_1"]) { status }'),
    );
    expect(data.project.records).toMatchObject({
      nodes: [{ name: '1' }],
      completeness: { isComplete: false, missingRecords: ['1', '2'] },
    });
  });

  it('and the nodes are together all names of the page, whatever REDCap loses', async () => {
    let lost: readonly string[] = [];
    const study = await start(manyRecordsXml(8), {
      intercept: changing((rows) => rows.filter((row) => !lost.includes(row['id'] ?? ''))),
    });
    const names = ['1', '2', '3', '4', '5', '6', '7', '8'];
    await fc.assert(
      fc.asyncProperty(fc.subarray(names), async (some) => {
        lost = some;
        const { data } = await study.run(AGES);
        const { nodes, completeness } = data.project.records;
        expect(completeness.missingRecords).toEqual(some);
        expect(completeness.isComplete).toBe(some.length === 0);
        const came = nodes.map(({ name }: { name: string }) => name);
        expect([...came, ...some].sort()).toEqual(names);
      }),
      { numRuns: runs(25) },
    );
  });
});

describe('records that came whole', () => {
  const ways = ['asked', 'all'] as const;

  const startWay = (way: (typeof ways)[number]): Promise<Study> =>
    start('', { project: clinic, variants: { 'instance-rows': way } });

  // Each filter is about an instrument that repeats and each selection about another one, and the other way round.
  it.each(
    ways.flatMap((way) => [
      [way, '{ field: "ae_term", contains: "a" }', 'value(field: "sex") { raw }', [[{ raw: '0' }]]] as const,
      [way, '{ field: "ae_term", contains: "zz" }', 'value(field: "sex") { raw }', []] as const,
      [way, '{ field: "first_name", contains: "a" }', 'value(field: "sex") { raw }', [[{ raw: '0' }]]] as const,
      [
        way,
        '{ field: "pulse", event: "unscheduled_arm_1", eq: "71" }',
        'value(field: "sex") { raw }',
        [[{ raw: '0' }, null]],
      ] as const,
      [way, '{ field: "ae_grade", eq: "1" }', 'value(field: "sex") { raw }', [[{ raw: '0' }]]] as const,
    ]),
  )('are complete where %s rows of instances come, with the filter %s', async (way, where, selection, values) => {
    const study = await startWay(way);
    if (where.includes('pulse')) {
      keep(study.project, '1', 'unscheduled_arm_1', { pulse: '71', vitals_complete: '2' }, { instance: 1 });
      keep(study.project, '1', 'unscheduled_arm_1', { sodium: '4', labs_complete: '2' }, { instance: 2 });
    }
    const { data, errors } = await study.run(
      `{ project(key: "study") { records(where: ${where}) { nodes { events { ${selection} } } ${COMPLETENESS} } } }`,
    );
    expect(errors).toEqual([]);
    const { nodes, completeness } = data.project.records;
    expect(completeness).toEqual(whole);
    expect(nodes.map(({ events }: { events: { value: unknown }[] }) => events[0]?.value)).toEqual(
      values.map(([first]) => first),
    );
    // The list, and the page once.
    expect(study.callsOf('record')).toHaveLength(values.length === 0 ? 1 : 2);
  });

  it.each(ways)('are complete where %s rows of instances come, without a filter', async (way) => {
    const study = await startWay(way);
    const { data } = await study.run(
      records('instances(instrument: "adverse_events") { value(field: "ae_term") { raw } }'),
    );
    expect(data.project.records).toEqual({
      nodes: [
        { name: '1', instances: [{ value: { raw: 'Rash' } }, { value: { raw: 'Fever' } }] },
        { name: '2', instances: [] },
      ],
      completeness: whole,
    });
    expect(study.callsOf('record').map(recordsAsked)).toEqual([[], ['1', '2']]);
  });

  it.each(ways)('are complete where %s rows of instances come and the event has nothing else', async (way) => {
    const study = await startWay(way);
    const own = { repeatInstrument: 'adverse_events', instance: 2 };
    keep(study.project, '7', 'baseline_arm_1', { ae_term: 'Ache', adverse_events_complete: '1' }, own);
    const { data } = await study.run(
      records('instances(instrument: "adverse_events") { value(field: "ae_term") { raw } }'),
    );
    expect(data.project.records).toMatchObject({
      nodes: [{}, {}, { name: '7', instances: [{ value: { raw: 'Ache' } }] }],
    });
    expect(data.project.records.completeness).toEqual(whole);
    expect(study.callsOf('record').map(recordsAsked)).toEqual([[], ['1', '2', '7']]);
  });
});

describe('fields that did not come', () => {
  it('for lack of export rights are reported so', async () => {
    const study = await start(manyRecordsXml(2));
    Object.assign(study.project.fields.find(({ field_name }) => field_name === 'age') ?? {}, { identifier: 'y' });
    study.owner.formsExport['base'] = 3;
    const { data } = await study.run(AGES);
    expect(data.project.records.completeness).toEqual({
      ...whole,
      isComplete: false,
      omittedFields: [
        {
          fieldName: 'age',
          code: 'EXPORT_RIGHTS',
          reason: "REDCap did not send it: the export rights of the token's user withhold it.",
        },
      ],
    });
    // A REDCap of this version would have refused a field that it does not know: its version is all that has to be asked.
    expect(study.callsOf('version')).toHaveLength(1);
    expect(study.callsOf('metadata')).toHaveLength(1);
  });

  it('with one of several exports are reported, and each value says for itself whether it came', async () => {
    const study = await start(manyRecordsXml(4), {
      intercept: async (call, answer) => {
        if (recordsAsked(call).length > 2) {
          return new Response('{"error":"REDCap ran out of server memory. The request cannot be processed."}');
        }
        // As if the rights were taken away between the two halves.
        return changing((rows) =>
          recordsAsked(call).includes('4')
            ? rows.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => column !== 'age')))
            : rows,
        )(call, answer);
      },
    });
    const { data } = await study.run(AGES);
    const { nodes, completeness } = data.project.records;
    expect(completeness.omittedFields).toMatchObject([{ fieldName: 'age', code: 'EXPORT_RIGHTS' }]);
    expect(nodes.map(({ instances }: { instances: { value: unknown }[] }) => instances[0]?.value)).toEqual([
      { raw: '21', absence: null },
      { raw: '22', absence: null },
      { raw: null, absence: 'NOT_EXPORTED' },
      { raw: null, absence: 'NOT_EXPORTED' },
    ]);
  });

  it('because no event that was asked for has their instrument are reported so, and nothing is missing', async () => {
    const study = await start(longitudinalXml);
    const { data } = await study.run(
      records('instances(instrument: "labs", events: ["enrollment_arm_2"]) { value(field: "lab_date") { raw } }'),
    );
    expect(data.project.records.completeness).toEqual({
      ...whole,
      omittedFields: [
        {
          fieldName: 'lab_date',
          code: 'NOT_DESIGNATED',
          reason:
            'Its instrument is designated for none of the events that were asked for, so that nothing can be stored there.',
        },
      ],
    });
  });

  it('in one event but may come in another are not reported', async () => {
    const study = await start(longitudinalXml);
    const { data } = await study.run(
      records('events { instruments(names: ["labs"]) { value(field: "lab_date") { raw } } }'),
    );
    expect(data.project.records.completeness).toEqual(whole);
  });

  it('although nobody selected them, for the branching logic of others looks at them, are not reported', async () => {
    const study = await start(longitudinalXml);
    const field = study.project.fields.find(({ field_name }) => field_name === 'lab_date');
    Object.assign(field ?? {}, { branching_logic: "[sex] = '1'" });
    const { data } = await study.run(
      records('instances(instrument: "labs", events: ["visit_1_arm_1"]) { value(field: "lab_date") { absence } }'),
    );
    expect(study.callsOf('record').map(fieldsAsked)[1]).toContain('sex');
    expect(data.project.records.completeness).toEqual(whole);
  });
});

describe('the data access group of records', () => {
  const GROUPS = records('dataAccessGroup { uniqueGroupName }');

  const addGroup = (study: Study): Promise<string> =>
    study.post({
      content: 'dag',
      action: 'import',
      format: 'json',
      data: '[{"data_access_group_name":"Lyon","unique_group_name":""}]',
    });

  it('is reported to be omitted when the user is in a group', async () => {
    const study = await start(manyRecordsXml(2));
    await addGroup(study);
    await study.post({ content: 'record', format: 'json', data: '[{"id":"2","redcap_data_access_group":"lyon"}]' });
    expect((await study.run(GROUPS)).data.project.records.completeness).toEqual(whole);
    expect(study.callsOf('dag')).toEqual([]);
    const groupId = study.project.dags[0]?.groupId ?? 0;
    const member = addUser(study.project, study.store, { username: 'member', rights: 'all', dagId: groupId });
    const { data } = await study.run(GROUPS, {}, member);
    expect(data.project.records).toEqual({
      nodes: [{ name: '2', dataAccessGroup: null }],
      completeness: {
        ...whole,
        isComplete: false,
        omittedFields: [
          {
            fieldName: 'redcap_data_access_group',
            code: 'DATA_ACCESS_GROUP',
            reason:
              "REDCap does not return it, because the token's user is in a data access group: all records here are of that group.",
          },
        ],
      },
    });
  });

  it('is not omitted in a project without groups, which costs a look at them when completeness is asked for', async () => {
    const study = await start(manyRecordsXml(2));
    expect((await study.run(GROUPS)).data.project.records.completeness).toEqual(whole);
    expect(study.callsOf('dag')).toHaveLength(1);
    study.forget();
    await study.run('{ project(key: "study") { records { nodes { dataAccessGroup { uniqueGroupName } } } } }');
    expect(study.callsOf('dag')).toEqual([]);
  });

  it('may be omitted when the user may not list the groups', async () => {
    const study = await start(manyRecordsXml(2));
    study.owner.flags['data_access_groups'] = 0;
    const { data } = await study.run(GROUPS);
    expect(data.project.records.completeness.omittedFields).toEqual([
      {
        fieldName: 'redcap_data_access_group',
        code: 'DATA_ACCESS_GROUP',
        reason:
          "REDCap did not send it: the project has no data access groups or the token's user is in one, and may not list the groups.",
      },
    ]);
  });
});

describe('survey columns', () => {
  it('are reported when none of them came, and nothing is missing where there are no surveys', async () => {
    const study = await start(manyRecordsXml(2));
    const { data } = await study.run(records('instances(instrument: "base") { survey { timestamp } }'));
    expect(data.project.records.completeness).toEqual({
      ...whole,
      omittedFields: [
        {
          fieldName: 'redcap_survey_identifier',
          code: 'UNKNOWN_ON_SERVER',
          reason: 'REDCap sent no survey columns: no instrument of the project is a survey.',
        },
      ],
    });
  });
});

describe('a field that goes while the gateway knows it', () => {
  const gone = {
    fieldName: 'age',
    code: 'UNKNOWN_ON_SERVER',
    reason: 'The project does not have it any more: its dictionary has changed since it was read. Ask again.',
  };
  const BOTH = records(
    'instances(instrument: "base") { age: value(field: "age") { raw absence } site: value(field: "site") { raw } }',
  );

  it('is left out of a second export, for which the design is read anew, and is reported', async () => {
    const study = await start(manyRecordsXml(2));
    await study.run(BOTH);
    await dropField(study, 'age');
    study.forget();
    const { data, errors } = await study.run(BOTH);
    expect(errors).toEqual([]);
    expect(data.project.records).toEqual({
      nodes: [
        { name: '1', instances: [{ age: { raw: null, absence: 'NOT_EXPORTED' }, site: { raw: 'n' } }] },
        { name: '2', instances: [{ age: { raw: null, absence: 'NOT_EXPORTED' }, site: { raw: 's' } }] },
      ],
      completeness: { ...whole, isComplete: false, omittedFields: [gone] },
    });
    // The names, the page, and the page once more.
    expect(study.callsOf('record').map(fieldsAsked)).toEqual([
      ['id'],
      ['id', 'age', 'site', 'base_complete'],
      ['id', 'site', 'base_complete'],
    ]);
    expect(study.callsOf('metadata')).toHaveLength(1);
    study.forget();
    const { errors: later } = await study.run(BOTH);
    expect(later[0]?.message).toContain('There is no field with this name in the project');
    expect(study.calls.map(({ content }) => content)).toEqual(['record']);
  });

  it('costs the same when many ask at one time', async () => {
    const study = await start(manyRecordsXml(2));
    await study.run(BOTH);
    await dropField(study, 'age');
    study.forget();
    const answers = await Promise.all(Array.from({ length: 20 }, () => study.run(BOTH)));
    for (const { data } of answers) expect(data.project.records.completeness.omittedFields).toEqual([gone]);
    expect(study.callsOf('record')).toHaveLength(3);
    expect(study.callsOf('metadata')).toHaveLength(1);
  });

  it('is reported in the graph that is typed by the design as it was', async () => {
    const study = await start(manyRecordsXml(2));
    const typed = `{ records { nodes { base { age { raw absence } site { raw } } } ${COMPLETENESS} } }`;
    expect((await study.runTyped(typed)).data.records.completeness).toEqual(whole);
    await dropField(study, 'age');
    const { data, errors } = await study.runTyped(typed);
    expect(errors).toEqual([]);
    expect(data.records).toEqual({
      nodes: [
        { base: { age: { raw: null, absence: 'NOT_EXPORTED' }, site: { raw: 'n' } } },
        { base: { age: { raw: null, absence: 'NOT_EXPORTED' }, site: { raw: 's' } } },
      ],
      completeness: { ...whole, isComplete: false, omittedFields: [gone] },
    });
  });

  it('is reported of a table as well', async () => {
    const study = await start(manyRecordsXml(2));
    const table = `{ project(key: "study") { instrumentData(instrument: "base") {
      nodes { record { name } value(field: "age") { raw } } ${COMPLETENESS} } } }`;
    await study.run(table);
    await dropField(study, 'age');
    const { data, errors } = await study.run(table);
    expect(errors).toEqual([]);
    expect(data.project.instrumentData).toEqual({
      nodes: [
        { record: { name: '1' }, value: { raw: null } },
        { record: { name: '2' }, value: { raw: null } },
      ],
      completeness: { ...whole, isComplete: false, omittedFields: [gone] },
    });
  });

  it('is reported by a REDCap that says nothing of fields it does not know, which costs a look at the dictionary', async () => {
    const study = await start(manyRecordsXml(2), { version: '13.4.9' });
    expect((await study.run(BOTH)).data.project.records.completeness).toEqual(whole);
    await dropField(study, 'age');
    study.forget();
    const { data } = await study.run(BOTH);
    expect(data.project.records.completeness).toEqual({ ...whole, isComplete: false, omittedFields: [gone] });
    expect(study.callsOf('record')).toHaveLength(2);
    expect(study.callsOf('metadata')).toHaveLength(1);
    const { errors } = await study.run(BOTH);
    expect(errors[0]?.message).toContain('There is no field with this name in the project');
  });

  it('is an error when REDCap refuses what the design, read anew, still has', async () => {
    const study = await start(manyRecordsXml(2), {
      intercept: async (call, answer) =>
        recordsAsked(call).length > 0
          ? new Response('{"error":"The following values in the parameter \\"fields\\" are not valid: \'age\'"}', {
              status: 400,
            })
          : answer(),
    });
    const { errors } = await study.run(BOTH);
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['REDCAP_REJECTED']);
    expect(study.callsOf('record').map(recordsAsked)).toEqual([[], ['1', '2']]);
    expect(study.callsOf('metadata')).toHaveLength(2);
  });
});
