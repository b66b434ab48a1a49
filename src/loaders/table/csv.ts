import { stringify } from 'csv-stringify/sync';
import type { RecordRow } from '../../redcap/methods/record.ts';
import type { TableColumn } from '../../graph/table/column.ts';
import type { TableForm } from './request.ts';

const encoder = new TextEncoder();

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Rows as CSV (RFC 4180, lines end with LF), the first line with the names of the columns. For Excel it begins with a byte
 * order mark, and a cell that Excel would take for a formula gets an apostrophe before it.
 */
export const encodeCsv = async function* (
  columns: readonly TableColumn[],
  parts: AsyncIterable<readonly RecordRow[]>,
  { excelSafe }: Pick<TableForm, 'excelSafe'>,
): AsyncGenerator<Uint8Array> {
  // Of a single column a blank cell would be an empty line, which readers skip.
  const options = { escape_formulas: excelSafe, quoted_empty: columns.length === 1 };
  const write = (cells: readonly string[][]): Uint8Array => encoder.encode(stringify([...cells], options));
  if (excelSafe) yield encoder.encode(BYTE_ORDER_MARK);
  if (columns.length > 0) yield write([columns.map(({ name }) => name)]);
  for await (const rows of parts) yield write(rows.map((row) => columns.map(({ read }) => read(row) ?? '')));
};
