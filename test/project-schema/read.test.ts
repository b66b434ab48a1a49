import { graphql, type GraphQLSchema } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import type { Context } from '../../src/context.ts';
import { createProjectSchema } from '../../src/project-schema/index.ts';
import type { UserDefinition } from '../../src/sandbox/state/project.ts';
import { designOf, metadataRow } from '../graph/support/design.ts';
import { clinic, keep } from '../support/clinic.ts';
import { maskError } from '../support/error-mask.ts';
import { startStudy, type Study } from '../support/study.ts';
import { projectFromExport } from './support/random-study.ts';

const studies: Study[] = [];

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

/** The clinic, whose design is known already, so that calls are those of the operation. */
const startClinic = async (): Promise<Study> => {
  const study = await startStudy({ project: clinic });
  studies.push(study);
  await study.runTyped('{ __typename }');
  study.forget();
  return study;
};

/** The schema of the study as it is now, and a way to run it later. */
const pin = async (study: Study) => {
  const contextOf = async (as?: UserDefinition): Promise<Context> =>
    (await study.run('{ __typename }', {}, as)).context;
  const [source] = (await contextOf()).projects.values();
  if (source === undefined) throw new Error('the study has no project');
  const pinned: GraphQLSchema = createProjectSchema(await source.design(), new Set());
  return async (operation: string) => {
    const { data, errors } = await graphql({ schema: pinned, source: operation, contextValue: await contextOf() });
    return { data, errors: (errors ?? []).map(maskError) };
  };
};

/** The fields of the only export of records that reached REDCap, in its order. */
const exportedFields = (study: Study): string[] => {
  const calls = study.callsOf('record');
  expect(calls).toHaveLength(1);
  return Object.entries(calls[0] ?? {})
    .filter(([name]) => name.startsWith('fields'))
    .map(([, value]) => value);
};

describe('a typed record', () => {
  it('asks REDCap once, for the fields that are selected and the statuses of their instruments', async () => {
    const study = await startClinic();
    const { data, errors } = await study.runTyped(`{ record(name: "1") {
      demographics(event: baseline_arm_1) { dob { value } chosen: sex { code label } }
      again: demographics(event: baseline_arm_1) { dob { raw } }
      adverse_events(first: 1) { totalCount nodes { repeatInstance ae_term { value } } edges { node { ae_grade { code } } } }
    } }`);
    expect(errors).toEqual([]);
    expect(data.record).toEqual({
      demographics: { dob: { value: '1980-01-31' }, chosen: { code: '0', label: 'Female' } },
      again: { dob: { raw: '1980-01-31' } },
      adverse_events: {
        totalCount: 2,
        nodes: [{ repeatInstance: 1, ae_term: { value: 'Rash' } }],
        edges: [{ node: { ae_grade: { code: '1' } } }],
      },
    });
    expect(exportedFields(study).sort()).toEqual([
      'adverse_events_complete',
      'ae_grade',
      'ae_term',
      'demographics_complete',
      'dob',
      'record_id',
      'sex',
    ]);
    expect(study.calls).toHaveLength(1);
  });

  it('costs the same as the static record', async () => {
    const study = await startClinic();
    await study.runTyped('{ record(name: "1") { labsList: labs(first: 100) { nodes { sodium { value } } } } }');
    const typed = [...study.calls];
    study.forget();
    await study.run(
      '{ project(key: "study") { record(name: "1") { instances(instrument: "labs") { value(field: "sodium") { raw } } } } }',
    );
    expect(typed).toHaveLength(1);
    expect(study.calls).toHaveLength(1);
    expect(typed[0]?.['fields[0]']).toBeDefined();
    expect(new Set(exportedFields(study))).toEqual(
      new Set(Object.entries(typed[0] ?? {}).flatMap(([name, value]) => (name.startsWith('fields') ? [value] : []))),
    );
  });

  it('is null where there is none, and its instruments are where nothing is saved', async () => {
    const study = await startClinic();
    const { data, errors } = await study.runTyped(`{
      none: record(name: "404") { name }
      record(name: "2") {
        demographics(event: baseline_arm_2) { status } demographicsList { status }
        vitals { totalCount nodes { status } pageInfo { hasNextPage endCursor } }
      }
    }`);
    expect(errors).toEqual([]);
    expect(data).toEqual({
      none: null,
      record: {
        demographics: null,
        demographicsList: [{ status: 'INCOMPLETE' }],
        vitals: { totalCount: 0, nodes: [], pageInfo: { hasNextPage: false, endCursor: null } },
      },
    });
  });

  it('pages instances by their cursors, and goes on behind one that was deleted', async () => {
    const study = await startClinic();
    const page = (after: string | null) =>
      study.runTyped(
        'query Page($after: String) { record(name: "1") { adverse_events(first: 1, after: $after) { nodes { repeatInstance } totalCount pageInfo { hasNextPage hasPreviousPage endCursor } } } }',
        { after },
      );
    const first = (await page(null)).data.record.adverse_events;
    expect(first).toMatchObject({
      nodes: [{ repeatInstance: 1 }],
      totalCount: 2,
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    const record = study.project.records.get('1');
    for (const [key, row] of record?.rows ?? []) if (row.instance === 1) record?.rows.delete(key);
    const second = (await page(first.pageInfo.endCursor)).data.record.adverse_events;
    expect(second).toMatchObject({ nodes: [{ repeatInstance: 3 }], totalCount: 1, pageInfo: { hasNextPage: false } });
    expect(first.pageInfo.endCursor).not.toMatch(/adverse|baseline/);
  });

  it('has every instance on one of its pages, once and in order', async () => {
    const study = await startClinic();
    for (let instance = 1; instance <= 250; instance += 1) {
      const place = { repeatInstrument: 'adverse_events', instance };
      keep(study.project, '2', 'baseline_arm_1', { ae_term: `Event ${String(instance)}` }, place);
    }
    const seen: number[] = [];
    const sizes: number[] = [];
    let after: string | null = null;
    do {
      const { data, errors } = await study.runTyped(
        `query Page($after: String) { record(name: "2") {
          adverse_events(first: 100, after: $after) { totalCount nodes { repeatInstance ae_term { value } } pageInfo { hasNextPage endCursor } }
        } }`,
        { after },
      );
      expect(errors).toEqual([]);
      const { nodes, pageInfo, totalCount } = data.record.adverse_events;
      expect(totalCount).toBe(250);
      for (const { repeatInstance, ae_term: term } of nodes) {
        expect(term.value).toBe(`Event ${String(repeatInstance)}`);
        seen.push(repeatInstance);
      }
      sizes.push(nodes.length);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(sizes).toEqual([100, 100, 50]);
    expect(seen).toEqual(Array.from({ length: 250 }, (_, index) => index + 1));
  });

  it.each(['adverse_events(first: 101)', 'adverse_events(first: -1)', 'adverse_events(first: 1, after: "x")'])(
    'refuses the page %s',
    async (field) => {
      const study = await startClinic();
      const { errors } = await study.runTyped(`{ record(name: "1") { ${field} { totalCount } } }`);
      expect(errors.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
        [['record', 'adverse_events'], 'BAD_USER_INPUT'],
      ]);
    },
  );

  it('is exported once by a page of records, from the events of its instruments, with the selected fields alone', async () => {
    const study = await startClinic();
    const page = (after: string | null) =>
      study.runTyped(
        'query Page($after: String) { records(first: 1, after: $after) { nodes { name adverse_events { nodes { ae_term { value } } } } pageInfo { endCursor } completeness { isComplete } } }',
        { after },
      );
    const first = await page(null);
    expect(first.errors).toEqual([]);
    expect(first.data.records.nodes).toEqual([
      { name: '1', adverse_events: { nodes: [{ ae_term: { value: 'Rash' } }, { ae_term: { value: 'Fever' } }] } },
    ]);
    // The list of names, and the page.
    expect(study.callsOf('record')).toHaveLength(2);
    study.forget();
    const second = await page(first.data.records.pageInfo.endCursor);
    expect(second.data.records.completeness).toEqual({ isComplete: true });
    expect(second.data.records.nodes).toEqual([{ name: '2', adverse_events: { nodes: [] } }]);
    expect(exportedFields(study).sort()).toEqual(['adverse_events_complete', 'ae_term', 'record_id']);
    expect(study.calls).toHaveLength(1);
    expect(study.calls[0]).toMatchObject({ 'events[0]': 'baseline_arm_1', 'records[0]': '2' });
    expect(study.calls[0]?.['events[1]']).toBeUndefined();
  });
});

describe('a typed table', () => {
  it('is a list of rows and one export a page, with the selected fields alone', async () => {
    const study = await startClinic();
    const page = (after: string | null) =>
      study.runTyped(
        `query Page($after: String) { instrumentData { adverse_events(first: 1, after: $after) {
          nodes { record { name } event { uniqueEventName } repeatInstance ae_term { value } }
          totalCount pageInfo { hasNextPage endCursor } completeness { isComplete }
        } } }`,
        { after },
      );
    const first = (await page(null)).data.instrumentData.adverse_events;
    expect(first).toMatchObject({
      nodes: [
        {
          record: { name: '1' },
          event: { uniqueEventName: 'baseline_arm_1' },
          repeatInstance: 1,
          ae_term: { value: 'Rash' },
        },
      ],
      totalCount: 2,
      completeness: { isComplete: true },
    });
    study.forget();
    const second = (await page(first.pageInfo.endCursor)).data.instrumentData.adverse_events;
    expect(second).toMatchObject({
      nodes: [{ repeatInstance: 3, ae_term: { value: 'Fever' } }],
      pageInfo: { hasNextPage: false },
    });
    expect(exportedFields(study).sort()).toEqual(['adverse_events_complete', 'ae_term', 'record_id']);
    expect(study.calls).toHaveLength(1);
  });
});

describe('a token without the Project Design right', () => {
  it('has every instrument as a connection, with what is saved of it', async () => {
    const study = await startStudy({ project: clinic });
    studies.push(study);
    Object.assign(study.owner.flags, { design: 0 });
    keep(study.project, '1', 'unscheduled_arm_1', { pulse: '60' }, { instance: 2 });
    const saved = '{ totalCount nodes { event { uniqueEventName } repeatKind repeatInstance status } }';
    const { data, errors } = await study.runTyped(`{ record(name: "1") {
      demographics(event: baseline_arm_1) ${saved} adverse_events ${saved} vitals ${saved}
    } }`);
    expect(errors).toEqual([]);
    const baseline = { uniqueEventName: 'baseline_arm_1' };
    expect(data.record).toEqual({
      demographics: {
        totalCount: 1,
        nodes: [{ event: baseline, repeatKind: 'NONE', repeatInstance: null, status: 'COMPLETE' }],
      },
      adverse_events: {
        totalCount: 2,
        nodes: [
          { event: baseline, repeatKind: 'INSTRUMENT', repeatInstance: 1, status: 'INCOMPLETE' },
          { event: baseline, repeatKind: 'INSTRUMENT', repeatInstance: 3, status: 'INCOMPLETE' },
        ],
      },
      vitals: {
        totalCount: 1,
        nodes: [
          {
            event: { uniqueEventName: 'unscheduled_arm_1' },
            repeatKind: 'EVENT',
            repeatInstance: 2,
            status: 'INCOMPLETE',
          },
        ],
      },
    });
  });
});

describe('the id of a typed instrument', () => {
  const LIST = `{ record(name: "1") { id
    demographics(event: baseline_arm_1) { id __typename }
    adverse_events { nodes { id ae_term { value } } }
  } }`;
  const NODE = `query Node($id: ID!) { node(id: $id) { id __typename
    ... on Demographics { dob { value } }
    ... on AdverseEvents { repeatInstance ae_term { value } record { name demographicsList { sex { code } } } }
  } }`;

  it('leads back to it, with just what the typed fragments select', async () => {
    const study = await startClinic();
    const { data } = await study.runTyped(LIST);
    study.forget();
    const [, third] = data.record.adverse_events.nodes;
    const answer = await study.runTyped(NODE, { id: third.id });
    expect(answer.errors).toEqual([]);
    expect(answer.data.node).toEqual({
      id: third.id,
      __typename: 'AdverseEvents',
      repeatInstance: 3,
      ae_term: { value: 'Fever' },
      record: { name: '1', demographicsList: [{ sex: { code: '0' } }] },
    });
    const { id } = data.record.demographics;
    const other = await study.runTyped(NODE, { id });
    expect(other.data.node).toEqual({ id, __typename: 'Demographics', dob: { value: '1980-01-31' } });
  });

  it('is the same each time, another for each instance, and shows no name', async () => {
    const study = await startClinic();
    const [one, other] = [await study.runTyped(LIST), await study.runTyped(LIST)];
    expect(one.data).toEqual(other.data);
    const { demographics, adverse_events: events, id } = one.data.record;
    const ids: string[] = [id, demographics.id, ...events.nodes.map((node: { id: string }) => node.id)];
    expect(new Set(ids).size).toBe(4);
    for (const each of ids) {
      expect(Buffer.from(each, 'base64url').toString('latin1')).not.toMatch(
        /study|demographics|adverse|baseline|Saved/,
      );
    }
  });

  it('is nothing in the static schema, after the instance is gone, and for another caller', async () => {
    const study = await startClinic();
    const { data } = await study.runTyped(LIST);
    const [first] = data.record.adverse_events.nodes;
    const elsewhere = await study.run('query Node($id: ID!) { node(id: $id) { __typename } }', { id: first.id });
    expect([elsewhere.data, elsewhere.errors]).toEqual([{ node: null }, []]);
    const stranger = { ...study.owner, username: 'stranger' };
    const theirs = await study.runTyped(NODE, { id: first.id }, stranger);
    expect([theirs.data, theirs.errors]).toEqual([{ node: null }, []]);
    const record = study.project.records.get('1');
    for (const [key, row] of record?.rows ?? []) if (row.instance === 1) record?.rows.delete(key);
    const gone = await study.runTyped(NODE, { id: first.id });
    expect([gone.data, gone.errors]).toEqual([{ node: null }, []]);
  });
});

describe('a static field that leads to a record', () => {
  const typed =
    'demographics(event: baseline_arm_1) { first_name { value } } adverse_events { nodes { ae_term { value } } }';
  const answer = {
    demographics: { first_name: { value: 'Ada' } },
    adverse_events: { nodes: [{ ae_term: { value: 'Rash' } }, { ae_term: { value: 'Fever' } }] },
  };
  const fields = ['adverse_events_complete', 'ae_term', 'demographics_complete', 'first_name', 'record_id'];

  it('has the typed fields too: project.record, for one export', async () => {
    const study = await startClinic();
    const { data, errors } = await study.runTyped(`{ project(key: "study") { record(name: "1") { ${typed} } } }`);
    expect(errors).toEqual([]);
    expect(data.project.record).toEqual(answer);
    expect(exportedFields(study).sort()).toEqual(fields);
  });

  it('has the typed fields too: project.records', async () => {
    const study = await startClinic();
    const { data, errors } = await study.runTyped(
      `{ project(key: "study") { records(first: 1) { nodes { ${typed} } edges { node { name ${typed} } } } } }`,
    );
    expect(errors).toEqual([]);
    expect(data.project.records).toEqual({ nodes: [answer], edges: [{ node: { name: '1', ...answer } }] });
    expect(study.callsOf('record')).toHaveLength(2);
  });

  it('has the typed fields too: node, for one export', async () => {
    const study = await startClinic();
    const { data: found } = await study.runTyped('{ record(name: "1") { id } }');
    study.forget();
    const { data, errors } = await study.runTyped(
      `query Node($id: ID!) { node(id: $id) { ... on Record { ${typed} } } }`,
      {
        id: found.record.id,
      },
    );
    expect(errors).toEqual([]);
    expect(data.node).toEqual(answer);
    expect(exportedFields(study).sort()).toEqual(fields);
  });

  it('has the typed fields too: the record of a saved instrument', async () => {
    const study = await startClinic();
    const { data, errors } = await study.runTyped(`{
      project(key: "study") { instrumentData(instrument: "adverse_events", first: 1) { nodes { record { ${typed} } } } }
      instrumentData { adverse_events(first: 1) { nodes { record { ${typed} } } } }
    }`);
    expect(errors).toEqual([]);
    expect(data.project.instrumentData.nodes).toEqual([{ record: answer }]);
    expect(data.instrumentData.adverse_events.nodes).toEqual([{ record: answer }]);
  });

  it('has the typed fields too: changes, and the record that was renamed', async () => {
    const study = await startClinic();
    const changed = await study.runTyped(
      `{ project(key: "study") { changes(first: 1) { nodes { recordName record { ${typed} } } } } }`,
    );
    expect(changed.errors).toEqual([]);
    expect(changed.data.project.changes.nodes).toEqual([{ recordName: '1', record: answer }]);
    const renamed = await study.runTyped(
      `mutation { renameRecord(input: { project: "study", record: "1", newName: "7" }) { record { name ${typed} } errors { message } } }`,
    );
    expect(renamed.errors).toEqual([]);
    expect(renamed.data.renameRecord).toEqual({ record: { name: '7', ...answer }, errors: [] });
  });
});

describe('names that REDCap takes and programs stumble over', () => {
  const fields = [
    'constructor',
    'id',
    'status',
    'record',
    'event',
    'and',
    'not',
    'true',
    'null',
    'in',
    'class',
    'name',
  ];
  const design = designOf([
    metadataRow('record_id', 'query', 'text'),
    ...fields.map((name) => metadataRow(name, 'query', 'text')),
    ...['constructor', 'mutation', 'id', 'events', 'name', 'and', 'rows'].map((form) =>
      metadataRow(`in_${form}`, form, 'text'),
    ),
  ]);
  const cells = (name: string): Record<string, string> => ({
    ...Object.fromEntries(design.fields.map(({ fieldName }) => [fieldName, `${fieldName} of ${name}`])),
    ...Object.fromEntries(design.instruments.map(({ statusColumn }) => [statusColumn, '2'])),
    record_id: name,
  });
  const start = async (): Promise<Study> => {
    const exported = { design, columns: [], rows: [cells('1'), cells('2')] };
    const study = await startStudy({ project: projectFromExport(exported) });
    studies.push(study);
    return study;
  };

  it('are read by the names that the schema has for them', async () => {
    const study = await start();
    const { data, errors } = await study.runTyped(`{ record(name: "1") {
      query { constructor_ { raw } id_field { raw } status_field { raw } event_field { raw } not_field { raw } true_ { raw } null_ { raw } class_ { raw } }
      constructor_ { in_constructor { raw } } id_instrument { in_id { raw } } events_instrument { in_events { raw } } name_instrument { in_name { raw } } and_instrument { in_and { raw } }
    } }`);
    expect(errors).toEqual([]);
    expect(data.record).toEqual({
      query: Object.fromEntries(
        ['constructor_', 'id_field', 'status_field', 'event_field', 'not_field', 'true_', 'null_', 'class_'].map(
          (name) => [name, { raw: `${name.replace(/_.*/, '')} of 1` }],
        ),
      ),
      constructor_: { in_constructor: { raw: 'in_constructor of 1' } },
      id_instrument: { in_id: { raw: 'in_id of 1' } },
      events_instrument: { in_events: { raw: 'in_events of 1' } },
      name_instrument: { in_name: { raw: 'in_name of 1' } },
      and_instrument: { in_and: { raw: 'in_and of 1' } },
    });
  });

  it('select and order records', async () => {
    const study = await start();
    const { data, errors } = await study.runTyped(`{
      one: records(where: { query: { constructor_: { eq: "constructor of 2" }, true_: { isBlank: false } } }) { nodes { name } }
      other: records(where: { not: { constructor_: { in_constructor: { eq: "in_constructor of 2" } } } }) { nodes { name } }
      down: records(orderBy: { query: constructor_, direction: DESC }) { nodes { name } }
      table: instrumentData { constructor_(where: { in_constructor: { eq: "in_constructor of 2" } }) { nodes { record { name } } } }
    }`);
    expect(errors).toEqual([]);
    expect(data).toEqual({
      one: { nodes: [{ name: '2' }] },
      other: { nodes: [{ name: '1' }] },
      down: { nodes: [{ name: '2' }, { name: '1' }] },
      table: { constructor_: { nodes: [{ record: { name: '2' } }] } },
    });
  });

  it('are written only where a value is given', async () => {
    const study = await start();
    const { data, errors } = await study.runTyped(
      `mutation Import($input: ImportRecordsInput!) { importRecords(input: $input) {
        rows { path outcome changes { name } errors { message } } errors { message }
      } }`,
      {
        input: {
          query: [
            { record: '1', values: { true_: 'new' } },
            { record: '2', values: { constructor_: 'new' }, erase: ['null_'] },
          ],
        },
      },
    );
    expect(errors).toEqual([]);
    expect(data.importRecords).toEqual({
      rows: [
        { path: ['query', '0'], outcome: 'UPDATED', changes: [{ name: 'true' }], errors: [] },
        { path: ['query', '1'], outcome: 'UPDATED', changes: [{ name: 'constructor' }, { name: 'null' }], errors: [] },
      ],
      errors: [],
    });
  });
});

describe('a schema that is older than the design', () => {
  it('answers SCHEMA_OUTDATED for a form that repeats by now, and the rest', async () => {
    const study = await startClinic();
    const runPinned = await pin(study);
    const changed = await study.run(`mutation {
      importRepeatingInstrumentsAndEvents(input: { project: "study", entries: [
        { event: { uniqueEventName: "baseline_arm_1" }, instrument: "demographics" }
      ] }) { errors { code message } }
    }`);
    expect(changed.errors).toEqual([]);
    expect(changed.data.importRepeatingInstrumentsAndEvents.errors).toEqual([]);
    const record = study.project.records.get('2');
    record?.rows.clear();
    keep(study.project, '2', 'baseline_arm_1', { sex: '1' }, { repeatInstrument: 'demographics', instance: 1 });
    const { data, errors } = await runPinned(
      '{ record(name: "2") { name demographics(event: baseline_arm_1) { sex { code } } } }',
    );
    expect(data).toEqual({ record: { name: '2', demographics: null } });
    expect(errors.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['record', 'demographics'], 'SCHEMA_OUTDATED'],
    ]);
  });

  it('answers null for a variable that is gone or of another type by now, and the rest', async () => {
    const study = await startClinic();
    const runPinned = await pin(study);
    for (const field of study.project.fields) {
      if (field.field_name === 'weight') field.text_validation_type_or_show_slider_number = 'integer';
    }
    study.project.fields.splice(
      study.project.fields.findIndex(({ field_name }) => field_name === 'notes'),
      1,
    );
    // Another operation meets the change first: the design is read again.
    await study.run(
      'mutation { importMetadata(input: { project: "study", fields: [{ fieldName: "more", instrument: "vitals", fieldType: TEXT, fieldLabel: "More" }] }) { errors { message } } }',
    );
    const { data, errors } = await runPinned(
      '{ record(name: "1") { demographics(event: baseline_arm_1) { first_name { value } weight { value } notes { value } } } }',
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      record: { demographics: { first_name: { value: 'Ada' }, weight: null, notes: null } },
    });
  });
});
