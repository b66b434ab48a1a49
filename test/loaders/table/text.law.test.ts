import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { storedColumn } from '../../../src/graph/table/column.ts';
import { encodeCsv } from '../../../src/loaders/table/csv.ts';
import { encodeNdjson } from '../../../src/loaders/table/ndjson.ts';
import { encodeParquet } from '../../../src/loaders/table/parquet.ts';
import { cellsOf, type CellRow } from '../../../src/redcap/methods/record-cell.ts';
import type { RecordRow } from '../../../src/redcap/methods/record.ts';
import { runs } from '../../support/runs.ts';

/** Cells as people and attackers write them. */
const cell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', "'", ',', ';', ' ', 'é', '\uFEFF', '1'),
    maxLength: 8,
  }),
);

const NAMES = ['record_id', 'a', 'b'];

/** Rows with a name each, in parts. */
const tables = fc.array(
  fc.array(fc.record({ record_id: fc.stringMatching(/^[1-9]\d{0,3}$/), a: cell, b: cell }), { maxLength: 4 }),
  { maxLength: 4 },
);

const partsOf = async function* (parts: readonly (readonly RecordRow[])[]): AsyncGenerator<readonly CellRow[]> {
  for (const rows of parts) yield await Promise.resolve(cellsOf(rows));
};

const collect = async (bytes: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** The reader of the tests takes a byte order mark away that a text begins with. */
const asRead = (text: string | null): string | null => text?.replace(/^\uFEFF/, '') ?? null;

const columns = NAMES.map((name) => storedColumn(name));
const numRuns = runs(200);

describe('any text in a cell', () => {
  it('comes back from CSV as it was', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async (parts) => {
        const csv = await collect(encodeCsv(columns, partsOf(parts), { excelSafe: false }));
        expect(parse(csv)).toEqual([
          NAMES,
          ...parts.flat().map((row) => NAMES.map((name) => row[name as keyof typeof row])),
        ]);
      }),
      { numRuns },
    );
  });

  it('begins no formula in CSV for Excel, and is else as it was', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async (parts) => {
        const csv = await collect(encodeCsv(columns, partsOf(parts), { excelSafe: true }));
        const read: string[][] = parse(csv, { bom: true });
        const texts = parts.flat().flatMap((row) => NAMES.map((name) => row[name as keyof typeof row]));
        const cells = read.slice(1).flat();
        expect(cells.filter((text) => /^[=+\-@\t\r]/.test(text))).toEqual([]);
        expect(cells.map((text, index) => (text === `'${texts[index] ?? ''}` ? text.slice(1) : text))).toEqual(texts);
      }),
      { numRuns },
    );
  });

  it('comes back from NDJSON and Parquet as it was, and a blank one as null', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async (parts) => {
        const rows = parts.flat().map(({ record_id, a, b }) => ({ record_id, a: a || null, b: b || null }));
        const ndjson = (await collect(encodeNdjson(columns, partsOf(parts), null))).toString();
        expect(
          ndjson
            .split('\n')
            .slice(0, -1)
            .map((line) => JSON.parse(line) as unknown),
        ).toEqual(rows);
        const summary = { complete: true, rows: rows.length, omittedFields: [], missingRecords: [] };
        const parquet = await collect(encodeParquet(columns, partsOf(parts), () => summary));
        expect(await parquetReadObjects({ file: new Uint8Array(parquet).buffer })).toEqual(
          rows.map(({ record_id, a, b }) => ({ record_id, a: asRead(a), b: asRead(b), untyped_values: null })),
        );
      }),
      { numRuns },
    );
  });
});
