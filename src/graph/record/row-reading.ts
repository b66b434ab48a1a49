import type { CellRow, Columns } from '../../redcap/methods/record-cell.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';
import type { Design, EventNode, InstrumentNode, RepeatKind } from '../design/design.ts';
import { systemColumns } from '../dictionary/system-column.ts';
import { holdsData, inferRepeatKind, readColumnLayout } from './layout.ts';
import type { InstrumentDataNode } from './record.ts';

/** Where a saved instrument is. */
type SavedPlace = Pick<InstrumentDataNode, 'record' | 'event'>;

/** How one instrument stands in the rows of an export. */
export interface InstrumentReading {
  readonly instrument: InstrumentNode;
  /** Whether the row shows that the instrument was saved there. */
  readonly isSaved: (row: CellRow) => boolean;
  readonly read: (row: CellRow, place: SavedPlace, kind: RepeatKind, instance: number | null) => InstrumentDataNode;
}

/** How the rows of one export are read. What holds for all of its rows is found out once. */
export interface RowReading {
  /** Columns that REDCap sent, without those that nobody asked for. */
  readonly columns: ReadonlySet<string>;
  /** The cells of a row that belong to no instrument. */
  readonly ownCells: (row: CellRow) => RecordRow;
  /** The instrument of a row of its own; none where the export has no column of it. */
  readonly of: (instrument: InstrumentNode) => readonly InstrumentReading[];
  /** Instruments that an event's own row may hold: those designated for it that do not repeat by themselves. */
  readonly ownOf: (event: EventNode | null) => readonly InstrumentReading[];
}

const pickCells = (row: CellRow, columns: readonly string[]): Record<string, string> => {
  const cells: Record<string, string> = {};
  for (const column of columns) {
    const cell = row.get(column);
    if (cell !== undefined) cells[column] = cell;
  }
  return cells;
};

/** The columns that a saved instrument has: its own, and those that belong to no instrument. */
interface SavedColumns {
  readonly instrument: InstrumentNode;
  readonly columns: readonly string[];
}

/** A saved instrument. Its cells are copied when somebody looks at all of them; most readers look at a few. */
class SavedInstrument implements InstrumentDataNode {
  readonly record: InstrumentDataNode['record'];
  readonly event: EventNode | null;
  readonly instrument: InstrumentNode;
  readonly repeatKind: RepeatKind;
  readonly repeatInstance: number | null;
  readonly row: CellRow;
  readonly #columns: readonly string[];
  #cells: RecordRow | undefined;

  constructor(
    row: CellRow,
    { instrument, columns }: SavedColumns,
    { record, event }: SavedPlace,
    repeatKind: RepeatKind,
    repeatInstance: number | null,
  ) {
    this.record = record;
    this.event = event;
    this.instrument = instrument;
    this.repeatKind = repeatKind;
    this.repeatInstance = repeatInstance;
    this.row = row;
    this.#columns = columns;
  }

  get cells(): RecordRow {
    return (this.#cells ??= pickCells(this.row, this.#columns));
  }
}

/** Every column of the rows. Mostly all rows of an export share one list of columns. */
const columnsOf = (rows: readonly CellRow[]): ReadonlySet<string> => {
  const columns = new Set<string>();
  let last: Columns | undefined;
  for (const row of rows) {
    if (row.columns === last) continue;
    last = row.columns;
    for (const column of last.names) columns.add(column);
  }
  return columns;
};

/** Where the rows are, and nothing more of them. */
const placesOf = (rows: readonly CellRow[]): RecordRow[] =>
  rows.map((row) =>
    pickCells(row, [systemColumns.event, systemColumns.repeatInstrument, systemColumns.repeatInstance]),
  );

/** How rows with these columns are read, where it is known which instruments repeat. Nothing of the rows is kept. */
const createReading = (
  present: ReadonlySet<string>,
  design: Design,
  requested: readonly string[],
  repeatKind: Design['repeatKind'],
): RowReading => {
  const { columns, own, byInstrument } = readColumnLayout(present, design, requested);

  const readInstrument = (instrument: InstrumentNode): readonly InstrumentReading[] => {
    const its = byInstrument.get(instrument.name);
    if (its === undefined) return [];
    const { statusColumn } = instrument;
    // The status shows most often that something is saved.
    const looked = [...its].sort((left, right) => Number(right === statusColumn) - Number(left === statusColumn));
    const saved: SavedColumns = { instrument, columns: [...own, ...its] };
    return [
      {
        instrument,
        isSaved: (row) => {
          for (const column of looked) if (holdsData(column, row.get(column) ?? '', design)) return true;
          return false;
        },
        read: (row, place, kind, instance) => new SavedInstrument(row, saved, place, kind, instance),
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
  const findOwn = (event: EventNode | null): readonly InstrumentReading[] =>
    design
      .instrumentsOf(event)
      .filter((instrument) => repeatKind(event, instrument.name) !== 'INSTRUMENT')
      .flatMap(of);
  const ownOf = (event: EventNode | null): readonly InstrumentReading[] => {
    const known = events.get(event) ?? findOwn(event);
    events.set(event, known);
    return known;
  };

  return { columns, ownCells: (row) => pickCells(row, own), of, ownOf };
};

/** What was found out last for a list of requested names. */
interface KnownReading {
  readonly columns: ReadonlySet<string>;
  readonly reading: RowReading;
}

/** Readings by what was requested of a design. Most exports of one list of names have the same columns. */
const knownReadings = new WeakMap<Design, WeakMap<readonly string[], KnownReading>>();

const areEqual = (left: ReadonlySet<string>, right: ReadonlySet<string>): boolean => {
  if (left.size !== right.size) return false;
  // In the same order: it is that of the columns of each instrument.
  const others = right.values();
  for (const column of left) if (column !== others.next().value) return false;
  return true;
};

/**
 * How these rows are read. `requested` are the names that were asked for, in a list that nobody changes; an empty list stands for
 * everything.
 */
export const createRowReading = (
  rows: readonly CellRow[],
  design: Design,
  requested: readonly string[],
): RowReading => {
  const columns = columnsOf(rows);
  // What repeats is then seen in these rows alone.
  if (design.rows.repeating === null) return createReading(columns, design, requested, inferRepeatKind(placesOf(rows)));
  const ofDesign = knownReadings.get(design) ?? new WeakMap<readonly string[], KnownReading>();
  knownReadings.set(design, ofDesign);
  const known = ofDesign.get(requested);
  if (known !== undefined && areEqual(known.columns, columns)) return known.reading;
  const reading = createReading(columns, design, requested, design.repeatKind);
  ofDesign.set(requested, { columns, reading });
  return reading;
};
