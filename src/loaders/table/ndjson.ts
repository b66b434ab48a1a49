import type { TableColumn } from '../../graph/table/column.ts';
import type { CellRow } from '../../redcap/methods/record-cell.ts';
import type { TableSummary } from './part.ts';

const encoder = new TextEncoder();

/** What JSON writes in another way than it is, or might. */
const NOT_PLAIN = /[^\x20\x21\x23-\x5b\x5d-\x7e]/;

/** The engine's own writer costs more than the look whether it is needed. */
const writeText = (text: string): string => (NOT_PLAIN.test(text) ? JSON.stringify(text) : `"${text}"`);

/**
 * Rows as NDJSON: one object a line, all with the same members. A cell is a text, or null where it is blank. `summary` sums up
 * in a last line; null for none.
 */
export const encodeNdjson = async function* (
  columns: readonly TableColumn[],
  parts: AsyncIterable<readonly CellRow[]>,
  summary: (() => TableSummary) | null,
): AsyncGenerator<Uint8Array> {
  const members = columns.map(({ name, read }, index) => ({
    start: `${index === 0 ? '' : ','}${JSON.stringify(name)}:`,
    read,
  }));
  for await (const rows of parts) {
    let text = '';
    for (const row of rows) {
      text += '{';
      for (const { start, read } of members) {
        const cell = read(row);
        text += start + (cell === null ? 'null' : writeText(cell));
      }
      text += '}\n';
    }
    yield encoder.encode(text);
  }
  if (summary !== null) yield encoder.encode(`${JSON.stringify(summary())}\n`);
};
