import type { Design, InstrumentNode } from '../../graph/design/design.ts';
import { exportArgs } from '../../graph/need.ts';
import { systemColumns } from '../../graph/dictionary/system-column.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { RedcapError } from '../../redcap/errors.ts';
import { exportRecords, type RecordRow } from '../../redcap/methods/record.ts';
import type { Read } from '../context.ts';
import { areGone, type ErasedPlace } from './second-look.ts';
import { isNumberedByRedcap, newInstanceOf, placeKey, rowKey, type Place, type PlannedRow } from './row-plan.ts';

/** What is stored at one place. */
export interface StoredPlace {
  /** The flat row that holds the place; undefined when there is none. */
  readonly row: RecordRow | undefined;
  /** A cell: "" when nothing is stored, null when export rights withhold the column. */
  readonly cell: (column: string) => string | null;
}

/** What is stored where an import will write, as it was at one moment. */
export interface StoredState {
  readonly at: (place: Place) => StoredPlace;
  /** Numbers of the instances that are stored where this place is. */
  readonly instances: (place: Place) => readonly number[];
  /** Names of the records that came, for those that differ from the names asked for by case alone. */
  readonly names: ReadonlySet<string>;
}

/** The instruments whose every field is looked at, so that no stored instance is overlooked when a new one is numbered. */
const wholeInstruments = (design: Design, row: PlannedRow): readonly InstrumentNode[] => {
  if (!isNumberedByRedcap(row)) return [];
  return row.kind === 'EVENT' ? design.instrumentsOf(row.event) : [row.instrument];
};

const wantedFields = (design: Design, rows: readonly PlannedRow[]): Set<string> => {
  const wanted = new Set<string>();
  for (const row of rows) {
    wanted.add(row.instrument.statusColumn);
    for (const { name } of row.values) wanted.add(name);
    for (const { name } of row.expected) wanted.add(name);
    for (const instrument of wholeInstruments(design, row)) {
      wanted.add(instrument.statusColumn);
      for (const field of design.fieldsOf(instrument.name)) wanted.add(field.fieldName);
    }
  }
  return wanted;
};

/** A row that would go wrong where REDCap has left its record out: it erases, numbers, or relies on what is stored. */
const isInDanger = (row: PlannedRow): boolean =>
  newInstanceOf(row) !== null ||
  row.expected.length > 0 ||
  row.isExpectedNew ||
  row.values.some(({ isErased }) => isErased);

/**
 * The keys under which the row of a place may stand. A place without an instance is the first instance of an event that repeats:
 * REDCap takes a row without one so.
 */
const keysOf = (place: Place): readonly string[] => {
  if (place.kind !== 'NONE') return [placeKey(place)];
  return [placeKey(place), rowKey(place.record, place.event?.uniqueEventName ?? '', '', '1')];
};

/** Rows as what is stored at their places. */
export const readState = (rows: readonly RecordRow[], design: Design): StoredState => {
  const idField = design.recordIdField.fieldName;
  const byKey = new Map<string, RecordRow>();
  const instances = new Map<string, number[]>();
  const groups = new Map<string, string>();
  for (const row of rows) {
    const record = row[idField];
    if (record === undefined)
      throw new RedcapError('REDCAP_BAD_RESPONSE', { message: 'A row came without its record.' });
    const event = row[systemColumns.event] ?? '';
    const repeatInstrument = row[systemColumns.repeatInstrument] ?? '';
    const instance = row[systemColumns.repeatInstance] ?? '';
    byKey.set(rowKey(record, event, repeatInstrument, instance), row);
    const key = rowKey(record, event, repeatInstrument, '');
    const numbers = instances.get(key) ?? [];
    if (/^\d+$/.test(instance)) numbers.push(Number(instance));
    if (numbers.length > 0) instances.set(key, numbers);
    const group = row[systemColumns.dataAccessGroup] ?? '';
    if (group !== '') groups.set(record, group);
  }
  const [first] = rows;
  const rowAt = (place: Place): RecordRow | undefined => {
    const key = keysOf(place).find((one) => byKey.has(one));
    return key === undefined ? undefined : byKey.get(key);
  };
  return {
    at: (place) => {
      const row = rowAt(place);
      return {
        row,
        cell: (column) => {
          if (first !== undefined && !Object.hasOwn(first, column)) return null;
          return column === systemColumns.dataAccessGroup ? (groups.get(place.record) ?? '') : (row?.[column] ?? '');
        },
      };
    },
    instances: (place) => instances.get(placeKey({ ...place, instance: null })) ?? [],
    names: new Set(rows.map((found) => found[idField] ?? '')),
  };
};

/** Nothing stored: the state of records that are still to be made. */
export const emptyState = (design: Design): StoredState => readState([], design);

/** What rows erase at places of which no row came. */
const erasedUnseen = (rows: readonly PlannedRow[], state: StoredState): readonly ErasedPlace[] =>
  rows.flatMap((row) => {
    const columns = row.values.flatMap(({ isErased, cells }) => (isErased ? Object.keys(cells) : []));
    if (columns.length === 0 || state.at(row).row !== undefined) return [];
    return [{ record: row.record, keys: keysOf(row), columns }];
  });

/**
 * Reads what is stored where these rows will write, in one export of their records, events and fields (in parts of 500
 * records), past every cache. Statuses come too: they show whether an instrument is saved. A record that does not come is asked
 * for twice when a row erases or numbers something in it, or says what it expects.
 */
export const exportState = async (
  source: ProjectSource,
  read: Read,
  design: Design,
  rows: readonly PlannedRow[],
): Promise<StoredState> => {
  if (rows.length === 0) return emptyState(design);
  const names = [...new Set(rows.map(({ record }) => record))];
  const events = new Set(rows.flatMap(({ event }) => (event === null ? [] : [event.uniqueEventName])));
  const args = exportArgs(
    {
      fields: wantedFields(design, rows),
      // Whether there is a record at all, each of its events can show.
      events: rows.some(({ isExpectedNew }) => isExpectedNew) ? null : events,
      dataAccessGroup: rows.some(({ values }) => values.some(({ name }) => name === systemColumns.dataAccessGroup)),
      surveyFields: false,
    },
    design,
  );
  const found = await source.exportNamed(read, names, args);
  // REDCap may leave records out without a word, and to erase or to number what was left out would go wrong.
  const came = new Set(found.map((row) => row[design.recordIdField.fieldName]));
  const matters = rows.filter((row) => !came.has(row.record) && isInDanger(row));
  const again =
    matters.length === 0
      ? []
      : await source.exportNamed(read, [...new Set(matters.map(({ record }) => record))], {
          ...args,
          events: undefined,
        });
  const state = readState([...found, ...again], design);
  if (!(await areGone(read, design, erasedUnseen(rows, state)))) {
    throw new RedcapError('REDCAP_INCOMPLETE', { message: 'A row that is there did not come with its record.' });
  }
  return state;
};

/** The names of all records that have anything in the events of these rows, where new ones will show up. */
export const exportNames = async (
  read: Read,
  design: Design,
  rowsToWrite: readonly Pick<PlannedRow, 'event'>[],
): Promise<ReadonlySet<string>> => {
  const idField = design.recordIdField.fieldName;
  const events = new Set(rowsToWrite.flatMap(({ event }) => (event === null ? [] : [event.uniqueEventName])));
  const args = { fields: [idField], ...(events.size === 0 ? {} : { events: [...events] }) };
  const rows = await read(exportRecords, args);
  return new Set(rows.map((row) => row[idField] ?? ''));
};
