import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { plainTexts, type TableColumn } from '../../graph/table/column.ts';
import type { CellRow } from '../../redcap/methods/record-cell.ts';
import { parquetElement } from './parquet-type.ts';
import type { TableSummary } from './part.ts';
import { createRowGroup, type RowGroup } from './row-group.ts';

/** Cells that wait in memory until a row group is written. */
const CELLS_PER_GROUP = 150_000;
const LEAST_ROWS = 1_000;
const MOST_ROWS = 50_000;

/** Key of the summary among the metadata of the file. */
const SUMMARY_KEY = 'redcap_graphql_summary';

/** The name of the column for texts that do not fit the types of theirs; a name that is taken gets a line more. */
const untypedName = (columns: readonly TableColumn[]): string => {
  const taken = new Set(columns.map(({ name }) => name));
  let name = 'untyped_values';
  while (taken.has(name)) name += '_';
  return name;
};

/** The bytes that were written since the last time. */
const drain = (bytes: ByteWriter): Uint8Array => {
  const drained = bytes.getBytes().slice();
  bytes.index = 0;
  return drained;
};

/**
 * Writes a row group a column at a time, so that others have their turn in between. The library writes a group for each call,
 * and the groups of one column each become one group here.
 */
const writeGroup = function* (writer: ParquetWriter, bytes: ByteWriter, group: RowGroup): Generator<Uint8Array> {
  const before = writer.row_groups.length;
  const rows = group.rows();
  const rowsBefore = writer.num_rows;
  let column = 0;
  for (const data of group.take()) {
    column += 1;
    const name = writer.schema[column]?.name ?? '';
    void writer.write({ columnData: [{ name, data, offsetIndex: false }], rowGroupSize: rows });
    yield drain(bytes);
  }
  const parts = writer.row_groups.splice(before);
  const sum = (sizes: readonly bigint[]): bigint => sizes.reduce((total, size) => total + size, 0n);
  writer.row_groups.push({
    columns: parts.flatMap((part) => part.columns),
    total_byte_size: sum(parts.map((part) => part.total_byte_size)),
    total_compressed_size: sum(parts.map((part) => part.total_compressed_size ?? 0n)),
    num_rows: BigInt(rows),
  });
  writer.num_rows = rowsBefore + BigInt(rows);
  // Nothing is written of them, and they would grow with the file.
  writer.pendingIndexes = [];
};

/**
 * Rows as Parquet, typed by the dictionary, in row groups that are written as the rows come. A text that does not fit its
 * column's type is null there and stands in `untyped_values`, as JSON. The footer has the summary, and a file that was cut has
 * no footer: no reader takes it.
 */
export const encodeParquet = async function* (
  columns: readonly TableColumn[],
  parts: AsyncIterable<readonly CellRow[]>,
  summary: () => TableSummary,
): AsyncGenerator<Uint8Array> {
  const bytes = new ByteWriter();
  const elements = [...columns, { name: untypedName(columns), ...plainTexts }].map(parquetElement);
  const schema = [{ name: 'root', num_children: elements.length }, ...elements];
  const writer = new ParquetWriter({ writer: bytes, schema, createdBy: 'redcap-graphql' });
  const size = Math.min(MOST_ROWS, Math.max(LEAST_ROWS, Math.floor(CELLS_PER_GROUP / elements.length)));
  const group = createRowGroup(columns, size);
  for await (const rows of parts) {
    for (const row of rows) {
      group.add(row);
      if (group.rows() >= size) yield* writeGroup(writer, bytes, group);
    }
    // Others have their turn here, too.
    yield drain(bytes);
  }
  if (group.rows() > 0) yield* writeGroup(writer, bytes, group);
  writer.kvMetadata = [{ key: SUMMARY_KEY, value: JSON.stringify(summary()) }];
  void writer.finish();
  yield drain(bytes);
};
