import { buildClientSchema, getIntrospectionQuery, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../../src/schema/index.ts';
import { canaries, foundIn, startScene, type PolicyName, type Scene } from './scene.ts';
import { selectEach, type GivenArguments } from './whole-selection.ts';

const RECORDS = ['1', 'K-77'];

const given = (record: string, shareId: string): GivenArguments => ({
  key: '"clinic"',
  name: JSON.stringify(record),
  record: JSON.stringify(record),
  shareId: JSON.stringify(shareId),
  'Project.instrument(name)': '"consent"',
  'RecordEvent.value(field)': '"first_name"',
  'InstrumentData.value(field)': '"first_name"',
  'RecordEvent.values(fields)': '["first_name", "notes", "dob", "consent_pdf"]',
  ...Object.fromEntries(
    ['surveyAccessCode', 'surveyLink', 'surveyReturnCode', 'surveyParticipants'].flatMap((name) => [
      [`Project.${name}(instrument)`, '"demographics"'],
      [`Project.${name}(event)`, '"baseline_arm_1"'],
    ]),
  ),
  field: '"first_name"',
  fields: '["first_name", "notes", "ae_term", "dob", "consent_pdf"]',
  instrument: '"adverse_events"',
  beginTime: '"2000-01-01T00:00"',
  first: '50',
  reportId: '1',
  idempotencyKey: '"12345678901234567890"',
  columns: 'REDCAP',
  format: 'CSV',
  excelSafe: 'false',
  groupColumn: 'true',
  summary: 'true',
  surveyFields: 'true',
  allRecords: 'true',
  compactDisplay: 'true',
  metadataOnly: 'false',
  dataAccessGroups: 'true',
  files: 'true',
});

/** Documents that select, together, everything that a graph has below a project. */
const staticDocuments = (record: string, shareId: string): readonly string[] =>
  selectEach(schema, 'Project', given(record, shareId), new Set()).map(
    (field) => `{ project(key: "clinic") { ${field} } }`,
  );

const tables = [
  'records.csv?surveyFields=true&groupColumn=true',
  'records.ndjson?surveyFields=true',
  'records.parquet',
  'instruments/adverse_events.csv',
  'instruments/demographics.csv',
  'instruments/demographics.csv?values=both&columns=tidy',
  'instruments/consent.csv',
  'reports/1.csv',
];

const fetchAddresses = async (scene: Scene, as: PolicyName, text: string): Promise<string[]> => {
  const addresses = [...text.matchAll(/"(\/files\/[\w-]+)"/g)].map(([, path]) => path ?? '');
  return Promise.all(addresses.map(async (path) => (await scene.get(as, path)).text()));
};

/** The records with the ids that all callers share of them, as somebody who may see all would pass them on. */
const readShareIds = (scene: Scene): Promise<readonly (readonly [record: string, shareId: string])[]> =>
  Promise.all(
    RECORDS.map(async (record) => {
      const name = JSON.stringify(record);
      const { data } = await scene.ask('full', `{ project(key: "clinic") { record(name: ${name}) { shareId } } }`);
      return [record, data.project.record.shareId] as const;
    }),
  );

/** Everything that a caller is sent by every way of reading. */
const readAll = async (scene: Scene, as: PolicyName): Promise<string> => {
  const texts: string[] = [];
  const ask = async (document: string, path?: string): Promise<void> => {
    const { text } = await scene.ask(as, document, {}, path);
    texts.push(text, ...(await fetchAddresses(scene, as, text)));
  };
  const shared = await readShareIds(scene);
  for (const [record, shareId] of shared) for (const document of staticDocuments(record, shareId)) await ask(document);
  const typed = await readTyped(scene, as);
  const address = '/projects/clinic/graphql';
  if (typed !== null) {
    for (const [record, shareId] of shared) {
      const fields = selectEach(typed, 'Query', given(record, shareId), new Set());
      for (const field of fields) await ask(`{ ${field} }`, address);
    }
  }
  for (const table of tables) texts.push(await (await scene.get(as, `/projects/clinic/${table}`)).text());
  return texts.join('\n');
};

const readTyped = async (scene: Scene, as: PolicyName): Promise<GraphQLSchema | null> => {
  const { data } = await scene.ask(as, getIntrospectionQuery(), {}, '/projects/clinic/graphql');
  // The query asks for all of it.
  return data === null ? null : buildClientSchema(data as IntrospectionQuery);
};

/** A report of all fields, as the sandbox's control address would add it. */
const withReport = async (): Promise<Scene> => {
  const scene = await startScene();
  const { project } = scene.study;
  const fields = project.fields.filter(({ field_type: type }) => type !== 'descriptive');
  Object.assign(project, {
    reports: [
      {
        reportId: 1,
        attributes: {
          title: 'All',
          redcap_reports_fields: fields.map(({ field_name: name }) => name).join(','),
          advanced_logic: '',
        },
      },
    ],
  });
  return scene;
};

describe('every way of reading', () => {
  it('is known: no field of the graph is left out', () => {
    const leftOut = new Set<string>();
    for (const type of ['Query', 'Project']) selectEach(schema, type, { ...given('1', 'x'), id: '"x"' }, leftOut);
    expect([...leftOut]).toEqual([]);
  });

  it('brings the canaries to who may see all', { timeout: 120_000 }, async () => {
    const text = await readAll(await withReport(), 'full');
    const wanted = [...canaries.identifiers, ...canaries.adverse, ...canaries.kampala];
    expect(foundIn(text, wanted)).toEqual(wanted);
  });

  it.each([
    ['without identifiers', 'reader', canaries.identifiers, canaries.adverse],
    ['without identifiers that may write', 'plain', canaries.identifiers, canaries.adverse],
    [
      'of two instruments',
      'vitals',
      [...canaries.adverse, 'CANARY-NAME', 'CANARY-NOTES', 'CANARY-BYTES', 'canary-consent.pdf'],
      ['K-77'],
    ],
    ['of one group', 'lyon', canaries.kampala, ['CANARY-NAME', 'TERM-OF-LYON']],
    ['of one group without identifiers', 'strict', [...canaries.kampala, ...canaries.identifiers], ['TERM-OF-LYON']],
  ] as const)(
    'brings no value that is kept back under a policy %s',
    { timeout: 120_000 },
    async (_words, policy, kept, shown) => {
      const text = await readAll(await withReport(), policy);
      expect(foundIn(text, kept)).toEqual([]);
      expect(foundIn(text, shown)).toEqual([...shown]);
    },
  );
});
