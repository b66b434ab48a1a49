import type { Design } from '../../graph/design/design.ts';
import { systemColumns } from '../../graph/dictionary/system-column.ts';
import type { RecordFilter } from '../../graph/filter/filter.ts';
import { matchRow } from '../../graph/filter/match.ts';
import type { RowsByRecord } from '../../graph/record/tree.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';

/** Which rows of a record are wanted. */
export interface RowSelection {
  readonly design: Design;
  /** Unique names of the events whose rows are wanted; null for all. */
  readonly events: ReadonlySet<string> | null;
  /** A filter that each row has to satisfy itself; null for none. */
  readonly filter: RecordFilter | null;
}

const isInEvents = (row: RecordRow, { events }: RowSelection): boolean =>
  events === null || events.has(row[systemColumns.event] ?? '');

/** The rows of each record that are wanted; a filter may look at all rows of the record. Records without such a row are left out. */
export const selectRows = (groups: RowsByRecord, selection: RowSelection): RowsByRecord => {
  const { filter, design } = selection;
  const selected = [...groups].map(([name, own]): [string, readonly RecordRow[]] => [
    name,
    own.filter((row) => isInEvents(row, selection) && (filter === null || matchRow(filter, row, own, design))),
  ]);
  return new Map(selected.filter(([, own]) => own.length > 0));
};
