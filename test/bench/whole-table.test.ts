import { describe, expect, it } from 'vitest';
import { benchWholeTable } from '../../bench/whole-table.ts';

describe('the benchmark of whole tables', () => {
  it('prints a line for each format, beside the same export made by hand', async () => {
    const lines = (await benchWholeTable(50)).trimEnd().split('\n');
    expect(lines.slice(2).map((line) => line.split('|')[1]?.trim())).toEqual([
      'the export passed on',
      'the export read once, by rows',
      'CSV',
      'NDJSON',
      'Parquet',
    ]);
  });
});
