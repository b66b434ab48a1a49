import { expect, describe, it } from 'vitest';
import type { Context } from '../../../src/context.ts';
import { everyRecord, rowsByName, type RecordNames, type RecordQuery } from '../../../src/loaders/record/query.ts';
import { inventedStudies } from '../../support/known-study.ts';
import { projectFromXml, startStudy, type SandboxCall, type Study } from '../../support/study.ts';

const listedBy = async (context: Context, query: RecordQuery): Promise<RecordNames> => {
  const source = context.projects.get('study');
  if (source === undefined) throw new Error('The study has no project.');
  return source.records.list(query);
};

/** A context of its own, and what it has exported since. */
const open = async (study: Study): Promise<Context> => {
  const { context } = await study.run('{ __typename }');
  study.forget();
  return context;
};

/** A study whose REDCap writes no CSV that can be read, so that the gateway must take JSON. */
const withoutCsv = async ({ format }: SandboxCall, answer: () => Promise<Response>): Promise<Response> =>
  format === 'csv' ? new Response('record_id\n"1"2\n') : answer();

const queries: readonly (readonly [string, (fields: readonly string[]) => RecordQuery])[] = [
  ['all records', () => everyRecord],
  ['all records, the last first', () => ({ ...everyRecord, order: { field: null, events: null, isDescending: true } })],
  [
    'records that a logic selects',
    ([field = ''] = []) => ({ ...everyRecord, logic: `[${field}] <> ""`, filterFields: [field] }),
  ],
  ['records changed since', () => ({ ...everyRecord, changedSince: '2000-01-01 00:00:00' })],
];

describe.each(inventedStudies.map((known) => [known.name, known] as const))('the lists of %s', (_name, known) => {
  it.each(queries)('of %s are the same in CSV, where nothing but places is kept, and in JSON', async (_title, make) => {
    const project = projectFromXml(known.xml());
    const [byCsv, byJson] = [await startStudy({ project }), await startStudy({ project, intercept: withoutCsv })];
    try {
      const fields = byCsv.project.fields
        .filter(({ field_type: type }) => type === 'text')
        .map((row) => row.field_name);
      const query = make(fields.slice(1));
      const csv = await listedBy(await open(byCsv), query);
      const json = await listedBy(await open(byJson), query);
      expect([csv.names, csv.withheld]).toEqual([json.names, json.withheld]);
      expect(rowsByName(csv)).toEqual(rowsByName(json));
      const { columns, rows } = known.expected();
      if (query === everyRecord) expect(csv.names.length).toBe(new Set(rows.map((row) => row[columns[0] ?? ''])).size);
      expect(byCsv.callsOf('record').map(({ format }) => format)).toEqual(['csv']);
      expect(
        byJson
          .callsOf('record')
          .map(({ format }) => format)
          .at(-1),
      ).toBe('json');
    } finally {
      await byCsv.close();
      await byJson.close();
    }
  });
});
