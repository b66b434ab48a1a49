import type { TableColumn } from '../../graph/table/column.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';
import type { TableSummary } from './part.ts';

const encoder = new TextEncoder();

/**
 * Rows as NDJSON: one object a line, all with the same members. A cell is a text, or null where it is blank. `summary` sums up
 * in a last line; null for none.
 */
export const encodeNdjson = async function* (
  columns: readonly TableColumn[],
  parts: AsyncIterable<readonly RecordRow[]>,
  summary: (() => TableSummary) | null,
): AsyncGenerator<Uint8Array> {
  const members = columns.map(({ name, read }) => ({ start: `${JSON.stringify(name)}:`, read }));
  const line = (row: RecordRow): string =>
    `{${members.map(({ start, read }) => start + JSON.stringify(read(row))).join(',')}}\n`;
  for await (const rows of parts) yield encoder.encode(rows.map(line).join(''));
  if (summary !== null) yield encoder.encode(`${JSON.stringify(summary())}\n`);
};
