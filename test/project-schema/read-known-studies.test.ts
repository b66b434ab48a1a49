import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createProjectSchema } from '../../src/project-schema/index.ts';
import { flattenRecords } from '../support/flatten.ts';
import { itOnStudies, type KnownStudy } from '../support/known-study.ts';
import { shareStarted } from '../support/started-study.ts';
import type { Study } from '../support/study.ts';
import { pickColumns } from '../support/table.ts';
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
const documents = readdirSync(examples).filter((file) => file.endsWith('.graphql'));

const start = shareStarted();

/** Holds records to the export that is known of the study, cell by cell. */
const expectCells = async (study: Study, known: KnownStudy, records: readonly ReadRecord[]): Promise<void> => {
  const rows = await flattenRecords(study, records);
  const read = known.comparable({ columns: known.expected().columns, rows });
  expect(pickColumns(read.rows, known.graphColumns())).toEqual(
    pickColumns(known.expected().rows, known.graphColumns()),
  );
};

const pageSize = (known: KnownStudy, small: number): number => (known.expected().rows.length > 100 ? 90 : small);

describe('a known study, in a schema of its own', () => {
  it('is held against operations that could be found at all', () => {
    expect(documents.length).toBeGreaterThan(5);
  });

  itOnStudies('$name has a valid one, with every operation of the examples', async (known) => {
    const study = await start(known);
    const [source] = (await study.run('{ __typename }')).context.projects.values();
    if (source === undefined) throw new Error('the study has no project');
    const schema = createProjectSchema(await source.design(), new Set());
    checkSchema(schema);
    for (const name of documents) {
      const document = parse(readFileSync(join(examples, name), 'utf8'));
      expect([name, validate(schema, document).map(({ message }) => message)]).toEqual([name, []]);
    }
  });

  itOnStudies('$name is read by lists of records, page by page, cell by cell the same', async (known) => {
    const study = await start(known);
    await expectCells(study, known, await readTypedList(study, pageSize(known, 3)));
  });

  itOnStudies('$name is read record by record, cell by cell the same', async (known) => {
    const study = await start(known);
    await expectCells(study, known, await readTypedRecords(study, [...study.project.records.keys()]));
  });

  itOnStudies('$name is read as tables, each with the rows that its records have', async (known) => {
    const study = await start(known);
    const records = await readTypedList(study, 100);
    const tables = await readTypedTables(study, pageSize(known, 7));
    expect(tables).toEqual(tablesOf(records, await readTypedInstruments(study)));
  });
});
