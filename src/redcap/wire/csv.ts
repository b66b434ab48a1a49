import { parse } from 'csv-parse/sync';

/** A row of a table by column name. Without a prototype, so that a column called `__proto__` is only a column. */
export type TableRow = Record<string, string>;

/**
 * The rows of a CSV answer; none for an empty answer, for a lone line break and for a header alone. `undefined` when it
 * is no table: a quote that is not closed, a row of another length than the header, a column that is there twice.
 */
export const parseCsv = (text: string, delimiter = ','): TableRow[] | undefined => {
  let lines: string[][];
  try {
    lines = parse(text, { bom: true, delimiter, skip_empty_lines: true });
  } catch {
    return undefined;
  }
  const [header = [], ...rows] = lines;
  if (new Set(header).size !== header.length) return undefined;
  return rows.map((cells) => {
    const row = Object.create(null) as TableRow;
    header.forEach((column, index) => {
      row[column] = cells[index] ?? '';
    });
    return row;
  });
};
