import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { flattenStudy } from '../support/flatten.ts';
import { hasExport, inventedStudies, itOnStudies, recordedStudies } from '../support/known-study.ts';
import { recordedProjects } from '../support/recorded-project.ts';
import { itWith, requirement } from '../support/requirement.ts';
import { shareStarted } from '../support/started-study.ts';
import { pickColumns, readCsv } from '../support/table.ts';

const start = shareStarted();

describe('a known study, made from its XML', () => {
  it('is one of 15 that are invented', () => {
    expect(inventedStudies.map(({ name }) => name)).toHaveLength(15);
  });

  itWith(requirement.recordedProjects, 'is one of 15 that were recorded, 14 of them with an export', () => {
    const folders = readdirSync(recordedProjects, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(recordedStudies.map(({ name }) => name)).toEqual(folders.map(({ name }) => name).sort());
    expect(recordedStudies).toHaveLength(15);
    expect(recordedStudies.filter((study) => study.has('data.csv'))).toEqual(recordedStudies.filter(hasExport));
    expect(recordedStudies.filter(hasExport)).toHaveLength(14);
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
