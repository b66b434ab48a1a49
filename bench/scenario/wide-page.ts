import { noRows } from '../../src/loaders/record/listed-row.ts';
import { graphql } from 'graphql';
import { createContext, createSharedState, type Context } from '../../src/context.ts';
import { buildDesign } from '../../src/graph/design/builder.ts';
import type { Design, FieldNode } from '../../src/graph/design/design.ts';
import type { Need } from '../../src/graph/need.ts';
import type { Redcap } from '../../src/redcap/client.ts';
import { systemClock } from '../../src/redcap/clock.ts';
import { cellsOf } from '../../src/redcap/methods/record-cell.ts';
import type { RecordRow } from '../../src/redcap/methods/record.ts';
import { schema } from '../../src/schema/index.ts';
import { makeDesign } from './dictionary.ts';
import { median } from '../median.ts';
import { resultRow, type Result, type ResultRow } from '../result.ts';

const KEY = 'bench';
const RECORDS = 100;
const FIELDS = 500;
const ROUNDS = 15;

/** All values of all records of a page, and whether the page is complete. */
const WIDE = `{ project(key: "${KEY}") { records(first: ${String(RECORDS)}) {
  nodes { name events { instruments { values { raw } } } }
  completeness { isComplete }
} } }`;

/** A classic project with so many fields, none of which repeats. */
const makeClassic = (fields: number): Design => {
  const { rows } = makeDesign(fields);
  const project = { ...rows.project, is_longitudinal: false, has_repeating_instruments_or_events: false };
  return buildDesign({ ...rows, project, arms: [], events: [], mappings: [], repeating: [] });
};

const valueOf = (field: FieldNode, record: number): string => {
  switch (field.kind) {
    case 'date':
      return '2026-03-31';
    case 'checkbox':
    case 'choice':
    case 'boolean':
      return '1';
    case 'text':
      return `Answer of record ${String(record)}`;
    default:
      return String(record % 90);
  }
};

const makeRow = (design: Design, record: number): RecordRow => {
  const id = design.recordIdField.fieldName;
  const cells = design.fields.flatMap((field) => field.columns.map((column) => [column, valueOf(field, record)]));
  const statuses = design.instruments.map(({ statusColumn }) => [statusColumn, '2']);
  return { ...Object.fromEntries([...cells, ...statuses]), [id]: String(record) } as RecordRow;
};

/** A REDCap whose answers are ready, so that nothing but the gateway is measured. */
const readyRedcap = (design: Design, records: number): Redcap => {
  const rows = Array.from({ length: records }, (_, index) => makeRow(design, index + 1));
  const id = design.recordIdField.fieldName;
  const cells = cellsOf(rows);
  const names = rows.map((row) => row[id] ?? '');
  const { project, metadata, instruments } = design.rows;
  const answers: Readonly<Record<string, () => unknown>> = {
    exportProject: () => project,
    exportMetadata: () => metadata,
    exportFieldNames: () => [],
    exportInstruments: () => instruments,
    exportRecords: () => rows,
    exportRecordCells: () => cells,
    exportRecordPlaces: () => ({
      names,
      kindOf: names.map(() => 0),
      kinds: [[['', '', '', []]]],
      columns: [id],
    }),
  };
  return {
    fingerprint: 'bench',
    call: async ({ name }) => {
      const answer = answers[name];
      if (answer === undefined) throw new Error(`The ready REDCap has no answer of ${name}.`);
      // The answers stand above by the names of methods, so that their types are not those of the one that is called.
      return answer() as never;
    },
  };
};

/** Contexts of requests of one caller, who has the project and nothing else. */
const contextsOf = (redcap: Redcap): (() => Context) => {
  const shared = createSharedState({
    clock: systemClock,
    secret: new Uint8Array(32),
    designMaxAgeMs: 3_600_000,
    listMaxAgeMs: 60_000,
    maxPageSize: RECORDS,
    requestTimeoutMs: 60_000,
  });
  const connections = [{ key: KEY, host: 'bench', redcap }];
  return () => createContext(shared, { subject: 'bench', mayWrite: false, connections }, {});
};

/** The middle of so many rounds, in milliseconds. */
const measure = async (run: () => Promise<unknown>, rounds: number): Promise<number> => {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return median(times);
};

const runWide = async (contextValue: Context): Promise<void> => {
  const answer = await graphql({ schema, source: WIDE, contextValue });
  if (answer.errors !== undefined) throw new AggregateError(answer.errors);
};

/** The page's records, loaded as the resolver of the page loads them. */
const loadPage = async (context: Context, need: Need): Promise<void> => {
  const source = context.projects.get(KEY);
  if (source === undefined) throw new Error('the context has the project');
  const names = Array.from({ length: RECORDS }, (_, index) => String(index + 1));
  await Promise.all(names.map((name) => source.records.loadListed(name, need, noRows)));
};

/** The ways of reading a page of so many fields, by name. */
export const widePageWays = (fields: number): readonly (readonly [string, () => Promise<void>])[] => {
  const design = makeClassic(fields);
  const newContext = contextsOf(readyRedcap(design, RECORDS));
  const need: Need = {
    fields: new Set(design.fields.map(({ fieldName }) => fieldName)),
    events: null,
    dataAccessGroup: false,
    surveyFields: false,
  };
  return [
    ['all values, from the operation to the answer', () => runWide(newContext())],
    ['the records alone, from their names to their trees', () => loadPage(newContext(), need)],
  ];
};

/** What a wide page costs the gateway when REDCap answers at once. */
export const benchWidePage = async (fields = FIELDS, rounds = ROUNDS): Promise<readonly Result[]> => {
  const rows: ResultRow[] = [];
  for (const [name, run] of widePageWays(fields)) {
    await measure(run, 3);
    rows.push(resultRow(name, { ms: await measure(run, rounds) }));
  }
  return [{ title: `${String(RECORDS)} records with ${String(fields)} fields`, rows }];
};
