import { Refusal } from '../../call/refusal.ts';
import type { EventPlace, Layout } from '../../state/rows.ts';
import type { Target } from './target.ts';
import { KEY_COLUMNS, refuseColumns } from './target.ts';

/** One row of an import, before its place and its values are checked. An EAV row is put together from its lines. */
export interface IncomingRow {
  /** As it was sent: a placeholder when `forceAutoNumber` gives new names. */
  readonly record: string;
  readonly place: EventPlace;
  /**
   * Whether the forms of its cells must be designated for its event. A row without an event goes to the first event, and before
   * anything is designated it takes every form (EVIDENCE.md#rows-without-an-event).
   */
  readonly needsDesignation: boolean;
  readonly repeatInstrument: string;
  /** "" when it was not sent; a number or `new` otherwise. */
  readonly repeatInstance: string;
  /** Column to text; the key columns are not among them. */
  readonly cells: ReadonlyMap<string, string>;
}

/** One line of `data` as the wire read it. */
export type DataRow = Readonly<Record<string, string>>;

const readKey = (row: DataRow, name: string): string => (row[name] ?? '').trim();

const needsDesignation = (layout: Layout, row: DataRow): boolean =>
  readKey(row, 'redcap_event_name') !== '' || [...layout.places.values()].some((place) => place.forms.size > 0);

/** The events by unique name. A row without an event belongs to the first one. */
const readPlaces = (layout: Layout, rows: readonly DataRow[]): ((row: DataRow) => EventPlace) => {
  const places = [...layout.places.values()];
  const byName = new Map(places.map((place) => [place.event.uniqueEventName, place]));
  const named = [...new Set(rows.map((row) => readKey(row, 'redcap_event_name')))].filter((name) => name !== '');
  const [first] = places;
  if (first === undefined) throw new Refusal(400, 'The project has no events that records could be imported into');
  if (!layout.longitudinal) {
    if (named.length > 0) refuseColumns(['redcap_event_name'], new Map());
    return () => first;
  }
  const unknown = named.filter((name) => !byName.has(name));
  if (unknown.length > 0) {
    throw new Refusal(400, `The following values of redcap_event_name are invalid: ${unknown.join(', ')}`);
  }
  return (row) => byName.get(readKey(row, 'redcap_event_name')) ?? first;
};

const requireColumn = (rows: readonly DataRow[], name: string): void => {
  if (rows.every((row) => name in row)) return;
  throw new Refusal(400, `The record identifier '${name}' is missing from the data being imported`);
};

/** Reads the rows of a flat import. */
export const readFlatRows = (
  layout: Layout,
  targets: ReadonlyMap<string, Target>,
  rows: readonly DataRow[],
): IncomingRow[] => {
  refuseColumns(
    rows.flatMap((row) => Object.keys(row)),
    targets,
  );
  requireColumn(rows, layout.recordIdField);
  const keys = new Set<string>([layout.recordIdField, ...KEY_COLUMNS]);
  const placeOf = readPlaces(layout, rows);
  return rows.map((row) => ({
    record: readKey(row, layout.recordIdField),
    place: placeOf(row),
    needsDesignation: needsDesignation(layout, row),
    repeatInstrument: readKey(row, 'redcap_repeat_instrument'),
    repeatInstance: readKey(row, 'redcap_repeat_instance'),
    cells: new Map(Object.entries(row).filter(([name]) => !keys.has(name))),
  }));
};

/** Reads the lines of an EAV import; lines with the same key become one row. */
export const readEavRows = (
  layout: Layout,
  targets: ReadonlyMap<string, Target>,
  rows: readonly DataRow[],
): IncomingRow[] => {
  for (const name of ['record', 'field_name', 'value']) requireColumn(rows, name);
  const fields = rows.map((row) => readKey(row, 'field_name')).filter((name) => name !== '');
  refuseColumns(fields, targets);
  const placeOf = readPlaces(layout, rows);
  const gathered = new Map<string, IncomingRow & { cells: Map<string, string> }>();
  for (const row of rows) {
    const record = readKey(row, 'record');
    const place = placeOf(row);
    const repeatInstrument = readKey(row, 'redcap_repeat_instrument');
    const repeatInstance = readKey(row, 'redcap_repeat_instance');
    if (repeatInstance === 'new') {
      throw new Refusal(400, 'The value "new" of redcap_repeat_instance can only be used with type=flat');
    }
    const key = JSON.stringify([record, place.event.eventId, repeatInstrument, repeatInstance]);
    const found = gathered.get(key) ?? {
      record,
      place,
      needsDesignation: needsDesignation(layout, row),
      repeatInstrument,
      repeatInstance,
      cells: new Map(),
    };
    const name = readKey(row, 'field_name');
    if (name !== '' && name !== layout.recordIdField) found.cells.set(name, row.value ?? '');
    gathered.set(key, found);
  }
  return [...gathered.values()];
};
