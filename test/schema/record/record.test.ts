import { afterEach, describe, expect, it } from 'vitest';
import { projectFromXml, startStudy, type SandboxCall, type Study, type StudyOptions } from '../../support/study.ts';
import { classicXml, longitudinalXml } from '../../support/project-xml.ts';

const studies: Study[] = [];

const start = async (xml: string, options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project: projectFromXml(xml), ...options });
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

/** The elements of an indexed parameter. */
const listOf = (call: SandboxCall | undefined, name: string): string[] =>
  Object.entries(call ?? {})
    .filter(([key]) => key.startsWith(`${name}[`))
    .map(([, value]) => value);

const ask = (selection: string): string => `{ project(key: "study") { ${selection} } }`;

describe('record', () => {
  it('asks REDCap for the record id and the selected fields alone, with their status', async () => {
    const study = await start(longitudinalXml);
    const { data } = await study.run(
      ask('record(name: "1") { instances(instrument: "demographics") { value(field: "sex") { raw label } } }'),
    );
    expect(data.project.record).toEqual({ instances: [{ value: { raw: '0', label: 'Female' } }] });
    const [call, ...more] = study.callsOf('record');
    expect(more).toEqual([]);
    expect(listOf(call, 'fields')).toEqual(['id', 'sex', 'demographics_complete']);
    expect(listOf(call, 'records')).toEqual(['1']);
    expect(listOf(call, 'events')).toEqual(['enrollment_arm_1', 'enrollment_arm_2']);
    expect(call).toMatchObject({ rawOrLabel: 'raw', exportBlankForGrayFormStatus: 'true', format: 'json' });
  });

  it('shares one export between siblings, aliases and fragments', async () => {
    const study = await start(longitudinalXml);
    const { data, context } = await study.run(`
      { project(key: "study") {
          a: record(name: "1") { ...Sex } b: record(name: "2") { ...Sex }
          c: record(name: "1") { instances(instrument: "labs") { date: value(field: "lab_date") { raw } } }
        }
        again: project(key: "study") { record(name: "2") { name ... on Record { arms { armNum } } } } }
      fragment Sex on Record { instances(instrument: "demographics") { ... on InstrumentData { value(field: "sex") { label } } } }`);
    expect(data).toEqual({
      project: {
        a: { instances: [{ value: { label: 'Female' } }] },
        b: { instances: [{ value: { label: 'Male' } }] },
        c: { instances: [{ date: { raw: '2026-01-31' } }] },
      },
      again: { record: { name: '2', arms: [{ armNum: 2 }] } },
    });
    expect(study.callsOf('record')).toHaveLength(1);
    expect(listOf(study.callsOf('record')[0], 'records')).toEqual(['1', '2']);
    expect(context.cost.calls).toBe(study.calls.length);
  });

  it('leaves out what @skip and @include leave out', async () => {
    const study = await start(longitudinalXml);
    await study.run(
      `query Q($no: Boolean!) { project(key: "study") { record(name: "1") { instances(instrument: "labs") { value(field: "lab_date") { raw } risk: value(field: "risk") @include(if: $no) { raw } } } } }`,
      { no: false },
    );
    expect(listOf(study.callsOf('record')[0], 'fields')).toEqual(['id', 'lab_date', 'labs_complete']);
  });

  it('is null when there is none, and none is made up from a limit to events', async () => {
    const study = await start(longitudinalXml);
    const { data, errors } = await study.run(
      ask(
        'gone: record(name: "77") { name } there: record(name: "2") { name events(uniqueEventNames: ["visit_1_arm_1"]) { repeatInstance } }',
      ),
    );
    expect(errors).toEqual([]);
    expect(data.project).toEqual({ gone: null, there: { name: '2', events: [] } });
  });

  it('reports a checkbox with a negative code, and a form that was never opened by its absence', async () => {
    const study = await start(longitudinalXml);
    const { data } = await study.run(
      ask(
        'record(name: "1") { events { event { uniqueEventName } instruments { instrument { name } status values { raw ... on CheckboxValue { checked { code label } formStarted } } } } }',
      ),
    );
    expect(data.project.record.events).toEqual([
      {
        event: { uniqueEventName: 'enrollment_arm_1' },
        instruments: [
          { instrument: { name: 'demographics' }, status: 'COMPLETE', values: [{ raw: '1' }, { raw: '0' }] },
        ],
      },
      {
        event: { uniqueEventName: 'visit_1_arm_1' },
        instruments: [
          {
            instrument: { name: 'labs' },
            status: 'UNVERIFIED',
            values: [
              { raw: '2026-01-31' },
              { raw: '-4', checked: [{ code: '-4', label: 'Other' }], formStarted: true },
            ],
          },
        ],
      },
    ]);
  });

  it.each([
    [
      'an instrument',
      'record(name: "1") { instances(instrument: "laboratory") { status } }',
      'There is no instrument with this name in the project; { project { instruments { name } } } lists those there are.',
    ],
    [
      'the label of an instrument',
      'record(name: "1") { instances(instrument: "Laboratory values") { status } }',
      'There is no instrument with this name in the project; this is the label of labs: give the name.',
    ],
    [
      'an event',
      'record(name: "1") { events(uniqueEventNames: ["Visit 1"]) { repeatInstance } }',
      'There is no event with this unique name in the project; this is the label of visit_1_arm_1, visit_1_arm_2: give the unique name.',
    ],
    [
      'a field',
      'record(name: "1") { instances(instrument: "labs") { value(field: "risk___1") { raw } } }',
      'There is no field with this name in the project; this is a column of the checkbox risk: give the field name.',
    ],
  ])('refuses %s that is not there before any record is asked for', async (_title, selection, message) => {
    const study = await start(longitudinalXml);
    const { errors } = await study.run(ask(selection));
    expect(errors.map((error) => [error.extensions['code'], error.message])).toEqual([['BAD_USER_INPUT', message]]);
    expect(study.callsOf('record')).toEqual([]);
  });

  it('puts the refusal of an argument to the field that has it, though the record above it is not asked for', async () => {
    const study = await start(longitudinalXml);
    const source = `{ project(key: "study") { record(name: "1") {
      ...F
    } } }
    fragment F on Record { twice: instances(instrument: "laboratory") { status } }`;
    const { errors } = await study.run(source);
    expect(errors.map(({ locations, extensions }) => [locations, extensions['argument']])).toEqual([
      [[{ line: 4, column: 28 }], 'instrument'],
    ]);
  });

  it('refuses an unknown project key without saying whether others have it', async () => {
    const study = await start(classicXml);
    const { errors } = await study.run('{ project(key: "other") { projectTitle } }');
    expect(errors.map(({ message }) => message)).toEqual([
      'There is no project with this key for this caller; { projects { key } } lists those there are.',
    ]);
  });
});

describe('node', () => {
  it('finds a record, its data and the design again by ids that do not show the record name', async () => {
    const study = await start(longitudinalXml);
    const { data } = await study.run(
      ask(
        'id events { id } record(name: "1") { id instances(instrument: "labs") { id value(field: "risk") { field { id } } } }',
      ),
    );
    const { record, events, id } = data.project;
    const ids: string[] = [id, events[1].id, record.id, record.instances[0].id, record.instances[0].value.field.id];
    const found = await Promise.all(
      ids.map((each) =>
        study.run(
          `query N($id: ID!) { node(id: $id) { id __typename ... on Project { key } ... on Event { uniqueEventName } ... on Record { name } ... on InstrumentData { status value(field: "lab_date") { raw } } ... on Field { fieldName } } }`,
          { id: each },
        ),
      ),
    );
    expect(found.map((answer) => answer.data.node)).toEqual([
      { __typename: 'Project', id: ids[0], key: 'study' },
      { __typename: 'Event', id: ids[1], uniqueEventName: 'visit_1_arm_1' },
      { __typename: 'Record', id: ids[2], name: '1' },
      { __typename: 'InstrumentData', id: ids[3], status: 'UNVERIFIED', value: { raw: '2026-01-31' } },
      { __typename: 'Field', id: ids[4], fieldName: 'risk' },
    ]);
  });

  it('is null for an id of another caller, and for one that was tampered with', async () => {
    const study = await start(longitudinalXml);
    const other = { ...study.owner, username: 'other' };
    const { data } = await study.run(ask('record(name: "1") { id }'));
    const { id } = data.project.record;
    const query = 'query N($id: ID!) { node(id: $id) { __typename } }';
    expect((await study.run(query, { id }, other)).data).toEqual({ node: null });
    expect((await study.run(query, { id: `A${String(id).slice(1)}` })).data).toEqual({ node: null });
    expect((await study.run(query, { id: 'Record:1' })).data).toEqual({ node: null });
  });
});

describe('design', () => {
  it('is asked for once, and a second look costs no call', async () => {
    const study = await start(longitudinalXml);
    const query = ask(
      'projectTitle arms { name } events { uniqueEventName } instruments { name fields { fieldName } } formEventMappings { instrument { name } } designRevision',
    );
    const first = await study.run(query);
    expect(study.calls.map((call) => call['content']).sort()).toEqual([
      'arm',
      'event',
      'exportFieldNames',
      'formEventMapping',
      'instrument',
      'metadata',
      'project',
    ]);
    study.forget();
    const second = await study.run(query);
    expect(second.data).toEqual(first.data);
    expect(study.calls).toEqual([]);
    expect(second.context.cost).toMatchObject({ calls: 0, bytes: 0, rows: 0, waitedMs: 0, coalesced: 0 });
  });

  it('is not shared with another token', async () => {
    const study = await start(longitudinalXml);
    await study.run(ask('instruments { name }'));
    study.forget();
    const reader = { ...study.owner, username: 'reader', token: 'B'.repeat(32) };
    study.project.users.push(reader);
    await study.run(ask('instruments { name }'), {}, reader);
    expect(study.callsOf('instrument')).toHaveLength(1);
  });

  it('asks a classic project for no arms and events', async () => {
    const study = await start(classicXml);
    const { data } = await study.run(
      ask(
        'arms { name } events { eventName } formEventMappings { event { eventName } } record(name: "1") { events { event { eventName } instruments { status } } }',
      ),
    );
    expect(data.project).toEqual({
      arms: [],
      events: [],
      formEventMappings: [],
      record: { events: [{ event: null, instruments: [{ status: 'COMPLETE' }] }] },
    });
    expect(study.calls.map((call) => call['content'])).not.toContain('event');
  });

  it('names the missing right of a token that may not design or import', async () => {
    const study = await start(longitudinalXml);
    Object.assign(study.owner.flags, { design: 0, api_import: 0, user_rights: 2 });
    const { data } = await study.run(ask('capabilities { name allowed missingRight }'));
    expect(data.project.capabilities).toContainEqual({
      name: 'IMPORT_RECORDS',
      allowed: false,
      missingRight: 'API Import/Update',
    });
    expect(data.project.capabilities).toContainEqual({ name: 'EXPORT_RECORDS', allowed: true, missingRight: null });
  });

  it('does not claim to know rights that REDCap does not report', async () => {
    const study = await start(longitudinalXml);
    Object.assign(study.owner.flags, { user_rights: 0, design: 0 });
    const { data } = await study.run(ask('capabilities { name allowed missingRight }'));
    expect(data.project.capabilities).toContainEqual({ name: 'IMPORT_RECORDS', allowed: null, missingRight: null });
    expect(data.project.capabilities).toContainEqual({
      name: 'IMPORT_METADATA',
      allowed: false,
      missingRight: 'Project Design and Setup',
    });
  });
});
