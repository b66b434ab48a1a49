import type { Design } from '../../graph/design/design.ts';
import { systemColumns } from '../../graph/dictionary/system-column.ts';
import { exportArgs } from '../../graph/need.ts';
import { lookedField } from '../../loaders/record/place-list.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';
import { exportRecordPlaces } from '../../redcap/methods/record-place.ts';
import type { Read } from '../context.ts';
import { keyOfRow } from './row-plan.ts';

/** In place of a value: the second look shows where something is, and not what. */
const SOMETHING = '1';

/**
 * Where records have rows, and which of the fields and statuses hold something there, by another way than an export of data: as
 * CSV, and of all events. REDCap may leave rows out of an answer without a word. What leaves them out of one is not likely to
 * leave them out of both, so that only what both lack is gone.
 */
export const lookAnotherWay = async (
  read: Read,
  design: Design,
  records: readonly string[],
  fields: ReadonlySet<string>,
): Promise<readonly RecordRow[]> => {
  const recordIdField = design.recordIdField.fieldName;
  const columnsOf = (name: string): readonly string[] => design.field(name)?.columns ?? [name];
  const need = { fields, events: null, dataAccessGroup: false, surveyFields: false };
  const { names, kindOf, kinds } = await read(exportRecordPlaces, {
    ...exportArgs(need, design),
    records,
    recordIdField,
    looked: [...fields].filter((name) => name !== recordIdField).map((name) => lookedField(name, design)),
    dataAccessGroups: null,
  });
  return names.flatMap((name, index) =>
    (kinds[kindOf[index] ?? -1] ?? []).map(([event, repeatInstrument, repeatInstance, held]) => ({
      [recordIdField]: name,
      [systemColumns.event]: event,
      [systemColumns.repeatInstrument]: repeatInstrument,
      [systemColumns.repeatInstance]: repeatInstance,
      ...Object.fromEntries(held.flatMap(columnsOf).map((column) => [column, SOMETHING])),
    })),
  );
};

/** What was erased at one place. */
export interface ErasedPlace {
  readonly record: string;
  /** The keys of the rows in which it would stand, as `keyOfRow` makes them. */
  readonly keys: readonly string[];
  readonly columns: readonly string[];
}

/** The fields and statuses that columns are of. */
export const fieldsOfColumns = (design: Design, columns: Iterable<string>): ReadonlySet<string> =>
  new Set(Array.from(columns, (column) => design.fieldOfColumn(column)?.field.fieldName ?? column));

/**
 * Whether another look shows nothing of what was erased at these places, of which an export had no row. Such a row may have been
 * left out, and would seem to have been erased. A record's group is not looked at.
 */
export const areGone = async (read: Read, design: Design, places: readonly ErasedPlace[]): Promise<boolean> => {
  if (places.length === 0) return true;
  const erased = places.flatMap(({ columns }) => columns).filter((name) => name !== systemColumns.dataAccessGroup);
  const names = new Set(places.map(({ record }) => record));
  const rows = await lookAnotherWay(read, design, [...names], fieldsOfColumns(design, erased));
  const idField = design.recordIdField.fieldName;
  const found = new Map(rows.map((row) => [keyOfRow(row, idField), row]));
  return places.every(({ keys, columns }) =>
    keys.every((key) => columns.every((column) => !(column in (found.get(key) ?? {})))),
  );
};
