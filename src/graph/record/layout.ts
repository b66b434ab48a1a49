import type { RecordRow } from '../../redcap/methods/record.ts';
import type { Design, InstrumentNode } from '../design/design.ts';
import { repeatKindOf, type RepeatingPlace } from '../design/repeat-kind.ts';
import { systemColumns, timestampColumn } from '../dictionary/system-column.ts';

/** Which columns of an export belong to which instrument. */
export interface ColumnLayout {
  readonly columns: ReadonlySet<string>;
  /** By instrument name; the record id is not among them. */
  readonly byInstrument: ReadonlyMap<string, readonly string[]>;
  /** Columns of no instrument: record id, system columns and columns that the design does not know. */
  readonly own: readonly string[];
}

/**
 * Sorts columns by the instrument that they belong to: fields, form status, survey timestamp. With `requested` (names of
 * fields and `<form>_complete`) those that nobody asked for are left out; an empty list stands for everything.
 */
export const readColumnLayout = (
  columns: Iterable<string>,
  design: Design,
  requested: readonly string[] = [],
): ColumnLayout => {
  const wanted = requested.length === 0 ? null : new Set(requested);
  const extras = new Map<string, InstrumentNode>();
  for (const instrument of design.instruments) {
    extras.set(timestampColumn(instrument.name), instrument);
    extras.set(instrument.statusColumn, instrument);
  }
  const byInstrument = new Map<string, string[]>();
  const own: string[] = [];
  const kept = new Set<string>();
  for (const column of columns) {
    const field = design.fieldOfColumn(column)?.field;
    const instrument = field ? design.instrument(field.instrument) : extras.get(column);
    const isTimestamp = field === undefined && column !== instrument?.statusColumn;
    if (instrument && wanted && !isTimestamp && !field?.isRecordId) {
      if (!wanted.has(column) && !wanted.has(field?.fieldName ?? column)) continue;
    }
    kept.add(column);
    const list = instrument === undefined || field?.isRecordId ? own : byInstrument.get(instrument.name);
    if (list) list.push(column);
    else if (instrument) byInstrument.set(instrument.name, [column]);
  }
  return { columns: kept, byInstrument, own };
};

/** A cell that shows that something is stored: not blank, and a checkbox's option only when it is ticked. */
export const holdsData = (column: string, cell: string, design: Design): boolean => {
  if (cell === '' || column === design.recordIdField.fieldName) return false;
  return cell !== '0' || (design.fieldOfColumn(column)?.code ?? null) === null;
};

/** How instruments repeat as the rows show it, for a token that may not read the set-up. */
export const inferRepeatKind = (rows: Iterable<RecordRow>): Design['repeatKind'] => {
  const places: RepeatingPlace[] = [];
  for (const row of rows) {
    const instrument = row[systemColumns.repeatInstrument] ?? '';
    if (instrument === '' && (row[systemColumns.repeatInstance] ?? '') === '') continue;
    places.push({ event_name: row[systemColumns.event] ?? null, form_name: instrument });
  }
  return repeatKindOf(places);
};
