import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

import type { Cell } from '../call/answer.ts';

/** A cell in CSV. Null is nothing, and rights are `demographics:1,health:0`. */
const writeCell = (cell: Cell | undefined): string => {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'object') return String(cell);
  return Object.entries(cell)
    .map(([name, value]) => `${name}:${String(value)}`)
    .join(',');
};

/**
 * Rows as PHP writes CSV. Lines end in `\n`, and an empty value is nothing.
 * A value is quoted when it holds a blank, tab, line break, quote, backslash or the delimiter. PHP does not count
 * blanks of other scripts.
 * Columns whose index is in `quoted` are always quoted below the header. With `bareBlanks` a blank alone is no reason
 * for quotes.
 */
export const writeCsv = (
  rows: readonly (readonly (Cell | undefined)[])[],
  delimiter = ',',
  quoted: readonly number[] = [],
  bareBlanks = false,
): string => {
  const special = `[${bareBlanks ? '' : ' \\t'}\\r\\n"\\\\${delimiter === '\t' ? '' : `\\${delimiter}`}]`;
  const cells = rows.map((row) => row.map(writeCell));
  return stringify(cells, {
    delimiter,
    quoted_match: new RegExp(special),
    record_delimiter: '\n',
    ...(quoted.length === 0
      ? {}
      : {
          cast: {
            string: (value, { column, index, records }) => ({
              value,
              quoted: records > 0 && value !== '' && quoted.includes(typeof column === 'number' ? column : index),
            }),
          },
        }),
  });
};

/** Reads CSV with a header line. A short line leaves its last columns out. Throws for malformed CSV. */
export const readCsv = (text: string, delimiter = ','): Record<string, string>[] => {
  const lines: string[][] = parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true });
  const [header, ...rows] = lines;
  if (header === undefined) return [];
  const names = header.map((name) => name.trim());
  return rows.map((row, index) => {
    if (row.length > names.length) throw new Error(`Line ${String(index + 2)} has more columns than the header`);
    return Object.fromEntries(row.map((value, column) => [names[column] ?? '', value]));
  });
};
