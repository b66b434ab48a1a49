import { setImmediate as giveWay } from 'node:timers/promises';
import type { InstrumentNode } from '../../graph/design/design.ts';
import { systemColumns } from '../../graph/dictionary/system-column.ts';
import { countColumns, isAbsent, type Need } from '../../graph/need.ts';
import { savedOf } from '../../graph/record/record.ts';
import { cellGroupsOf, type CellsByRecord } from '../../graph/record/tree.ts';
import { rowsOf, type CellRow } from '../../redcap/methods/record-cell.ts';
import { exportTwice, isWhole, type RecordKey } from '../record/arrival.ts';
import { recordsPerTablesExport } from '../record/batch-size.ts';
import type { KnownExport } from '../record/known-export.ts';
import { hasRowIn, noRows, type ListedRows } from '../record/listed-row.ts';
import { rowsAt, type RecordNames } from '../record/query.ts';
import { selectRows, type RowSelection } from '../record/row-selection.ts';
import type { TableFindings, TablePart } from './part.ts';
import type { TableProject } from './project.ts';

/** Which rows of the listed records are wanted, and with what in them. */
export interface WantedRows extends RowSelection {
  readonly names: RecordNames;
  /** The instrument whose saved instances are the rows; null for REDCap's rows as they are. */
  readonly instrument: InstrumentNode | null;
  /** What has to come, and is reported where it does not. */
  readonly need: Need;
  /** REDCap's logic that each row has to satisfy; null for none. */
  readonly logic: string | null;
  /** The list shows all rows of its records, so that it shows also where they have none. */
  readonly isListWhole: boolean;
}

/** Cells that are made into a piece of the file at once: more would keep others waiting, and small pieces cost the most to send. */
const CELLS_AT_ONCE = 5_000;
const LEAST_ROWS_AT_ONCE = 20;

/** Whether a list shows that a record has no row in the events that are wanted. */
const hasNoRow = (listed: ListedRows, { events, isListWhole }: WantedRows): boolean =>
  events !== null && isListWhole && listed !== noRows && !hasRowIn(listed, events);

/** The names in batches for one export each. */
const batchesOf = function* (wanted: WantedRows): Generator<readonly RecordKey[]> {
  const { names, need, design } = wanted;
  const most = recordsPerTablesExport(countColumns(need.fields, design));
  let batch: RecordKey[] = [];
  for (const [index, name] of names.names.entries()) {
    const listed = rowsAt(names, index);
    if (hasNoRow(listed, wanted)) continue;
    batch.push({ name, need, listed });
    if (batch.length < most) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
};

/** The rows of a record, and the export that brought them. */
interface CameRows {
  readonly rows: readonly CellRow[];
  readonly by: KnownExport;
}

/** What came for each record; what came last counts. */
const rowsByName = (exports: readonly KnownExport[]): ReadonlyMap<string, CameRows> =>
  new Map(
    exports.flatMap((by) =>
      by.batches.flatMap((groups) => [...groups].map(([name, rows]): [string, CameRows] => [name, { rows, by }])),
    ),
  );

/** Records one after another, cut where they have enough rows for one turn. */
const turnsOf = function* (
  names: readonly string[],
  came: ReadonlyMap<string, CameRows>,
  most: number,
): Generator<{ readonly groups: CellsByRecord; readonly by: KnownExport }> {
  let groups = new Map<string, readonly CellRow[]>();
  let count = 0;
  let last: KnownExport | null = null;
  for (const name of names) {
    const own = came.get(name);
    if (own === undefined) continue;
    if (last !== null && (own.by !== last || count >= most)) {
      yield { groups, by: last };
      groups = new Map();
      count = 0;
    }
    last = own.by;
    groups.set(name, own.rows);
    count += own.rows.length;
  }
  if (last !== null) yield { groups, by: last };
};

/** Rows in lists of so many at most, because one record alone may have any number of them. No rows are one list. */
const cutRows = (rows: readonly CellRow[], most: number): readonly (readonly CellRow[])[] =>
  rows.length <= most
    ? [rows]
    : Array.from({ length: Math.ceil(rows.length / most) }, (_, index) => rows.slice(index * most, (index + 1) * most));

const columnsOf = (groups: CellsByRecord): ReadonlySet<string> => {
  for (const [row] of groups.values()) if (row !== undefined) return new Set(row.columns.names);
  return new Set();
};

/** The rows of each record that are wanted. A filter looks at whole rows, which are made for it. */
const selectCells = (groups: CellsByRecord, wanted: WantedRows): CellsByRecord => {
  const { events, filter } = wanted;
  if (filter !== null) {
    return cellGroupsOf(selectRows(new Map([...groups].map(([name, rows]) => [name, rowsOf(rows)])), wanted));
  }
  if (events === null) return groups;
  const isInEvents = (row: CellRow): boolean => events.has(row.get(systemColumns.event) ?? '');
  return new Map([...groups].map(([name, rows]) => [name, rows.filter(isInEvents)]));
};

const noteAbsent = ({ need, design }: WantedRows, sent: ReadonlySet<string>, findings: TableFindings): void => {
  for (const name of need.fields) if (isAbsent(name, sent, design)) findings.omittedFields.add(name);
  if (need.dataAccessGroup && !sent.has(systemColumns.dataAccessGroup)) {
    findings.omittedFields.add(systemColumns.dataAccessGroup);
  }
};

/** How the rows of a table are read. */
interface RowReading {
  readonly exports: Pick<TableProject['tableExports'], 'exportKnown'>;
  /** Rows of one part. */
  readonly most: number;
}

const readingOf = ({ tableExports }: TableProject, { need, design, logic }: WantedRows): RowReading => {
  const more = { filterLogic: logic ?? undefined, most: Number.POSITIVE_INFINITY };
  return {
    exports: { exportKnown: (names, all, by) => tableExports.exportKnown(names, all, by, more) },
    most: Math.max(LEAST_ROWS_AT_ONCE, Math.floor(CELLS_AT_ONCE / Math.max(1, countColumns(need.fields, design)))),
  };
};

/** The rows of one batch. All that it holds is gone with it, before the next one comes. */
const readBatch = async function* (
  source: TableProject,
  wanted: WantedRows,
  findings: TableFindings,
  { keys, exports, most }: RowReading & { readonly keys: readonly RecordKey[] },
): AsyncGenerator<TablePart> {
  const { instrument, need } = wanted;
  const arrival = await exportTwice(keys, exports, source.design);
  await giveWay();
  for (const { name, listed } of keys) if (!isWhole(listed, arrival.cameOf(name))) findings.missingRecords.add(name);
  for (const { unknownFields } of arrival.exports) for (const name of unknownFields) findings.omittedFields.add(name);
  const names = keys.map(({ name }) => name);
  for (const { groups, by } of turnsOf(names, rowsByName(arrival.exports), most)) {
    const sent = columnsOf(groups);
    noteAbsent(wanted, sent, findings);
    const selected = selectCells(groups, wanted);
    const rows =
      instrument === null
        ? [...selected.values()].flat()
        : (await source.tableExports.toRecords(selected, need, by)).flatMap((record) =>
            savedOf(record, instrument.name).map(({ row }) => row),
          );
    for (const some of cutRows(rows, most)) yield { rows: some, sent };
  }
};

/** The rows of the records that a list names, in its order, in small parts. */
export const readRecordParts = async function* (
  source: TableProject,
  wanted: WantedRows,
  findings: TableFindings,
): AsyncGenerator<TablePart> {
  const reading = readingOf(source, wanted);
  for (const keys of batchesOf(wanted)) {
    yield* readBatch(source, wanted, findings, { ...reading, keys });
    findings.readCount += keys.length;
  }
  // Those too that the list shows to have no row in it.
  findings.readCount = wanted.names.names.length;
};
