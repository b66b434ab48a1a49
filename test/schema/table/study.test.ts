import { describe, expect, it } from 'vitest';
import { readByDuckDb } from '../../support/duckdb.ts';
import { inventedStudies } from '../../support/known-study.ts';
import { itEachWith, requirement } from '../../support/requirement.ts';
import { shareStarted } from '../../support/started-study.ts';
import type { Study } from '../../support/study.ts';
import { readLikeR } from './r-reader.ts';
import { fetchTable, readCsvRows, readNdjsonRows, readParquetRows } from './support.ts';

const started = shareStarted();

const DOCUMENT = `query ($instrument: String!, $after: String) {
  project(key: "study") {
    instrumentData(instrument: $instrument, first: 100, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes {
        record { name }
        event { uniqueEventName }
        repeatInstance
        status
        values {
          field { fieldName }
          raw
          label
          kind: __typename
          ... on IntegerValue { integer: value }
          ... on NumberValue { number: value }
          ... on DateValue { date: value }
          ... on DateTimeValue { dateTime: value }
          ... on BooleanValue { boolean: value }
        }
      }
    }
  }
}`;

/** A value as the graph answers it. */
interface GraphValue {
  readonly field: { readonly fieldName: string };
  readonly raw: string | null;
  readonly label: string | null;
  readonly kind: string;
  readonly integer?: number | null;
  readonly number?: string | null;
  readonly date?: string | null;
  readonly dateTime?: string | null;
  readonly boolean?: boolean | null;
}

interface GraphRow {
  readonly record: { readonly name: string };
  readonly event: { readonly uniqueEventName: string } | null;
  readonly repeatInstance: number | null;
  readonly status: 'INCOMPLETE' | 'UNVERIFIED' | 'COMPLETE' | 'NOT_STARTED';
  readonly values: readonly GraphValue[];
}

/** All that the graph answers of one instrument, page by page. */
const askGraph = async (study: Study, instrument: string): Promise<readonly GraphRow[]> => {
  const rows: GraphRow[] = [];
  let after: string | null = null;
  do {
    const { data, errors } = await study.run(DOCUMENT, { instrument, after });
    expect(errors).toEqual([]);
    const { nodes, pageInfo } = data.project.instrumentData;
    rows.push(...nodes);
    after = pageInfo.hasNextPage ? String(pageInfo.endCursor) : null;
  } while (after !== null);
  return rows;
};

const statuses = {
  INCOMPLETE: { code: '0', label: 'Incomplete' },
  UNVERIFIED: { code: '1', label: 'Unverified' },
  COMPLETE: { code: '2', label: 'Complete' },
  NOT_STARTED: { code: '', label: '' },
} as const;

const CODED = ['ChoiceValue', 'CheckboxValue', 'BooleanValue'];

interface About {
  readonly recordId: string;
  readonly instrument: string;
}

/** A cell as text, by the name of its column. */
type Cell = readonly [column: string, text: string];

const cellsOf = ({ field, raw, label, kind }: GraphValue): readonly Cell[] => [
  [field.fieldName, raw ?? ''],
  // A code that is no longer a choice has no label.
  ...(CODED.includes(kind) ? [[`${field.fieldName}__label`, label ?? raw ?? ''] as const] : []),
];

/** The tidy row with codes and labels that stands for an answer of the graph. */
const textRow = (row: GraphRow, { recordId, instrument }: About): ReadonlyMap<string, string> => {
  const { code, label } = statuses[row.status];
  return new Map<string, string>([
    [recordId, row.record.name],
    ['redcap_event_name', row.event?.uniqueEventName ?? ''],
    ['redcap_repeat_instance', String(row.repeatInstance ?? '')],
    ...row.values.filter(({ field }) => field.fieldName !== recordId).flatMap(cellsOf),
    [`${instrument}_complete`, code],
    [`${instrument}_complete__label`, label],
  ]);
};

/** Without the columns that a project without events, or without repeating, does not have. */
const withColumns = (row: ReadonlyMap<string, string>, columns: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    [...row].filter(([name, text]) => text !== '' || columns.includes(name) || !name.startsWith('redcap_')),
  );

const digitsOf = (decimal: string): string => decimal.replace(/[-.]/g, '').replace(/^0+|0+$/g, '');

/** What a reader of Parquet gets for a value; undefined for a kind that is stored as text. */
const typedOf = ({ kind, integer, number, date, dateTime, boolean }: GraphValue): unknown => {
  if (kind === 'IntegerValue') return integer == null ? null : BigInt(integer);
  if (kind === 'NumberValue') return number == null || digitsOf(number).length > 15 ? null : Number(number);
  if (kind === 'DateValue') return date == null ? null : new Date(`${date}T00:00:00Z`);
  if (kind === 'DateTimeValue') return dateTime == null ? null : new Date(`${dateTime}Z`);
  if (kind === 'BooleanValue') return boolean ?? null;
  return undefined;
};

/** The cells of a Parquet row that differ from texts. */
const typedCells = (row: GraphRow, recordId: string): Record<string, unknown> => {
  const values = row.values.filter(({ field }) => field.fieldName !== recordId);
  const typed = values.flatMap((value) => {
    const cell = typedOf(value);
    return cell === undefined ? [] : [{ name: value.field.fieldName, cell, raw: value.raw }];
  });
  const untyped = typed.filter(({ cell, raw }) => cell === null && raw !== null);
  return {
    ...Object.fromEntries(typed.map(({ name, cell }) => [name, cell])),
    untyped_values:
      untyped.length === 0 ? null : JSON.stringify(Object.fromEntries(untyped.map(({ name, raw }) => [name, raw]))),
  };
};

const parquetRow = (
  text: Readonly<Record<string, string>>,
  row: GraphRow,
  recordId: string,
): Record<string, unknown> => ({
  ...Object.fromEntries(Object.entries(text).map(([name, cell]) => [name, cell === '' ? null : cell])),
  ...('redcap_repeat_instance' in text
    ? { redcap_repeat_instance: row.repeatInstance === null ? null : BigInt(row.repeatInstance) }
    : {}),
  ...typedCells(row, recordId),
});

/** What DuckDB gives as JSON for a value that a reader in JavaScript has in a type of its own. */
const asDuckDb = (cell: unknown, kind: string | undefined): unknown => {
  if (typeof cell === 'bigint') return String(cell);
  if (!(cell instanceof Date)) return cell;
  const [day = '', time = ''] = cell.toISOString().split('T');
  return kind === 'DateValue' ? day : `${day} ${time.replace(/(?:\.000)?Z$/, '')}`;
};

/** An instrument of a study: what the graph answers, and the texts of its table. */
interface Answered {
  readonly args: string;
  readonly recordId: string;
  readonly graph: readonly GraphRow[];
  readonly texts: readonly Readonly<Record<string, string>>[];
}

const askAll = async (study: Study): Promise<readonly Answered[]> => {
  const { data } = await study.run('{ project(key: "study") { recordIdField { fieldName } instruments { name } } }');
  const recordId: string = data.project.recordIdField.fieldName;
  const all: Answered[] = [];
  for (const { name: instrument } of data.project.instruments as { name: string }[]) {
    const graph = await askGraph(study, instrument);
    const args = `instrument: "${instrument}", columns: TIDY, values: BOTH`;
    const [header = ''] = (await fetchTable(study, args)).toString().split('\n', 1);
    const texts = graph.map((row) => withColumns(textRow(row, { recordId, instrument }), header.split(',')));
    all.push({ args, recordId, graph, texts });
  }
  return all;
};

describe('the table of an instrument', () => {
  it.each(inventedStudies)('of $name has in each format what the graph answers', async (known) => {
    const study = await started(known);
    for (const { args, recordId, graph, texts } of await askAll(study)) {
      expect(readCsvRows(await fetchTable(study, args))).toEqual(texts);
      expect(readNdjsonRows(await fetchTable(study, `${args}, format: NDJSON`))).toEqual(texts);
      expect(await readParquetRows(await fetchTable(study, `${args}, format: PARQUET`))).toEqual(
        graph.map((row, index) => parquetRow(texts[index] ?? {}, row, recordId)),
      );
    }
  });

  it.each(inventedStudies)('of $name is read by the rules of R as what the graph answers', async (known) => {
    const study = await started(known);
    for (const { args, texts } of await askAll(study)) {
      expect(readLikeR((await fetchTable(study, args)).toString())).toEqual(
        texts.map((row) =>
          Object.fromEntries(
            Object.entries(row).map(([name, text]) => [name, ['', 'NA'].includes(text) ? null : text]),
          ),
        ),
      );
    }
  });

  itEachWith(
    requirement.duckDb,
    inventedStudies,
    'of $name is read by DuckDB as what the graph answers',
    async (known) => {
      const study = await started(known);
      for (const { args, recordId, graph, texts } of await askAll(study)) {
        const csv =
          "SELECT * FROM read_csv(file, header = true, all_varchar = true, delim = ',', quote = '\"', nullstr = '')";
        expect(await readByDuckDb(await fetchTable(study, args), csv)).toEqual(
          texts.map((row) => Object.fromEntries(Object.entries(row).map(([name, text]) => [name, text || null]))),
        );
        const parquet = await fetchTable(study, `${args}, format: PARQUET`);
        expect(await readByDuckDb(parquet, 'SELECT * FROM read_parquet(file)')).toEqual(
          graph.map((row, index) => {
            const kinds = new Map(row.values.map(({ field, kind }) => [field.fieldName, kind]));
            const cells = Object.entries(parquetRow(texts[index] ?? {}, row, recordId));
            return Object.fromEntries(cells.map(([name, cell]) => [name, asDuckDb(cell, kinds.get(name))]));
          }),
        );
      }
    },
  );
});
