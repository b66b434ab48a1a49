import type { Method, Reply, RowCollector } from '../method.ts';
import { createObjectRows, ScannedRow, type CellRow } from '../wire/cell-row.ts';
import { exportForm, readRecordRow, type ExportRecordsArgs, type RecordRow } from './record.ts';
import { readRow } from './row.ts';

export type { CellRow, Columns } from '../wire/cell-row.ts';

/** Rows that are objects, as rows of cells. */
export const cellsOf = (rows: readonly RecordRow[]): readonly CellRow[] => rows.map(createObjectRows());

/** Rows of cells, as objects. */
export const rowsOf = (rows: readonly CellRow[]): readonly RecordRow[] => rows.map((row) => row.toRow());

/** A text of its own: a piece of an answer would keep all of the answer in memory. */
export const copyText = (text: string): string => Buffer.from(text).toString();

const collectCells = (): RowCollector => {
  const rows: CellRow[] = [];
  const readObject = createObjectRows();
  return {
    add: (batch) => {
      for (const row of batch) rows.push(row instanceof ScannedRow ? row : readObject(readRecordRow(readRow(row))));
    },
    end: () => rows,
  };
};

/** Export Records for who looks at the cells one by one: what nobody looks at is never read. */
export const exportRecordCells: Method<ExportRecordsArgs, readonly CellRow[]> = {
  name: 'exportRecordCells',
  content: 'record',
  kind: 'read',
  body: 'json-cells',
  rights: ['API Export', 'Data Exports'],
  form: exportForm,
  collect: collectCells,
  // The value is what the collector has kept.
  decode: ({ value }: Reply) => value as readonly CellRow[],
};
