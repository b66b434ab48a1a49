import type { CellRow } from '../../redcap/methods/record-cell.ts';
import type { Design, EventNode, InstrumentNode } from '../design/design.ts';
import { systemColumns } from '../dictionary/system-column.ts';
import { EventDraft, EventDrafts } from './event-draft.ts';
import type { RecordEventNode, RecordNode } from './record.ts';
import type { RowReading } from './row-reading.ts';

/** Rows name an event or instrument that the design does not have: the design is older than the rows. Read it again. */
export class DesignOutdatedError extends Error {
  override readonly name = 'DesignOutdatedError';
}

const readEvent = (row: CellRow, design: Design): EventNode | null => {
  if (!design.isLongitudinal) return null;
  const name = row.get(systemColumns.event) ?? '';
  const event = design.event(name);
  if (event) return event;
  throw new DesignOutdatedError(`the design has no event ${name}: read the project's design again`);
};

const readRepeatInstrument = (row: CellRow, design: Design): InstrumentNode | null => {
  const name = row.get(systemColumns.repeatInstrument) ?? '';
  if (name === '') return null;
  const instrument = design.instrument(name);
  if (instrument) return instrument;
  throw new DesignOutdatedError(`the design has no instrument ${name}: read the project's design again`);
};

const readInstance = (row: CellRow): number | null => {
  const text = row.get(systemColumns.repeatInstance) ?? '';
  return text !== '' && /^\d+$/.test(text) ? Number(text) : null;
};

const groupOf = (rows: readonly CellRow[]): string | null => {
  const row = rows.find((one) => (one.get(systemColumns.dataAccessGroup) ?? '') !== '');
  return row?.get(systemColumns.dataAccessGroup) ?? null;
};

const readEvents = (
  record: RecordNode,
  rows: readonly CellRow[],
  design: Design,
  reading: RowReading,
): readonly RecordEventNode[] => {
  const drafts = new EventDrafts();
  for (const row of rows) {
    const event = readEvent(row, design);
    const repeatInstrument = readRepeatInstrument(row, design);
    const instance = readInstance(row);
    const eventInstance = repeatInstrument ? null : instance;
    const draft =
      drafts.find(event, eventInstance) ?? drafts.add(new EventDraft(record, event, eventInstance, reading.ownCells));
    if (!repeatInstrument) draft.ownRow = row;
    const kind = repeatInstrument ? 'INSTRUMENT' : instance === null ? 'NONE' : 'EVENT';
    for (const own of repeatInstrument ? reading.of(repeatInstrument) : reading.ownOf(event)) {
      if (own.isSaved(row)) draft.add(own.read(row, draft, kind, instance));
    }
  }
  drafts.sort();
  return drafts.all;
};

/** Finds the events of a record. Those that were looked at last are kept, and no others. */
type FindEvents = (record: RecordNode, rows: readonly CellRow[]) => readonly RecordEventNode[];

const createFindEvents = (reading: RowReading, design: Design): FindEvents => {
  let last: RecordNode | undefined;
  let events: readonly RecordEventNode[] = [];
  return (record, rows) => {
    if (record !== last) {
      events = readEvents(record, rows, design, reading);
      last = record;
    }
    return events;
  };
};

/** So few rows are soon read again. What is made of more rows is kept with their record. */
const FEW = 16;

/**
 * A record that stands in its rows. Its events are made when somebody looks at them. Records are looked at one after another, so
 * that the events of a long page are not all there at once.
 */
class RowRecord implements RecordNode {
  readonly name: string;
  readonly columns: ReadonlySet<string>;
  readonly #rows: readonly CellRow[];
  readonly #find: FindEvents;
  #events: readonly RecordEventNode[] | undefined;
  #group: string | null | undefined;

  constructor(name: string, columns: ReadonlySet<string>, rows: readonly CellRow[], find: FindEvents) {
    this.name = name;
    this.columns = columns;
    this.#rows = rows;
    this.#find = find;
  }

  get dataAccessGroup(): string | null {
    if (this.#group === undefined) this.#group = groupOf(this.#rows);
    return this.#group;
  }

  get events(): readonly RecordEventNode[] {
    if (this.#rows.length <= FEW) return this.#find(this, this.#rows);
    return (this.#events ??= this.#find(this, this.#rows));
  }
}

/**
 * Makes a record of its rows, which are read in one way. Throws {@link DesignOutdatedError} at once, and not when somebody looks at
 * its events.
 */
export const createRowRecords = (
  reading: RowReading,
  design: Design,
): ((name: string, rows: readonly CellRow[]) => RecordNode) => {
  const find = createFindEvents(reading, design);
  return (name, rows) => {
    for (const row of rows) {
      readEvent(row, design);
      readRepeatInstrument(row, design);
    }
    return new RowRecord(name, reading.columns, rows, find);
  };
};
