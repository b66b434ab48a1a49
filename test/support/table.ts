import { parse } from 'csv-parse/sync';

/** A row of a table, column to text. */
export type TableRow = Readonly<Record<string, string>>;

/** A table as its header and its rows. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

/** CSV as a table; what has no header is empty. */
export const readCsv = (text: string): Table => {
  const lines: string[][] = text.trim() === '' ? [] : parse(text);
  const [columns = [], ...rows] = lines;
  return {
    columns,
    rows: rows.map((cells) => Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']))),
  };
};

/** The table with the rows that are kept. */
export const keepRows = (table: Table, keep: (row: TableRow) => boolean): Table => ({
  ...table,
  rows: table.rows.filter(keep),
});

/** The table with each cell spelled anew. */
export const mapCells = (table: Table, map: (cell: string, column: string) => string): Table => ({
  ...table,
  rows: table.rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, map(cell, column)])),
  ),
});

/** The table without some columns. */
export const withoutColumns = (table: Table, columns: readonly string[]): Table => ({
  columns: table.columns.filter((column) => !columns.includes(column)),
  rows: table.rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([column]) => !columns.includes(column))),
  ),
});

/** Rows with just these columns, blank where a row has no such cell. */
export const pickColumns = (rows: readonly TableRow[], columns: readonly string[]): Record<string, string>[] =>
  rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? ''])));
