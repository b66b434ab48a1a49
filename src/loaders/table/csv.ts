import type { CellRow } from '../../redcap/methods/record-cell.ts';
import type { TableColumn } from '../../graph/table/column.ts';
import type { TableForm } from './request.ts';

const encoder = new TextEncoder();

const BYTE_ORDER_MARK = '\uFEFF';

/** A cell with one of these stands in quotes. */
const NEEDS_QUOTES = /[",\n\r]/;

/** How a formula begins in a spreadsheet, the wide forms of some keyboards included. */
const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

const writeCell = (cell: string): string => (NEEDS_QUOTES.test(cell) ? quote(cell) : cell);

/** A cell that a spreadsheet takes for a text, whatever it begins with. */
const writeSafeCell = (cell: string): string => writeCell(FORMULA.test(cell) ? `'${cell}` : cell);

/** Of a single column a blank cell would be an empty line, which readers skip. */
const writeOnlyCell =
  (write: (cell: string) => string) =>
  (cell: string): string =>
    cell === '' ? '""' : write(cell);

/**
 * Rows as CSV (RFC 4180, lines end with LF), the first line with the names of the columns. For Excel it begins with a byte
 * order mark, and a cell that Excel would take for a formula gets an apostrophe before it.
 */
export const encodeCsv = async function* (
  columns: readonly TableColumn[],
  parts: AsyncIterable<readonly CellRow[]>,
  { excelSafe }: Pick<TableForm, 'excelSafe'>,
): AsyncGenerator<Uint8Array> {
  if (excelSafe) yield encoder.encode(BYTE_ORDER_MARK);
  if (columns.length === 0) return;
  const writeAny = excelSafe ? writeSafeCell : writeCell;
  const write = columns.length === 1 ? writeOnlyCell(writeAny) : writeAny;
  yield encoder.encode(`${columns.map(({ name }) => write(name)).join(',')}\n`);
  const [first, ...others] = columns;
  for await (const rows of parts) {
    let text = '';
    // Most cells are written as they are: joined one by one they are a third quicker than by lists.
    for (const row of rows) {
      text += write(first?.read(row) ?? '');
      for (const { read } of others) {
        const cell = read(row);
        text += cell === null ? ',' : `,${write(cell)}`;
      }
      text += '\n';
    }
    yield encoder.encode(text);
  }
};
