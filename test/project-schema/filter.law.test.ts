/* eslint-disable @typescript-eslint/no-explicit-any -- answers of the graph are read as the test expects them */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Design } from '../../src/graph/design/design.ts';
import { calm, designArbitraryOf, exportArbitraryOf, type Exported } from '../graph/support/project-arbitrary.ts';
import { readStudy } from '../support/flatten.ts';
import { startStudy, type Answer, type Study } from '../support/study.ts';
import { projectFromExport } from './support/random-study.ts';
import { formFieldsOfAllFilters, tableWhereArbitrary, whereArbitrary, type Where } from './support/where-arbitrary.ts';
import { isSelected, savedLike } from './support/where-oracle.ts';
import { atLeast, runs } from '../support/runs.ts';

/** A project with its data, filters of its records, and a filter of each of its tables. */
interface Case {
  readonly exported: Exported;
  /** Without the Project Design right REDCap does not report what repeats. */
  readonly mayReadDesign: boolean;
  readonly wheres: readonly Where[];
  readonly tables: readonly (readonly [string, Where])[];
}

/** Instruments that are in the project's schema. */
const instrumentsOf = (design: Design): string[] =>
  design.instruments
    .map(({ name }) => name)
    .filter((name) => !design.isLongitudinal || design.eventsOf(name).length > 0);

const designs = designArbitraryOf(formFieldsOfAllFilters).filter((design) => instrumentsOf(design).length > 0);

const cases: fc.Arbitrary<Case> = exportArbitraryOf(fc.oneof(designs, designs.map(calm))).chain((exported) => {
  const names = instrumentsOf(exported.design);
  return fc.record({
    exported: fc.constant(exported),
    mayReadDesign: fc.constantFrom(true, true, true, false),
    wheres: fc.array(whereArbitrary(names, exported.design), { minLength: 4, maxLength: 4 }),
    tables: fc.tuple(
      ...names.map((name) => tableWhereArbitrary(name, exported.design).map((where): [string, Where] => [name, where])),
    ),
  });
});

/** The study of an export, in which every file that is stored is there. */
const startOf = ({ rows, ...exported }: Exported): Promise<Study> => {
  const stored = rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([column, cell]) => [column, column.endsWith('_scan') && cell !== '' ? '1' : cell]),
    ),
  );
  return startStudy({
    project: (store) => {
      const made = projectFromExport({ ...exported, rows: stored })(store);
      made.project.files.set(1, {
        docId: 1,
        name: 'scan.pdf',
        mimeType: 'application/pdf',
        bytes: Buffer.from('%PDF'),
      });
      return made;
    },
  });
};

const dataOf = ({ data, errors }: Answer): any => {
  if (errors.length > 0) throw errors[0] as Error;
  return data;
};

/** All pages of a list, with what each of them says of the whole. */
const pagesOf = async (
  study: Study,
  query: string,
  variables: Record<string, unknown>,
  connectionOf: (data: any) => any,
): Promise<{ nodes: any[]; totals: number[] }> => {
  const nodes: any[] = [];
  const totals: number[] = [];
  let after: string | null = null;
  do {
    const page = connectionOf(dataOf(await study.runTyped(query, { ...variables, after })));
    nodes.push(...page.nodes);
    totals.push(page.totalCount);
    after = page.pageInfo.hasNextPage === true ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return { nodes, totals };
};

const PAGE = 'totalCount pageInfo { hasNextPage endCursor }';
const RECORDS = `query Page($where: RecordWhere, $after: String) {
  records(first: 1, after: $after, where: $where) { nodes { name } ${PAGE} }
}`;

const isPushed = (study: Study): boolean => study.calls.some((call) => call['filterLogic'] !== undefined);

const checkRecords = async (study: Study, records: readonly any[], where: Where): Promise<void> => {
  const { nodes, totals } = await pagesOf(study, RECORDS, { where }, ({ records: list }) => list);
  const wanted = records.filter((record) => isSelected(where, record)).map(({ name }) => name);
  expect(nodes.map(({ name }) => name)).toEqual(wanted);
  expect(new Set(totals)).toEqual(new Set([wanted.length]));
};

const placeOf = (record: string, saved: any): unknown => [
  record,
  saved.event?.uniqueEventName ?? null,
  saved.repeatInstance,
];

const checkTable = async (study: Study, records: readonly any[], name: string, where: Where): Promise<void> => {
  const typeName = name.replace(/(?:^|_)([a-z])/g, (_all, letter: string) => letter.toUpperCase());
  const { nodes, totals } = await pagesOf(
    study,
    `query Table($where: ${typeName}_Filter, $after: String) { instrumentData {
      ${name}(first: 2, after: $after, where: $where) {
        nodes { record { name } event { uniqueEventName } repeatInstance } ${PAGE}
      }
    } }`,
    { where },
    ({ instrumentData }) => instrumentData[name],
  );
  const wanted = records.flatMap((record) =>
    savedLike(name, where, record).map((saved) => placeOf(record.name, saved)),
  );
  expect(nodes.map((node) => placeOf(node.record.name, node))).toEqual(wanted);
  expect(new Set(totals)).toEqual(new Set([wanted.length]));
};

describe('the law of typed filters', () => {
  it(
    'records and tables have just what a filter means, counted and paged, by REDCap or by the gateway',
    { timeout: 240_000 },
    async () => {
      const counted = { pushed: 0, here: 0, pushedTables: 0, found: 0 };
      await fc.assert(
        fc.asyncProperty(cases, async ({ exported, mayReadDesign, wheres, tables }) => {
          const study = await startOf(exported);
          try {
            if (!mayReadDesign) study.owner.flags.design = 0;
            const records = await readStudy(study, 100);
            for (const where of wheres) {
              study.forget();
              await checkRecords(study, records, where);
              if (isPushed(study)) counted.pushed += 1;
              else counted.here += 1;
              if (records.some((record) => isSelected(where, record))) counted.found += 1;
            }
            for (const [name, where] of tables) {
              study.forget();
              await checkTable(study, records, name, where);
              if (isPushed(study)) counted.pushedTables += 1;
            }
          } finally {
            await study.close();
          }
        }),
        { numRuns: runs(200) },
      );
      expect(counted.pushed).toBeGreaterThanOrEqual(atLeast(40));
      expect(counted.here).toBeGreaterThanOrEqual(atLeast(40));
      expect(counted.pushedTables).toBeGreaterThanOrEqual(atLeast(20));
      expect(counted.found).toBeGreaterThanOrEqual(atLeast(40));
    },
  );
});
