import { afterEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../../src/gateway.ts';
import { clinic, keep } from '../../support/clinic.ts';
import { manyNames, manyRecordsXml } from '../../support/many-records.ts';
import { allParts, ask, gatewayOver, mergeParts, type Part } from '../../support/parts.ts';
import { recordsAsked } from '../../support/records-asked.ts';
import { projectFromXml, startStudy, type SandboxCall, type Study, type StudyOptions } from '../../support/study.ts';

const studies: Study[] = [];

const start = async (options: StudyOptions): Promise<Study> => {
  const study = await startStudy(options);
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

type Rows = readonly Readonly<Record<string, string>>[];

const isNamedInJson = (call: SandboxCall): boolean =>
  call['content'] === 'record' && call['format'] === 'json' && recordsAsked(call).length > 0;

/** Takes rows from exports of named records, in JSON and no other format. */
const losing =
  (
    isLost: (row: Readonly<Record<string, string>>, call: SandboxCall) => boolean,
  ): NonNullable<StudyOptions['intercept']> =>
  async (call, answer) => {
    const response = await answer();
    if (!isNamedInJson(call)) return response;
    const rows = JSON.parse(await response.text()) as Rows;
    return new Response(JSON.stringify(rows.filter((row) => !isLost(row, call))), response);
  };

const many = (count: number, lost: readonly string[]): Promise<Study> =>
  start({ project: projectFromXml(manyRecordsXml(count)), intercept: losing(({ id = '' }) => lost.includes(id)) });

const AGE = 'instances(instrument: "base") { value(field: "age") { raw } }';

const incomplete = (path: readonly (string | number)[], asked: number, names: readonly string[]) => ({
  message: `${String(names.length)} of ${String(asked)} records did not come whole, although the gateway asked REDCap for them twice. The list has the others, and \`missingRecords\` names those. Try again: a record that somebody has deleted is not in a list that begins anew.`,
  path,
  extensions: { code: 'REDCAP_INCOMPLETE', missingRecordCount: names.length, missingRecords: names },
});

const answerOf = async (gateway: Gateway, query: string) =>
  (await (await ask(gateway, query, { accept: 'application/json' })).json()) as {
    data: { project: Record<string, unknown> };
    errors?: readonly unknown[];
  };

describe('a list of records', () => {
  it.each([
    ['which selects no completeness', `nodes { name ${AGE} }`],
    ['which selects completeness too', `nodes { name ${AGE} } completeness { isComplete }`],
    ['as edges', `edges { node { name ${AGE} } }`],
  ])('that did not come whole says so in the errors, %s', async (_which, selection) => {
    const study = await many(10, ['3', '7', '10']);
    const query = `{ project(key: "study") { list: records(first: 10) { totalCount ${selection} } } }`;
    const { data, errors } = await answerOf(gatewayOver(study), query);
    expect(errors).toMatchObject([incomplete(['project', 'list'], 10, ['3', '7', '10'])]);
    const { totalCount, nodes, edges } = data.project['list'] as {
      totalCount: number;
      nodes?: { name: string }[];
      edges?: { node: { name: string } }[];
    };
    expect(totalCount).toBe(10);
    expect((nodes ?? edges?.map(({ node }) => node) ?? []).map(({ name }) => name)).toEqual([
      '1',
      '2',
      '4',
      '5',
      '6',
      '8',
      '9',
    ]);
  });

  it('that came whole has no error, and costs the list and the page', async () => {
    const study = await many(10, []);
    const { errors } = await answerOf(gatewayOver(study), `{ project(key: "study") { records { nodes { ${AGE} } } } }`);
    expect(errors).toBeUndefined();
    expect(study.callsOf('record').map((call) => recordsAsked(call).length)).toEqual([0, 10]);
  });

  it('of which only names are selected asks for no record, and has no error', async () => {
    const study = await many(10, ['3']);
    const { errors } = await answerOf(gatewayOver(study), '{ project(key: "study") { records { nodes { name } } } }');
    expect(errors).toBeUndefined();
    expect(study.callsOf('record')).toHaveLength(1);
  });

  it('says so once where it is selected twice at one place, and once for each place', async () => {
    const study = await many(4, ['3']);
    const query = `{ project(key: "study") { a: records { nodes { ${AGE} } } b: records { nodes { name ${AGE} } } } }`;
    const { errors } = await answerOf(gatewayOver(study), query);
    expect(errors).toMatchObject([incomplete(['project', 'a'], 4, ['3']), incomplete(['project', 'b'], 4, ['3'])]);
  });

  it('names a hundred of its missing records, and counts all', async () => {
    const study = await start({
      project: projectFromXml(manyRecordsXml(250)),
      intercept: losing(() => true),
    });
    const pages = [1, 2].map((n) => `p${String(n)}: records(first: 100) { nodes { ${AGE} } }`).join(' ');
    const { errors = [] } = await answerOf(gatewayOver(study), `{ project(key: "study") { ${pages} } }`);
    expect(errors).toHaveLength(2);
    expect(errors).toMatchObject([
      { extensions: { missingRecordCount: 100, missingRecords: manyNames(1, 100) } },
      { extensions: { missingRecordCount: 100 } },
    ]);
  });

  it('stays in the room for errors before those of values', async () => {
    const study = await many(4, ['3']);
    const wrong =
      '{ project(key: "study") { x: instrumentData(instrument: "none") { totalCount } y: instrumentData(instrument: "none") { totalCount }';
    const { errors } = await answerOf(gatewayOver(study, { errors: 1 }), `${wrong} records { nodes { ${AGE} } } } }`);
    expect(errors).toMatchObject([incomplete(['project', 'records'], 4, ['3'])]);
  });

  it('is the same in the graph of the project', async () => {
    const study = await many(4, ['3']);
    const response = await ask(gatewayOver(study), '{ records { nodes { name base { age { raw } } } } }', {
      accept: 'application/json',
      path: '/projects/study/graphql',
    });
    expect(await response.json()).toMatchObject({
      data: { records: { nodes: [{ name: '1' }, { name: '2' }, { name: '4' }] } },
      errors: [incomplete(['records'], 4, ['3'])],
    });
  });
});

describe('an answer in parts', () => {
  const errorsOf = ({ errors = [], incremental = [] }: Part): readonly unknown[] => [
    ...errors,
    ...incremental.flatMap((part) => part.errors ?? []),
  ];

  it('has the error of each batch with what came of the batch', async () => {
    const study = await many(30, ['2', '25']);
    const query = `{ project(key: "study") { records(first: 30) { nodes @stream(initialCount: 5) { name ${AGE} } } } }`;
    const parts = await allParts(await ask(gatewayOver(study), query));
    const withErrors = parts.filter((part) => errorsOf(part).length > 0);
    expect(withErrors.map(errorsOf)).toMatchObject([
      [incomplete(['project', 'records'], 20, ['2'])],
      [incomplete(['project', 'records'], 10, ['25'])],
    ]);
    const { data } = mergeParts(parts) as { data: { project: { records: { nodes: { name: string }[] } } } };
    const names = data.project.records.nodes.map(({ name }) => name);
    expect(names).toEqual(manyNames(1, 30).filter((name) => name !== '2' && name !== '25'));
  });

  it('has the error no earlier than the list', async () => {
    const study = await many(4, ['3']);
    const query = `{ project(key: "study") { projectTitle ... @defer { records { nodes { ${AGE} } } } } }`;
    const [first, ...later] = await allParts(await ask(gatewayOver(study), query));
    expect(first?.errors).toBeUndefined();
    expect(later.flatMap(errorsOf)).toMatchObject([incomplete(['project', 'records'], 4, ['3'])]);
    expect(later.flatMap(({ incremental = [] }) => incremental)).toMatchObject([
      { path: ['project'], errors: [{ extensions: { code: 'REDCAP_INCOMPLETE' } }] },
    ]);
  });
});

describe('a table of an instrument', () => {
  it('of which a row did not come says so in the errors', async () => {
    const study = await start({
      project: clinic,
      intercept: losing((row) => String(row['redcap_repeat_instance']) === '3'),
    });
    const { data, errors } = await answerOf(
      gatewayOver(study),
      '{ project(key: "study") { instrumentData(instrument: "adverse_events") { totalCount nodes { value(field: "ae_term") { raw } } } } }',
    );
    expect(errors).toMatchObject([incomplete(['project', 'instrumentData'], 1, ['1'])]);
    expect(data.project['instrumentData']).toEqual({ totalCount: 2, nodes: [{ value: { raw: 'Rash' } }] });
  });
});

describe('a page of changes', () => {
  it('of which a record did not come says so in the errors', async () => {
    const study = await many(4, ['3']);
    const { errors } = await answerOf(
      gatewayOver(study),
      `{ project(key: "study") { changes { nodes { recordName record { ${AGE} } } } } }`,
    );
    expect(errors).toMatchObject([incomplete(['project', 'changes'], 4, ['3'])]);
  });
});

describe('a record by its name', () => {
  const one = (names: readonly string[]): string =>
    `{ project(key: "study") { ${names.map((name) => `r${name}: record(name: "${name}") { name ${AGE} }`).join(' ')} } }`;

  const formats = (study: Study): unknown[] =>
    study.callsOf('record').map((call) => [call['format'], recordsAsked(call)]);

  it('that comes costs one call', async () => {
    const study = await many(4, []);
    const { errors } = await study.run(one(['1', '2']));
    expect(errors).toEqual([]);
    expect(formats(study)).toEqual([['json', ['1', '2']]]);
  });

  it('is null where there is none, after one more call for all that did not come', async () => {
    const study = await many(4, []);
    const { data, errors } = await study.run(one(['1', '77', '88']));
    expect(errors).toEqual([]);
    expect(data.project).toMatchObject({ r1: { name: '1' }, r77: null, r88: null });
    expect(formats(study)).toEqual([
      ['json', ['1', '77', '88']],
      ['csv', ['77', '88']],
    ]);
  });

  it('is asked for again where another look finds it, and comes then', async () => {
    let lost = 1;
    const study = await start({
      project: projectFromXml(manyRecordsXml(4)),
      intercept: losing((row, call) => row['id'] === '3' && recordsAsked(call).length > 1 && lost-- > 0),
    });
    const { data, errors } = await study.run(one(['1', '3', '77']));
    expect(errors).toEqual([]);
    expect(data.project).toMatchObject({ r1: { name: '1' }, r3: { name: '3' }, r77: null });
    expect(formats(study)).toEqual([
      ['json', ['1', '3', '77']],
      ['csv', ['3', '77']],
      ['json', ['3']],
    ]);
  });

  it('is an error where it is there and does not come', async () => {
    const study = await many(4, ['2', '3']);
    const { data, errors } = await study.run(one(['1', '2', '3', '77']));
    expect(data.project).toMatchObject({ r1: { name: '1' }, r2: null, r3: null, r77: null });
    expect(errors).toMatchObject([
      { path: ['project', 'r2'], extensions: { code: 'REDCAP_INCOMPLETE' } },
      { path: ['project', 'r3'], extensions: { code: 'REDCAP_INCOMPLETE' } },
    ]);
  });

  it('is found where its rows are in other events than those that were asked for', async () => {
    const study = await start({ project: clinic });
    keep(study.project, '9', 'baseline_arm_1', { first_name: 'Ada' });
    const visit = 'instances(instrument: "labs", events: ["unscheduled_arm_1"]) { status }';
    const { data, errors } = await study.run(
      `{ project(key: "study") { there: record(name: "9") { name ${visit} } none: record(name: "77") { name ${visit} } } }`,
    );
    expect(errors).toEqual([]);
    expect(data.project).toEqual({ there: { name: '9', instances: [] }, none: null });
    expect(formats(study)).toEqual([
      ['json', ['9', '77']],
      ['json', ['9', '77']],
      ['csv', ['77']],
    ]);
  });

  it('is an error at its id too', async () => {
    const study = await many(4, []);
    const first = await study.run('{ project(key: "study") { record(name: "3") { id } } }');
    const id = String(first.data.project.record.id);
    const lossy = await many(4, ['3']);
    const { data, errors } = await lossy.run(`{ node(id: "${id}") { ... on Record { name ${AGE} } } }`);
    expect(data.node).toBeNull();
    expect(errors).toMatchObject([{ path: ['node'], extensions: { code: 'REDCAP_INCOMPLETE' } }]);
  });
});
