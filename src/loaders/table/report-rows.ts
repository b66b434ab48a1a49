import { cellsOf } from '../../redcap/methods/record-cell.ts';
import { readRecordRow } from '../../redcap/methods/record.ts';
import { exportReportRows } from '../../redcap/methods/report.ts';
import { badAnswer } from '../../redcap/methods/row.ts';
import type { TablePart } from './part.ts';
import type { TableProject } from './project.ts';

const readRow = (row: unknown): ReturnType<typeof readRecordRow> => {
  if (typeof row !== 'object' || row === null)
    throw badAnswer('REDCap answered a list with something in it that is not a row.');
  return readRecordRow(row as Record<string, unknown>);
};

/** The rows of a report as they arrive. */
export const readReportParts = async function* (source: TableProject, reportId: number): AsyncGenerator<TablePart> {
  for await (const batch of source.stream(exportReportRows, { reportId })) {
    const rows = cellsOf(batch.map(readRow));
    yield { rows, sent: new Set(rows[0]?.columns.names) };
  }
};
