import type { Design } from '../../graph/design/design.ts';
import { systemColumns } from '../../graph/dictionary/system-column.ts';
import { holdsData } from '../../graph/record/layout.ts';
import type { RowPlace } from '../../redcap/methods/record-place.ts';
import type { CellRow, Columns } from '../../redcap/methods/record-cell.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';

/**
 * The rows that an export had of a record, as text. Of each row it has the place, and which of the fields and statuses that
 * were asked for held data there; it never has the data. Two records with equal texts have equal rows.
 */
export type ListedRows = string;

/** Of a record that a list named, and nothing more is known: it must come with some row. */
export const noRows: ListedRows = '[]';

/** Where the rows of a record are: each row's event, and each row, as text. */
export type RowPlaces = ReadonlySet<string>;

/** What an export asks for. */
export interface AskedRows {
  /** Names of fields and statuses. */
  readonly fields: ReadonlySet<string>;
  /** Unique event names; null for all. */
  readonly events: ReadonlySet<string> | null;
}

/** A row's place as one text. The lengths keep different places apart, whatever their names hold. */
const textOf = (event: string, instrument: string, instance: string): string =>
  `${String(event.length)} ${String(instrument.length)} ${event}${instrument}${instance}`;

const keyOf = (row: RecordRow): readonly [string, string, string] => [
  row[systemColumns.event] ?? '',
  row[systemColumns.repeatInstrument] ?? '',
  row[systemColumns.repeatInstance] ?? '',
];

/** Writes what the rows of a record show, of an export that asked for these fields and statuses. */
export const createRowLister = (
  asked: readonly string[],
  design: Design,
): ((rows: readonly RecordRow[]) => ListedRows) => {
  const columns = asked
    .filter((name) => name !== design.recordIdField.fieldName)
    .map((name) => ({ name, columns: design.field(name)?.columns ?? [name] }));
  return (rows) =>
    JSON.stringify(
      rows.map((row): RowPlace => {
        const held = columns.filter((own) =>
          own.columns.some((column) => holdsData(column, row[column] ?? '', design)),
        );
        return [...keyOf(row), held.map(({ name }) => name)];
      }),
    );
};

/** What rows show whose places are known already. */
export const listPlaces = (rows: readonly RowPlace[]): ListedRows => JSON.stringify(rows);

/** The places of a record's rows. */
export const placesOf = (rows: readonly CellRow[]): RowPlaces => {
  const places = new Set<string>();
  for (const row of rows) {
    const event = row.get(systemColumns.event) ?? '';
    places
      .add(event)
      .add(textOf(event, row.get(systemColumns.repeatInstrument) ?? '', row.get(systemColumns.repeatInstance) ?? ''));
  }
  return places;
};

const placeColumns = [systemColumns.event, systemColumns.repeatInstrument, systemColumns.repeatInstance];

const placeIndexes = (columns: Columns): readonly number[] => placeColumns.map((column) => columns.indexOf(column));

/** The places of a record's rows as one text. Equal texts are equal places. */
const joinPlaces = (rows: readonly CellRow[], indexes: readonly number[]): string => {
  let text = '';
  for (const row of rows) {
    // No spelling has a line break within.
    for (const index of indexes) text += index === -1 ? '\n' : `${row.spelled(index)}\n`;
  }
  return text;
};

/** Whether two records have rows at the same places. */
const areAlike = (left: readonly CellRow[], right: readonly CellRow[], indexes: readonly number[]): boolean => {
  if (left.length !== right.length) return false;
  for (let place = 0; place < left.length; place += 1) {
    for (const index of indexes) {
      if (index !== -1 && left[place]?.spelled(index) !== right[place]?.spelled(index)) return false;
    }
  }
  return true;
};

/**
 * Finds the places of records' rows. Records whose rows are at the same places share one set, which is made once. Mostly a
 * record is like the one before.
 */
export const createPlaceReading = (): ((rows: readonly CellRow[]) => RowPlaces) => {
  const known = new Map<string, RowPlaces>();
  let columns: Columns | undefined;
  let indexes: readonly number[] = [];
  let last: readonly CellRow[] = [];
  let found: RowPlaces = new Set();
  return (rows) => {
    const hasOtherColumns = rows.some((row) => row.columns !== columns);
    if (hasOtherColumns) {
      last = [];
      columns = rows[0]?.columns;
      indexes = columns === undefined ? [] : placeIndexes(columns);
    }
    // The rows of one export have the same columns, but nothing promises it.
    if (hasOtherColumns && rows.some((row) => row.columns !== columns)) return placesOf(rows);
    if (last.length === 0 || !areAlike(rows, last, indexes)) {
      const text = joinPlaces(rows, indexes);
      found = known.get(text) ?? placesOf(rows);
      known.set(text, found);
    }
    last = rows;
    return found;
  };
};

/** The text that was parsed last. Most records of a list have equal rows, and one text stands for them. */
let parsed: { readonly text: ListedRows; readonly rows: readonly RowPlace[] } = { text: noRows, rows: [] };

const parseRows = (text: ListedRows): readonly RowPlace[] => {
  // The functions above write all such texts.
  if (parsed.text !== text) parsed = { text, rows: JSON.parse(text) as readonly RowPlace[] };
  return parsed.rows;
};

/** Whether a list has shown a row in one of these events. */
export const hasRowIn = (listed: ListedRows, events: ReadonlySet<string>): boolean =>
  parseRows(listed).some(([event]) => events.has(event));

const compareRows = (listed: ListedRows, came: RowPlaces, { fields, events }: AskedRows): boolean =>
  parseRows(listed).every(([event, instrument, instance, held]) => {
    if (event !== '' && events !== null && !events.has(event)) return true;
    if (held.some((name) => fields.has(name))) return came.has(textOf(event, instrument, instance));
    return instrument !== '' || instance !== '' || came.has(event);
  });

/** What was judged last: it is the same for most records of a page. */
let judged:
  | { readonly listed: ListedRows; readonly came: RowPlaces; readonly asked: AskedRows; readonly areWhole: boolean }
  | undefined;

/**
 * Whether all rows came that another export must bring, after a list has shown these. A row must come again where it held
 * data of a field that this export asks for too. An event that had a row of its own must come with some row, because both
 * exports ask for the record id. Nothing is known of other rows: which instances an export has depends on what it asks for.
 */
export const areWhole = (listed: ListedRows, came: RowPlaces, asked: AskedRows): boolean => {
  if (judged?.listed !== listed || judged.came !== came || judged.asked !== asked) {
    judged = { listed, came, asked, areWhole: compareRows(listed, came, asked) };
  }
  return judged.areWhole;
};
