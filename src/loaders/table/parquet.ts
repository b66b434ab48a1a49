import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { copyText, plainTexts, type TableColumn } from '../../graph/table/column.ts';
import type { CellRow } from '../../redcap/methods/record-cell.ts';
import { parquetElement, storedText } from './parquet-type.ts';
import type { TableSummary } from './part.ts';

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

/** A shorter piece of a text is a copy. A longer one holds the whole text, which is a part of REDCap's answer. */
const SHORTEST_HELD = 13;

/** Makes texts their own, equal ones alike: cells wait longer than the answer that they came in. */
const createOwnTexts = (): ((text: string) => string) => {
  const known = new Map<string, string>();
  return (text) => {
    if (text.length < SHORTEST_HELD) return text;
    const found = known.get(text);
    if (found !== undefined) return found;
    const own = copyText(text);
    known.set(own, own);
    return own;
  };
};

/** Cells by column, until they are a row group. */
interface RowGroup {
  readonly add: (row: CellRow) => void;
  readonly rows: () => number;
  /** The cells of each column, in the order of the schema. The group is empty then. */
  readonly take: () => readonly unknown[][];
}

const createRowGroup = (columns: readonly TableColumn[]): RowGroup => {
  const empty = (): unknown[][] => [...columns, null].map(() => []);
  let cells = empty();
  let own = createOwnTexts();
  return {
    add: (row) => {
      let untyped: Record<string, string> | null = null;
      columns.forEach((column, index) => {
        const text = column.read(row);
        const stored = text === null ? null : storedText(column, text);
        if (text !== null && stored === null) (untyped ??= {})[column.name] = text;
        cells[index]?.push(typeof stored === 'string' ? own(stored) : stored);
      });
      cells.at(-1)?.push(untyped === null ? null : JSON.stringify(untyped));
    },
    rows: () => cells[0]?.length ?? 0,
    take: () => {
      const taken = cells;
      cells = empty();
      own = createOwnTexts();
      return taken;
    },
  };
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
const writeGroup = function* (
  writer: ParquetWriter,
  bytes: ByteWriter,
  cells: readonly unknown[][],
): Generator<Uint8Array> {
  const before = writer.row_groups.length;
  const rows = cells[0]?.length ?? 0;
  const rowsBefore = writer.num_rows;
  for (const [index, data] of cells.entries()) {
    const name = writer.schema[index + 1]?.name ?? '';
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
  const group = createRowGroup(columns);
  const size = Math.min(MOST_ROWS, Math.max(LEAST_ROWS, Math.floor(CELLS_PER_GROUP / elements.length)));
  for await (const rows of parts) {
    for (const row of rows) {
      group.add(row);
      if (group.rows() >= size) yield* writeGroup(writer, bytes, group.take());
    }
    // Others have their turn here, too.
    yield drain(bytes);
  }
  if (group.rows() > 0) yield* writeGroup(writer, bytes, group.take());
  writer.kvMetadata = [{ key: SUMMARY_KEY, value: JSON.stringify(summary()) }];
  void writer.finish();
  yield drain(bytes);
};
