import type { EventNode, InstrumentNode, RepeatKind } from '../../graph/design/design.ts';
import { systemColumns } from '../../graph/dictionary/system-column.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';
import type { ValueChange } from './import-type.ts';

/** Where in a record something is stored; `record` is a stand-in until REDCap has given the name. */
export interface Place {
  readonly record: string;
  /** Null in a classic project. */
  readonly event: EventNode | null;
  readonly instrument: InstrumentNode;
  readonly kind: RepeatKind;
  /** Null where nothing repeats, and for a new instance that has no number yet. */
  readonly instance: number | null;
}

/** One value of a row, in REDCap's own text. */
export interface PlannedValue {
  /** Field name, `<instrument>_complete`, or `redcap_data_access_group`. */
  readonly name: string;
  /** Position in the input's `values`; null for the status and the group. */
  readonly index: number | null;
  readonly cells: RecordRow;
  readonly isErased: boolean;
}

/** What a caller says that it saw of a field, in REDCap's own text. */
export interface ExpectedValue {
  readonly name: string;
  /** Position in the input's `expected`. */
  readonly index: number;
  readonly cells: RecordRow;
}

/** An instance that the caller wants to be a new one. */
export interface NewInstance {
  /** Rows with the same mark share one new instance. */
  readonly mark: string;
  /** The highest instance that was stored or named in the import before; 0 for none. */
  readonly after: number;
}

/** What a row is for: a place that the caller names, a record that REDCap names, or an instance that REDCap numbers. */
export type Target =
  | { readonly kind: 'known' }
  | { readonly kind: 'new record'; readonly instance: NewInstance | null }
  | { readonly kind: 'new instance'; readonly instance: NewInstance };

/** One row of the input, checked. */
export interface PlannedRow extends Place {
  readonly index: number;
  readonly clientRef: string | null;
  readonly target: Target;
  readonly values: readonly PlannedValue[];
  /** What has to be stored still, or the row is not written. */
  readonly expected: readonly ExpectedValue[];
  /** There must be no record of this name yet, or the row is not written. */
  readonly isExpectedNew: boolean;
}

/** A value that differs from what is stored. */
export interface Change extends ValueChange {
  readonly value: PlannedValue;
  /** The cells to send: those that differ. */
  readonly cells: RecordRow;
  /** What these cells held; null when export rights withhold them. */
  readonly before: RecordRow | null;
}

/** One row compared with what is stored. */
export interface RowDiff {
  readonly row: PlannedRow;
  /** Something is stored for the instrument (instance). */
  readonly exists: boolean;
  /** The row is sent only so that it exists. Nothing is stored there, and the input has no value to set. */
  readonly isKeyOnly: boolean;
  readonly changes: readonly Change[];
  /**
   * Cells that are sent with the row although they differ in nothing. REDCap shows a saved instrument as incomplete even
   * where no status is stored. Without these cells it would lose that status with its last value.
   */
  readonly alongside: RecordRow;
}

/**
 * A new instance of a record that others may write to as well. REDCap chooses the number (`new`): a number of ours could
 * be somebody else's by the time it arrives, and would overwrite their data.
 */
export const isNumberedByRedcap = ({ target }: PlannedRow): boolean => target.kind === 'new instance';

/** The new instance that a row is for; null when its instance is known, or nothing repeats. */
export const newInstanceOf = ({ target }: Pick<PlannedRow, 'target'>): NewInstance | null =>
  target.kind === 'known' ? null : target.instance;

/** The columns that say where a row belongs. Those of the repeat are left out where nothing repeats. */
export const placeColumns = (row: PlannedRow, idField: string): RecordRow => ({
  [idField]: row.record,
  ...(row.event === null ? {} : { [systemColumns.event]: row.event.uniqueEventName }),
  ...(row.kind === 'INSTRUMENT' ? { [systemColumns.repeatInstrument]: row.instrument.name } : {}),
  ...(row.kind === 'NONE'
    ? {}
    : { [systemColumns.repeatInstance]: isNumberedByRedcap(row) ? 'new' : String(row.instance ?? '') }),
});

/** Key of the flat row that holds a place: instruments that do not repeat by themselves share one. */
export const placeKey = (place: Place): string =>
  rowKey(
    place.record,
    place.event?.uniqueEventName ?? '',
    place.kind === 'INSTRUMENT' ? place.instrument.name : '',
    place.kind === 'NONE' ? '' : String(place.instance ?? ''),
  );

/** Key of a flat row as it came or was sent; of an instance where one is given. */
export const keyOfRow = (
  row: Readonly<Record<string, string | number>>,
  idField: string,
  instance = row[systemColumns.repeatInstance] ?? '',
): string => {
  const textOf = (column: string): string => String(row[column] ?? '');
  return rowKey(textOf(idField), textOf(systemColumns.event), textOf(systemColumns.repeatInstrument), String(instance));
};

/** Key of a flat row by its key columns. The lengths keep apart what would read alike, and cost less than JSON. */
export const rowKey = (record: string, event: string, repeatInstrument: string, instance: string): string =>
  `${String(record.length)} ${String(event.length)} ${String(instance.length)} ${record}${event}${instance}${repeatInstrument}`;
