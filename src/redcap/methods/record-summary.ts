import type { Method, Reply, RowCollector } from '../method.ts';
import { exportForm, readRecordRow, type ExportRecordsArgs, type RecordRow } from './record.ts';

/** What is kept of the rows of an export while they pass. */
export interface RowSummary<Kept> {
  /** Takes rows up, in the order in which they come. No more are read before it has ended. */
  readonly take: (rows: readonly RecordRow[]) => Promise<void>;
  /** What was kept, after the last row. */
  readonly end: () => Kept | Promise<Kept>;
}

/** An export, and what is kept of it. */
export interface ExportRecordSummaryArgs extends ExportRecordsArgs {
  /** Names what is kept. Callers with equal names and equal exports share one call, and what it kept. */
  readonly kept: string;
  /** Begins anew; called once for each time that REDCap is asked. */
  readonly start: () => RowSummary<unknown>;
}

const collectSummary = ({ start }: ExportRecordSummaryArgs): RowCollector => {
  const { take, end } = start();
  return {
    // The reader of JSON gives objects alone.
    add: (batch) => take((batch as readonly Record<string, unknown>[]).map(readRecordRow)),
    end,
  };
};

/**
 * Export Records as JSON, of which a summary alone is kept. The answer may be of any length. It comes in JSON because the values
 * count: REDCap's CSV spells some texts in a way that is not sure to be read right.
 */
export const exportRecordSummary: Method<ExportRecordSummaryArgs, unknown> = {
  name: 'exportRecordSummary',
  content: 'record',
  kind: 'read',
  body: 'json-rows',
  isEndless: true,
  rights: ['API Export', 'Data Exports'],
  form: ({ kept: _kept, start: _start, ...args }) => exportForm(args),
  collect: collectSummary,
  decode: ({ value }: Reply) => value,
};
