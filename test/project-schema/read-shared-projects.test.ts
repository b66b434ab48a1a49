import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createProjectSchema } from '../../src/project-schema/index.ts';
import { flattenRecords } from '../support/flatten.ts';
import { hasSharedProjects, sharedProjects, type SharedProject } from '../support/shared-project.ts';
import { projectFromXml, startStudy, type Study } from '../support/study.ts';
import {
  readTypedInstruments,
  readTypedList,
  readTypedRecords,
  readTypedTables,
  tablesOf,
  type ReadRecord,
} from '../support/typed-records.ts';
import { checkSchema } from './support/check-schema.ts';

const examples = join(import.meta.dirname, '..', '..', 'schema', 'examples');

const withStudy = async (shared: SharedProject, test: (study: Study) => Promise<void>): Promise<void> => {
  const study = await startStudy({ project: projectFromXml(shared.xml) });
  try {
    await test(study);
  } finally {
    await study.close();
  }
};

/** Holds records to the data.csv that their own server wrote, cell by cell. */
const expectCells = async (study: Study, shared: SharedProject, records: readonly ReadRecord[]): Promise<void> => {
  const columns = shared.expected.columns.filter((column) => column !== 'redcap_survey_identifier');
  const rows = await flattenRecords(study, records);
  const read = shared.comparable({ columns: shared.expected.columns, rows });
  const within = (row: Readonly<Record<string, string>>): string[] => columns.map((column) => row[column] ?? '');
  expect(read.rows.map(within)).toEqual(shared.expected.rows.map(within));
};

describe.skipIf(!hasSharedProjects)('a real project, in a schema of its own', () => {
  it.each(sharedProjects)('$name has a valid one, with every operation of the examples', async (shared) => {
    await withStudy(shared, async (study) => {
      const [source] = (await study.run('{ __typename }')).context.projects.values();
      if (source === undefined) throw new Error('the study has no project');
      const schema = createProjectSchema(await source.design(), new Set());
      checkSchema(schema);
      for (const name of readdirSync(examples).filter((file) => file.endsWith('.graphql'))) {
        const document = parse(readFileSync(join(examples, name), 'utf8'));
        expect([name, validate(schema, document).map(({ message }) => message)]).toEqual([name, []]);
      }
    });
  });

  it.each(sharedProjects)('$name is read by lists of records, page by page, cell by cell the same', async (shared) => {
    await withStudy(shared, async (study) => {
      const records = await readTypedList(study, shared.expected.rows.length > 100 ? 90 : 3);
      await expectCells(study, shared, records);
    });
  });

  it.each(sharedProjects)('$name is read record by record, cell by cell the same', async (shared) => {
    await withStudy(shared, async (study) => {
      await expectCells(study, shared, await readTypedRecords(study, [...study.project.records.keys()]));
    });
  });

  it.each(sharedProjects)('$name is read as tables, each with the rows that its records have', async (shared) => {
    await withStudy(shared, async (study) => {
      const records = await readTypedList(study, 100);
      const tables = await readTypedTables(study, shared.expected.rows.length > 100 ? 90 : 7);
      expect(tables).toEqual(tablesOf(records, await readTypedInstruments(study)));
    });
  });
});
