import { describe, expect, it } from 'vitest';
import { benchWholeTable } from '../../bench/scenario/whole-table.ts';

describe('the benchmark of whole tables', () => {
  it('has each format beside the same export made by hand, and calls that do not depend on the page', async () => {
    const [pages, tables] = await benchWholeTable(50);
    expect(pages?.rows.map(({ name, figures }) => [name, figures['calls']])).toEqual([
      ['first page of ten', 1],
      ['next page', 0],
    ]);
    expect(tables?.rows.map(({ name, figures }) => [name, figures['calls']])).toEqual([
      ['the export passed on', 1],
      ['the export read by rows', 1],
      ['CSV', 2],
      ['NDJSON', 2],
      ['PARQUET', 2],
    ]);
  }, 180_000);
});
