import type { CellRow } from '../../redcap/methods/record-cell.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';
import type { EventNode, InstrumentNode, RepeatKind } from '../design/design.ts';

/** One record as the graph holds it, made of all the rows that came for it. */
export interface RecordNode {
  readonly name: string;
  /** Unique group name; null when the record is in none or the column was not asked for. */
  readonly dataAccessGroup: string | null;
  readonly events: readonly RecordEventNode[];
  /** Columns that REDCap sent; a column that was asked for and is not here was withheld. */
  readonly columns: ReadonlySet<string>;
}

/** One event (instance) that has a row for the record. In a classic project there is one, with `event` null. */
export interface RecordEventNode {
  readonly record: RecordNode;
  readonly event: EventNode | null;
  /** Set when the whole event repeats. */
  readonly repeatInstance: number | null;
  /**
   * The row of the event itself, without the cells of its instruments: record id, event, repeat columns, group and
   * what else belongs to no instrument. Null when only rows of repeating instruments came.
   */
  readonly ownCells: RecordRow | null;
  /** In instrument order, instances of a repeating instrument in instance order. Only those that hold data. */
  readonly instruments: readonly InstrumentDataNode[];
}

/** One saved instrument: record × event × instance. */
export interface InstrumentDataNode {
  readonly record: RecordNode;
  readonly event: EventNode | null;
  readonly instrument: InstrumentNode;
  readonly repeatKind: RepeatKind;
  readonly repeatInstance: number | null;
  /** The cells of this instrument and those of its row that belong to no instrument (record id, event …), as REDCap sent them. */
  readonly cells: RecordRow;
  /** The whole row that it came in. Only the columns that the record names were asked for. */
  readonly row: CellRow;
}

/** One cell of a saved instrument; undefined where REDCap did not send the column, or nobody asked for it. */
export const cellOf = (
  { record, row }: Pick<InstrumentDataNode, 'record' | 'row'>,
  column: string,
): string | undefined => (record.columns.has(column) ? row.get(column) : undefined);

/** All that is saved of an instrument in a record, in the order of its events and instances. */
export const savedOf = ({ events }: RecordNode, instrument: string): InstrumentDataNode[] => {
  const saved: InstrumentDataNode[] = [];
  for (const { instruments } of events) {
    for (const data of instruments) if (data.instrument.name === instrument) saved.push(data);
  }
  return saved;
};
