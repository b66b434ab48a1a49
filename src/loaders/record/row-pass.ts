import { randomUUID } from 'node:crypto';
import { exportArgs, type Need } from '../../graph/need.ts';
import type { ExportRecordSummaryArgs, RowSummary } from '../../redcap/methods/record-summary.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';
import { startWorkTurn } from '../../work-turn.ts';
import type { PassSource } from './list-pass.ts';
import type { RecordQuery } from './query.ts';
import { checkGroupsTold, isInGroups, needWith, queryArgs } from './selection.ts';

/** What looks at rows one after another. None of them is held. */
export interface RowVisit<Kept> {
  readonly take: (row: RecordRow) => void;
  /** What was kept, after the last row. `columns` are those that came; none where no row did. */
  readonly end: (columns: readonly string[]) => Kept | Promise<Kept>;
}

/** Lets one visit see the rows that a query selects, with turns for others in between. */
export const summaryOf = <Kept>(query: RecordQuery, { take, end }: RowVisit<Kept>): RowSummary<Kept> => {
  const turn = startWorkTurn();
  let columns: readonly string[] | null = null;
  return {
    take: async (rows) => {
      for (const row of rows) {
        if (columns === null) {
          columns = Object.keys(row);
          checkGroupsTold(query, columns);
        }
        if (isInGroups(row, query.dataAccessGroups)) take(row);
        if (turn.isOver()) await turn.next();
      }
    },
    end: () => end(columns ?? []),
  };
};

/** Lets all rows that a query selects pass by, however many they are. `start` begins anew when REDCap is asked again. */
export const passRows = async <Kept>(
  { design: read, exportSummary }: Pick<PassSource, 'design' | 'exportSummary'>,
  query: RecordQuery,
  need: Need,
  start: () => RowVisit<Kept>,
): Promise<Kept> => {
  const design = await read();
  const args: ExportRecordSummaryArgs = {
    ...exportArgs(needWith(need, query, design), design),
    ...queryArgs(query),
    // What is kept is the visitor's own, so that no other caller can share the pass.
    kept: randomUUID(),
    start: () => summaryOf(query, start()),
  };
  // A summary under this name is what `start` makes.
  return (await exportSummary(args)) as Kept;
};
