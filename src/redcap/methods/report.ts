import type { FormFields, Method, RowBatches } from '../method.ts';
import { readRecordRow } from './record.ts';
import type { RecordRow } from './record.ts';
import { readRows } from './row.ts';

/** Which report, by the number that REDCap's pages show; no export lists them. */
export interface ExportReportArgs {
  readonly reportId: number;
  readonly rawOrLabel?: 'raw' | 'label' | undefined;
}

const reportForm = ({ reportId, rawOrLabel = 'raw' }: ExportReportArgs): FormFields => ({
  report_id: reportId,
  rawOrLabel,
});

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
  form: reportForm,
  decode: (reply) => readRows(reply).map(readRecordRow),
};

/** The same, whose rows are handed out as they arrive: a report of any length costs no memory, and cannot be asked for in parts. */
export const exportReportRows: Method<ExportReportArgs, RowBatches> = {
  name: 'exportReportRows',
  content: 'report',
  kind: 'read',
  body: 'json-rows',
  isEndless: true,
  rights: ['API Export', 'Data Exports'],
  form: reportForm,
  decode: ({ value }) => value as RowBatches,
};
