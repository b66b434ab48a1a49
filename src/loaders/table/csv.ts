import { stringify } from 'csv-stringify/sync';
import type { CellRow } from '../../redcap/methods/record-cell.ts';
import type { TableColumn } from '../../graph/table/column.ts';
import type { TableForm } from './request.ts';

const encoder = new TextEncoder();

const BYTE_ORDER_MARK = '\uFEFF';

/** A cell that CSV writes as it is, and that begins no formula. Most cells are of this kind. */
const PLAIN = /^[0-9A-Za-z][^",\n\r]*$/;

/** Texts that are asked of the library once for a table. Longer ones hardly come twice. */
const MOST_TEXTS = 2_000;
const LONGEST_TEXT = 64;

/**
 * Writes cells of one table. The library writes what is not plain: it knows the quotes, and what a spreadsheet takes for a
 * formula. To hand it every cell takes half of a table's time. A blank cell of a single column stands in quotes, because
 * readers skip an empty line.
 */
const createCellWriter = ({ excelSafe }: Pick<TableForm, 'excelSafe'>, isOnly: boolean): ((cell: string) => string) => {
  const options = { escape_formulas: excelSafe, quoted_empty: isOnly, quoted_match: '\r', eof: false };
  const texts = new Map<string, string>();
  const writeOther = (cell: string): string => {
    const known = texts.get(cell);
    if (known !== undefined) return known;
    const text = stringify([[cell]], options);
    if (cell.length <= LONGEST_TEXT && texts.size < MOST_TEXTS) texts.set(cell, text);
    return text;
  };
  return (cell) => (PLAIN.test(cell) ? cell : cell === '' && !isOnly ? '' : writeOther(cell));
};

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
  const write = createCellWriter({ excelSafe }, columns.length === 1);
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
