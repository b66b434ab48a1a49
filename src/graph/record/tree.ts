import { cellsOf, type CellRow } from '../../redcap/methods/record-cell.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';
import type { Design } from '../design/design.ts';
import { inferRepeatKind, readColumnLayout } from './layout.ts';
import type { ColumnLayout } from './layout.ts';
import type { RecordEventNode, RecordNode } from './record.ts';
import { createRowRecords } from './row-record.ts';
import { createRowReading } from './row-reading.ts';

/** Rows of each record, by its name, in the order in which they came. */
export type RowsByRecord = ReadonlyMap<string, readonly RecordRow[]>;

/** The same of rows whose cells are read one by one. */
export type CellsByRecord = ReadonlyMap<string, readonly CellRow[]>;

/** Groups rows by their record. Throws a TypeError when they lack the record id. */
export const groupByRecord = (rows: readonly RecordRow[], design: Design): RowsByRecord =>
  Map.groupBy(rows, (row) => checkRecordName(row[design.recordIdField.fieldName], design));

/** Groups rows of cells by their record. Throws a TypeError when they lack the record id. */
export const groupCells = (rows: readonly CellRow[], design: Design): CellsByRecord => {
  const idColumn = design.recordIdField.fieldName;
  const groups = new Map<string, CellRow[]>();
  // The rows of a record mostly come one after another.
  let last: CellRow[] = [];
  let lastName: string | undefined;
  for (const row of rows) {
    const name = checkRecordName(row.get(idColumn), design);
    if (name !== lastName) {
      last = groups.get(name) ?? [];
      groups.set(name, last);
      lastName = name;
    }
    last.push(row);
  }
  return groups;
};

/**
 * Flat rows as record › event › instrument › instance: REDCap's block matrix undone.
 *
 * The rows must have been asked for with the record id and with `exportBlankForGrayFormStatus`, or untouched forms
 * look saved. An instrument (instance) exists when its status is not blank or one of its cells holds data. Rows of one
 * record in several arms make one node. `requested` are the names that were asked for (fields, `<form>_complete`);
 * what REDCap answered beyond them is left out, and an empty list stands for everything.
 * Throws a DesignOutdatedError, and a TypeError when the rows lack the record id.
 */
export const recordsFromRows = (
  rows: readonly RecordRow[],
  design: Design,
  requested: readonly string[],
): RecordNode[] => recordsFromCells(cellGroupsOf(groupByRecord(rows, design)), design, requested);

/** Groups of rows that are objects, as rows of cells. */
export const cellGroupsOf = (groups: RowsByRecord): CellsByRecord => {
  const cells = cellsOf([...groups.values()].flat());
  let start = 0;
  return new Map([...groups].map(([name, { length }]) => [name, cells.slice(start, (start += length))]));
};

/** The same as {@link recordsFromRows}, of rows of cells that are grouped already. */
export const recordsFromCells = (groups: CellsByRecord, design: Design, requested: readonly string[]): RecordNode[] => {
  const read = createRecordReading(groups, design, requested);
  return [...groups].map(([name, rows]) => read(name, rows));
};

/** Makes a record of its rows, which are among these groups. What holds for the rows of all records is found out once. */
export const createRecordReading = (
  groups: CellsByRecord,
  design: Design,
  requested: readonly string[],
): ((name: string, rows: readonly CellRow[]) => RecordNode) =>
  createRowRecords(createRowReading([...groups.values()].flat(), design, requested), design);

/**
 * The flat rows that a REDCap export of these records would hold, with these columns in this order: the inverse of
 * `recordsFromRows`. In an event's own row, untouched checkboxes of its instruments are `0` as REDCap has them.
 */
export const rowsFromRecords = (
  records: readonly RecordNode[],
  design: Design,
  columns: readonly string[],
): RecordRow[] => {
  const layout = readColumnLayout(columns, design);
  const instances = records.flatMap((record) =>
    record.events.flatMap((event) => event.instruments.filter((node) => node.repeatKind === 'INSTRUMENT')),
  );
  const repeatKind =
    design.rows.repeating === null ? inferRepeatKind(instances.map((node) => node.cells)) : design.repeatKind;
  return records.flatMap((record) =>
    record.events.flatMap((event) => buildRows(event, design, columns, layout, repeatKind)),
  );
};

const checkRecordName = (name: string | undefined, design: Design): string => {
  if (name !== undefined) return name;
  throw new TypeError(`the rows have no column ${design.recordIdField.fieldName}: ask for the record id field too`);
};

const buildRows = (
  event: RecordEventNode,
  design: Design,
  columns: readonly string[],
  layout: ColumnLayout,
  repeatKind: Design['repeatKind'],
): RecordRow[] => {
  const instances = event.instruments.filter((node) => node.repeatKind === 'INSTRUMENT');
  const instanceRows = instances.map((node) => arrangeCells(node.cells, columns));
  if (event.ownCells === null) return instanceRows;
  const untouched: Record<string, string> = {};
  for (const instrument of design.instrumentsOf(event.event)) {
    if (repeatKind(event.event, instrument.name) === 'INSTRUMENT') continue;
    for (const column of layout.byInstrument.get(instrument.name) ?? []) {
      if ((design.fieldOfColumn(column)?.code ?? null) !== null) untouched[column] = '0';
    }
  }
  const touched = event.instruments.filter((node) => node.repeatKind !== 'INSTRUMENT').map((node) => node.cells);
  const cells: Record<string, string> = { ...untouched, ...event.ownCells };
  for (const own of touched) Object.assign(cells, own);
  return [arrangeCells(cells, columns), ...instanceRows];
};

const arrangeCells = (cells: RecordRow, columns: readonly string[]): RecordRow =>
  Object.fromEntries(columns.map((column) => [column, cells[column] ?? '']));
