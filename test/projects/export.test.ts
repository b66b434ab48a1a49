import { describe, expect, it } from 'vitest';
import { flattenStudy } from '../support/flatten.ts';
import { hasSharedProjects, readCsv, sharedProjects, type Table } from '../support/shared-project.ts';
import { projectFromXml, startStudy } from '../support/study.ts';

/** Rows with just the columns that are compared, blank where a row has no such cell. */
const within = (rows: Table['rows'], columns: readonly string[]): Record<string, string>[] =>
  rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? ''])));

describe.skipIf(!hasSharedProjects)('a real project, made from its XML', () => {
  it('is one of 14', () => {
    expect(sharedProjects.map(({ name }) => name)).toHaveLength(14);
  });

  it.each(sharedProjects)('$name is exported as csv cell by cell as its own server did', async (shared) => {
    const study = await startStudy({ project: projectFromXml(shared.xml) });
    try {
      const text = await study.post({
        content: 'record',
        format: 'csv',
        exportSurveyFields: shared.name === 'survey' ? 'true' : 'false',
        exportDataAccessGroups: shared.name === 'dag' ? 'true' : 'false',
      });
      const table = shared.comparable(readCsv(text));
      expect(table.rows).toEqual(shared.expected.rows);
      expect(table.columns).toEqual(shared.expected.columns);
    } finally {
      await study.close();
    }
  });

  it.each(sharedProjects)('$name is read through the graph, page by page, cell by cell the same', async (shared) => {
    const study = await startStudy({ project: projectFromXml(shared.xml) });
    try {
      const rows = await flattenStudy(study, shared.expected.rows.length > 100 ? 90 : 3);
      const columns = shared.expected.columns.filter((column) => column !== 'redcap_survey_identifier');
      const read = shared.comparable({ columns: shared.expected.columns, rows });
      expect(within(read.rows, columns)).toEqual(within(shared.expected.rows, columns));
    } finally {
      await study.close();
    }
  });
});
