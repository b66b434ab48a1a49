import type { Method } from '../method.ts';
import { readRecordRow } from './record.ts';
import type { RecordRow } from './record.ts';
import { readRows } from './row.ts';

/** Which report, by the number that REDCap's pages show; no export lists them. */
export interface ExportReportArgs {
  readonly reportId: number;
  readonly rawOrLabel?: 'raw' | 'label' | undefined;
}

/**
 * Export Report: `content=report`, as flat rows with the report's own columns, filter and order. The record id is among them
 * only when it is in the report.
 */
export const exportReport: Method<ExportReportArgs, readonly RecordRow[]> = {
  name: 'exportReport',
  content: 'report',
  kind: 'read',
  body: 'json',
  rights: ['API Export', 'Data Exports'],
  form: ({ reportId, rawOrLabel = 'raw' }) => ({ report_id: reportId, rawOrLabel }),
  decode: (reply) => readRows(reply).map(readRecordRow),
};
