import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { storedColumn, type TableColumn } from '../../../src/graph/table/column.ts';
import { wholeNumberTexts } from '../../../src/graph/table/typed-text.ts';
import { encodeParquet } from '../../../src/loaders/table/parquet.ts';
import { cellsOf, type CellRow } from '../../../src/redcap/methods/record-cell.ts';

const columns: readonly TableColumn[] = [storedColumn('id', wholeNumberTexts), storedColumn('choice')];

const summary = { complete: true, rows: 0, omittedFields: [], missingRecords: [] };

const rowsOf = async function* (count: number): AsyncGenerator<readonly CellRow[]> {
  for (let from = 0; from < count; from += 1_000) {
    yield await Promise.resolve(
      cellsOf(
        Array.from({ length: Math.min(1_000, count - from) }, (_row, index) => ({
          id: from + index === 7 ? 'seven' : String(from + index),
          choice: String((from + index) % 3),
        })),
      ),
    );
  }
};

const encode = async (count: number): Promise<{ readonly file: ArrayBuffer; readonly chunks: readonly number[] }> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of encodeParquet(columns, rowsOf(count), () => summary)) chunks.push(chunk);
  return { file: new Uint8Array(Buffer.concat(chunks)).buffer, chunks: chunks.map(({ length }) => length) };
};

describe('a Parquet file', () => {
  it('has several row groups of all columns, and all rows', async () => {
    const { file } = await encode(120_000);
    const { num_rows, row_groups } = parquetMetadata(file);
    expect(num_rows).toBe(120_000n);
    expect(row_groups.map((group) => [group.num_rows, group.columns.length])).toEqual([
      [50_000n, 3],
      [50_000n, 3],
      [20_000n, 3],
    ]);
    const rows = await parquetReadObjects({ file, rowStart: 119_998 });
    expect(rows).toEqual([
      { id: 119_998n, choice: '1', untyped_values: null },
      { id: 119_999n, choice: '2', untyped_values: null },
    ]);
  });

  it('stores texts that repeat in a dictionary', async () => {
    const { file } = await encode(5_000);
    const [group] = parquetMetadata(file).row_groups;
    expect(group?.columns[1]?.meta_data?.encodings).toContain('RLE_DICTIONARY');
  });

  it('keeps a text that does not fit its type', async () => {
    const { file } = await encode(10);
    const rows = await parquetReadObjects({ file });
    expect(rows[7]).toEqual({ id: null, choice: '1', untyped_values: '{"id":"seven"}' });
  });

  it('leaves in pieces as its rows come, and is no file without its footer', async () => {
    const { file, chunks } = await encode(120_000);
    expect(chunks.length).toBeGreaterThan(100);
    const footer = chunks.at(-1) ?? 0;
    expect(() => parquetMetadata(file.slice(0, file.byteLength - footer))).toThrow();
  });
});
