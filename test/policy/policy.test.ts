import { describe, expect, it } from 'vitest';
import { canaries, foundIn, startScene, type PolicyName, type Scene } from './scene.ts';

const people = `{ project(key: "clinic") { records(first: 10) {
  nodes { name events { values(fields: ["first_name", "notes", "dob"]) { field { fieldName } raw absence } } }
  completeness { isComplete omittedFields { fieldName code } }
} } }`;

const names = (filter: string): string =>
  `{ project(key: "clinic") { records(first: 10, ${filter}) { totalCount nodes { name } } } }`;

describe('a policy without identifiers', () => {
  it('sends no identifier, and says which fields it keeps back', async () => {
    const { ask } = await startScene();
    const { data, codes } = await ask('reader', people);
    expect(codes).toEqual([]);
    expect(data.project.records.completeness).toEqual({
      isComplete: false,
      omittedFields: [
        { fieldName: 'first_name', code: 'POLICY' },
        { fieldName: 'notes', code: 'POLICY' },
      ],
    });
    expect(data.project.records.nodes[0].events[0].values).toEqual([
      { field: { fieldName: 'first_name' }, raw: null, absence: 'NOT_EXPORTED' },
      { field: { fieldName: 'dob' }, raw: '1980-01-31', absence: null },
      { field: { fieldName: 'notes' }, raw: null, absence: 'NOT_EXPORTED' },
    ]);
  });

  it('does not even ask REDCap for them', async () => {
    const { ask, study } = await startScene();
    await ask('reader', people);
    const asked = study.callsOf('record').flatMap((call) => Object.values(call));
    expect(asked).toContain('dob');
    expect(foundIn(asked.join(' '), ['first_name', 'notes'])).toEqual([]);
  });

  it.each([
    ['where', 'where: { field: "first_name", eq: "CANARY-NAME" }'],
    ['a where that the gateway evaluates', 'where: { field: "first_name", startsWith: "C" }'],
    [
      'a where within others',
      'where: { or: [{ field: "dob", gt: "1980-01-01" }, { not: { field: "notes", isBlank: true } }] }',
    ],
    ['logic', `filterLogic: "[first_name] = 'CANARY-NAME'"`],
    ['logic of an event', `filterLogic: "[baseline_arm_1][notes] <> ''"`],
    ['logic that hides it behind a quote', `filterLogic: "'[' <> '' and [first_name] <> ''"`],
    ['logic with blanks', `filterLogic: "[ first_name ] <> ''"`],
  ])('lets nobody filter by them: %s', async (_words, filter) => {
    const { ask } = await startScene();
    expect((await ask('full', names(filter))).data.project?.records?.totalCount).not.toBe(0);
    const { data, codes } = await ask('reader', names(filter));
    expect(data.project.records).toBeNull();
    expect(codes).toEqual(['FORBIDDEN']);
  });

  it('lets nobody order a table by them', async () => {
    const { ask } = await startScene();
    const table = (field: string): string =>
      `{ project(key: "clinic") { instrumentData(instrument: "demographics", orderBy: { field: "${field}" }) { totalCount } } }`;
    expect((await ask('full', table('first_name'))).data.project.instrumentData.totalCount).toBe(3);
    const { data, codes } = await ask('reader', table('first_name'));
    expect([data.project.instrumentData, codes]).toEqual([null, ['FORBIDDEN']]);
    expect((await ask('reader', table('dob'))).data.project.instrumentData.totalCount).toBe(3);
  });

  it('filters by the other fields as ever', async () => {
    const { ask } = await startScene();
    expect(
      (await ask('reader', names('where: { field: "dob", eq: "1980-01-31" }'))).data.project.records.nodes,
    ).toEqual([{ name: '1' }]);
    expect((await ask('reader', names(`filterLogic: "[dob] = '1977-07-17'"`))).data.project.records.nodes).toEqual([
      { name: 'K-77' },
    ]);
  });

  it('makes a schema of the project in which the fields are not', async () => {
    const { ask } = await startScene();
    const query = '{ __type(name: "Demographics") { fields { name } } }';
    const fieldsOf = async (as: PolicyName): Promise<string[]> => {
      const { data } = await ask(as, query, {}, '/projects/clinic/graphql');
      return data.__type.fields.map(({ name }: { name: string }) => name);
    };
    expect(await fieldsOf('full')).toEqual(expect.arrayContaining(['first_name', 'notes', 'dob']));
    const seen = await fieldsOf('reader');
    expect(seen).toContain('dob');
    expect(seen.filter((name) => ['first_name', 'notes'].includes(name))).toEqual([]);
  });

  it('refuses to write them, and writes the others', async () => {
    const { ask, study } = await startScene();
    const write = (values: string): string =>
      `mutation { importRecords(input: { project: "clinic", rows: [
        { record: "1", event: "baseline_arm_1", instrument: "demographics", values: [${values}] }
      ] }) { errors { code message } } }`;
    const refused = await ask('plain', write('{ field: "first_name", raw: "Eve" }'));
    expect(refused.text).toContain('FORBIDDEN');
    expect(study.callsOf('record', 'import')).toEqual([]);
    expect(study.calls.filter((call) => call['data'] !== undefined)).toEqual([]);
    const { text } = await ask('plain', write('{ field: "dob", raw: "1981-01-31" }'));
    expect(text).toContain('"errors":[]');
  });
});

describe('a guess of a value that is kept back', () => {
  const guess = (raw: string): string => `mutation { importRecords(input: { project: "clinic", dryRun: true, rows: [
    { record: "1", event: "baseline_arm_1", instrument: "demographics", values: [{ field: "first_name", raw: "${raw}" }] }
  ] }) { unchangedCount updatedCount errors { code } rows { outcome errors { code } changes { name outcome } } } }`;

  it('is answered alike by a dry run, whether it is right or wrong', async () => {
    const { ask } = await startScene();
    const answersOf = async (as: PolicyName): Promise<unknown[]> =>
      Promise.all(['CANARY-NAME', 'Eve'].map(async (raw) => (await ask(as, guess(raw))).data.importRecords));
    const [right, wrong] = await answersOf('full');
    expect(right).not.toEqual(wrong);
    const [guessed, missed] = await answersOf('plain');
    expect(guessed).toEqual(missed);
  });
});

describe('a policy of some groups', () => {
  it('shows the records of these groups alone', async () => {
    const { ask } = await startScene();
    const { data } = await ask(
      'lyon',
      '{ project(key: "clinic") { records(first: 10) { totalCount nodes { name } } } }',
    );
    expect(data.project.records).toEqual({ totalCount: 1, nodes: [{ name: '1' }] });
    const other = await ask('lyon', '{ project(key: "clinic") { record(name: "K-77") { name } } }');
    expect(other.data.project.record).toBeNull();
  });

  it('does not show by its costs how many records of other groups fit a filter', async () => {
    const { ask } = await startScene();
    const query = (date: string): string =>
      `{ project(key: "clinic") { records(first: 10, where: { field: "dob", eq: "${date}" }) { totalCount } } }`;
    await ask('lyon', query('1900-01-01'));
    const costOf = async (date: string): Promise<unknown> => {
      const { data, text } = await ask('lyon', query(date));
      expect(data.project.records.totalCount).toBe(0);
      // Every answer reports its costs in this form.
      const { extensions } = JSON.parse(text) as {
        extensions: { redcap: { calls: number; bytes: number; rows: number } };
      };
      const { calls, bytes, rows } = extensions.redcap;
      return { calls, bytes, rows };
    };
    expect(await costOf('1977-07-17')).toEqual({ calls: 1, bytes: 0, rows: 0 });
    expect(await costOf('1977-07-18')).toEqual({ calls: 1, bytes: 0, rows: 0 });
  });

  it('lists these groups alone', async () => {
    const { ask } = await startScene();
    const { data } = await ask('lyon', '{ project(key: "clinic") { dataAccessGroups { uniqueGroupName } } }');
    expect(data.project.dataAccessGroups).toEqual([{ uniqueGroupName: 'lyon' }]);
  });

  it('refuses what REDCap cannot answer for a group, and asks nothing of REDCap for it', async () => {
    const { ask, study } = await startScene();
    const query = `{ project(key: "clinic") { nextRecordName report(reportId: 1, first: 1) { totalCount }
      logging(beginTime: "2020-01-01T00:00", first: 1) { nodes { action } } } }`;
    const { codes } = await ask('lyon', query);
    expect(codes).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
    expect(['report', 'log', 'generateNextRecordName'].flatMap((content) => study.callsOf(content))).toEqual([]);
  });

  it('is refused with the remedy where the token is itself confined to a group', async () => {
    const { ask, study } = await startScene();
    Object.assign(study.owner, { dagId: study.project.dags[0]?.groupId });
    const { codes, messages } = await ask('lyon', '{ project(key: "clinic") { records(first: 10) { totalCount } } }');
    expect(codes).toEqual(['FORBIDDEN']);
    expect(messages[0]).toContain('take a token whose user is in the group');
  });
});

describe('what a policy does not name', () => {
  it.each([
    ['users', 'reader', 'users { username }'],
    ['roles', 'reader', 'userRoles { uniqueRoleName }'],
    ['assignments of groups', 'reader', 'userDataAccessGroupAssignments { username }'],
    ['the file repository', 'plain', 'fileRepository { name }'],
    ['survey links', 'plain', 'surveyLink(record: "1", instrument: "demographics", event: "baseline_arm_1")'],
    ['participants', 'plain', 'surveyParticipants(instrument: "demographics", event: "baseline_arm_1") { email }'],
    ['details of the log', 'plain', 'logging(beginTime: "2020-01-01T00:00", first: 1) { nodes { details } }'],
  ] as const)('is refused: %s', async (_words, policy, field) => {
    const { ask } = await startScene();
    expect((await ask(policy, `{ project(key: "clinic") { ${field} } }`)).codes).toEqual(['FORBIDDEN']);
    expect((await ask('full', `{ project(key: "clinic") { ${field} } }`)).codes).toEqual([]);
  });

  it.each([
    [
      'a change of the design',
      'plain',
      'importArms(input: { project: "clinic", arms: [{ armNum: 3, name: "C" }] }) { errors { code } }',
    ],
    [
      'a deletion of whole records',
      'vitals',
      'deleteRecords(input: { project: "clinic", records: ["1"], arm: 1, confirmCount: 1 }) { errors { code } }',
    ],
    [
      'any write',
      'reader',
      'deleteRecords(input: { project: "clinic", records: ["1"], arm: 1, confirmCount: 1 }) { errors { code } }',
    ],
  ] as const)('is refused: %s', async (_words, policy, field) => {
    const { ask, study } = await startScene();
    const { text } = await ask(policy, `mutation { ${field} }`);
    expect(text).toContain('FORBIDDEN');
    expect(study.project.records.has('1')).toBe(true);
    expect(study.project.arms.map(({ armNum }) => armNum)).toEqual([1, 2]);
  });

  it('is a project that is not there', async () => {
    const { ask } = await startScene();
    expect((await ask('elsewhere', '{ projects { key } }')).data).toEqual({ projects: [{ key: 'other' }] });
    expect((await ask('elsewhere', '{ project(key: "clinic") { key } }')).data).toEqual({ project: null });
  });

  it('is not among the capabilities', async () => {
    const { ask } = await startScene();
    const { data } = await ask('reader', '{ project(key: "clinic") { capabilities { name allowed reason } } }');
    const of = (name: string): unknown =>
      data.project.capabilities.find((capability: { name: string }) => capability.name === name);
    expect(of('EXPORT_RECORDS')).toMatchObject({ reason: null });
    expect(of('IMPORT_RECORDS')).toEqual({
      name: 'IMPORT_RECORDS',
      allowed: false,
      reason: 'The policy of this caller refuses it: it needs "write" among what the policy allows.',
    });
  });
});

describe('two keys on one token', () => {
  const selections = [
    people,
    '{ project(key: "clinic") { records(first: 10, where: { field: "dob", gt: "1970-01-01" }) { totalCount nodes { name instances(instrument: "adverse_events") { values { raw } } } } } }',
    '{ project(key: "clinic") { instrumentData(instrument: "adverse_events", first: 10) { totalCount nodes { record { name } values { raw } } } } }',
    '{ project(key: "clinic") { record(name: "K-77") { name events { values(fields: ["first_name", "dob"]) { raw } } } } }',
    '{ project(key: "clinic") { changes(first: 10) { nodes { record { name } } } } }',
  ];
  const address = '/projects/clinic/graphql';
  const typed = '{ records(first: 10) { totalCount nodes { name } } }';

  const storm = async ({ ask }: Scene): Promise<ReadonlyMap<PolicyName, string>> => {
    const texts = new Map<PolicyName, string>();
    const asks = [0, 1, 2].flatMap(() =>
      (['full', 'strict', 'reader', 'lyon'] as const).flatMap((as) => [
        ...selections.map(async (query) => [as, (await ask(as, query)).text] as const),
        (async () => [as, (await ask(as, typed, {}, address)).text] as const)(),
      ]),
    );
    for (const [as, text] of await Promise.all(asks)) texts.set(as, `${texts.get(as) ?? ''}${text}`);
    return texts;
  };

  it('get not one byte of each other, at the same time and one after the other', async () => {
    const scene = await startScene();
    for (const texts of [await storm(scene), await storm(scene)]) {
      expect(foundIn(texts.get('full') ?? '', ['CANARY-NAME', 'CANARY-NOTES', ...canaries.kampala])).toHaveLength(6);
      expect(foundIn(texts.get('strict') ?? '', [...canaries.identifiers, ...canaries.kampala])).toEqual([]);
      expect(foundIn(texts.get('lyon') ?? '', canaries.kampala)).toEqual([]);
      expect(foundIn(texts.get('reader') ?? '', canaries.identifiers)).toEqual([]);
      expect(foundIn(texts.get('reader') ?? '', ['K-77', 'TERM-OF-KAMPALA'])).toHaveLength(2);
    }
  });
});
