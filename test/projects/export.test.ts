import { describe, expect, it } from 'vitest';
import { flattenStudy } from '../support/flatten.ts';
import { inventedStudies, itOnStudies } from '../support/known-study.ts';
import { shareStarted } from '../support/started-study.ts';
import { pickColumns, readCsv } from '../support/table.ts';

const start = shareStarted();

describe('a known study, made from its XML', () => {
  it('is one of 15 that are invented', () => {
    expect(inventedStudies.map(({ name }) => name)).toHaveLength(15);
  });

  itOnStudies('$name is exported as csv cell by cell as it should be', async (known) => {
    const study = await start(known);
    const text = await study.post({ content: 'record', format: 'csv', ...known.columnParameters() });
    const table = known.comparable(readCsv(text));
    expect(table.rows).toEqual(known.expected().rows);
    expect(table.columns).toEqual(known.expected().columns);
  });

  itOnStudies('$name is read through the graph, page by page, cell by cell the same', async (known) => {
    const rows = await flattenStudy(await start(known), known.expected().rows.length > 100 ? 90 : 3);
    const read = known.comparable({ columns: known.expected().columns, rows });
    expect(pickColumns(read.rows, known.graphColumns())).toEqual(
      pickColumns(known.expected().rows, known.graphColumns()),
    );
  });
});
