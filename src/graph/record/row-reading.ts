import type { RecordRow } from '../../redcap/methods/record.ts';
import type { Design, EventNode, InstrumentNode, RepeatKind } from '../design/design.ts';
import { holdsData, inferRepeatKind, readColumnLayout } from './layout.ts';
import type { InstrumentDataNode } from './record.ts';

/** Where a saved instrument is. */
type SavedPlace = Pick<InstrumentDataNode, 'record' | 'event' | 'repeatInstance'>;

/** How one instrument stands in the rows of an export. */
export interface InstrumentReading {
  readonly instrument: InstrumentNode;
  /** Whether the row shows that the instrument was saved there. */
  readonly isSaved: (row: RecordRow) => boolean;
  readonly read: (row: RecordRow, place: SavedPlace, repeatKind: RepeatKind) => InstrumentDataNode;
}

/** How the rows of one export are read. What holds for all of its rows is found out once. */
export interface RowReading {
  /** Columns that REDCap sent, without those that nobody asked for. */
  readonly columns: ReadonlySet<string>;
  /** The cells of a row that belong to no instrument. */
  readonly ownCells: (row: RecordRow) => RecordRow;
  /** The instrument of a row of its own; none where the export has no column of it. */
  readonly of: (instrument: InstrumentNode) => readonly InstrumentReading[];
  /** Instruments that an event's own row may hold: those designated for it that do not repeat by themselves. */
  readonly ownOf: (event: EventNode | null) => readonly InstrumentReading[];
}

const pickCells = (row: RecordRow, columns: readonly string[]): Record<string, string> => {
  const cells: Record<string, string> = {};
  for (const column of columns) {
    const cell = row[column];
    if (cell !== undefined) cells[column] = cell;
  }
  return cells;
};

/** A saved instrument. Its cells are copied when somebody looks at all of them; most readers look at a few. */
class SavedInstrument implements InstrumentDataNode {
  readonly record: InstrumentDataNode['record'];
  readonly event: EventNode | null;
  readonly instrument: InstrumentNode;
  readonly repeatKind: RepeatKind;
  readonly repeatInstance: number | null;
  readonly row: RecordRow;
  readonly #columns: readonly string[];
  #cells: RecordRow | undefined;

  constructor(
    row: RecordRow,
    columns: readonly string[],
    instrument: InstrumentNode,
    place: SavedPlace,
    kind: RepeatKind,
  ) {
    this.record = place.record;
    this.event = place.event;
    this.instrument = instrument;
    this.repeatKind = kind;
    this.repeatInstance = place.repeatInstance;
    this.row = row;
    this.#columns = columns;
  }

  get cells(): RecordRow {
    return (this.#cells ??= pickCells(this.row, this.#columns));
  }
}

/** Whether the row has just these columns, in this order. */
const hasColumns = (row: RecordRow, columns: readonly string[]): boolean => {
  let index = 0;
  for (const column in row) {
    if (column !== columns[index]) return false;
    index += 1;
  }
  return index === columns.length;
};

/** Every column of the rows. Mostly all rows of an export have the same, so that the columns are gathered once. */
const columnsOf = (rows: readonly RecordRow[]): ReadonlySet<string> => {
  const columns = new Set<string>();
  let last: readonly string[] = [];
  for (const row of rows) {
    if (hasColumns(row, last)) continue;
    last = Object.keys(row);
    for (const column of last) columns.add(column);
  }
  return columns;
};

/** How these rows are read. `requested` are the names that were asked for; an empty list stands for everything. */
export const createRowReading = (
  rows: readonly RecordRow[],
  design: Design,
  requested: readonly string[],
): RowReading => {
  const { columns, own, byInstrument } = readColumnLayout(columnsOf(rows), design, requested);
  const repeatKind = design.rows.repeating === null ? inferRepeatKind(rows) : design.repeatKind;

  const readInstrument = (instrument: InstrumentNode): readonly InstrumentReading[] => {
    const its = byInstrument.get(instrument.name);
    if (its === undefined) return [];
    const { statusColumn } = instrument;
    // The status shows most often that something is saved.
    const looked = [...its].sort((left, right) => Number(right === statusColumn) - Number(left === statusColumn));
    const all = [...own, ...its];
    return [
      {
        instrument,
        isSaved: (row) => looked.some((column) => holdsData(column, row[column] ?? '', design)),
        read: (row, place, kind) => new SavedInstrument(row, all, instrument, place, kind),
      },
    ];
  };

  const instruments = new Map<InstrumentNode, readonly InstrumentReading[]>();
  const of = (instrument: InstrumentNode): readonly InstrumentReading[] => {
    const known = instruments.get(instrument) ?? readInstrument(instrument);
    instruments.set(instrument, known);
    return known;
  };

  const events = new Map<EventNode | null, readonly InstrumentReading[]>();
  const ownOf = (event: EventNode | null): readonly InstrumentReading[] => {
    const known =
      events.get(event) ??
      design
        .instrumentsOf(event)
        .filter((instrument) => repeatKind(event, instrument.name) !== 'INSTRUMENT')
        .flatMap(of);
    events.set(event, known);
    return known;
  };

  return { columns, ownCells: (row) => pickCells(row, own), of, ownOf };
};
