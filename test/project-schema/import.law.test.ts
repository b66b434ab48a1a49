import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Design } from '../../src/graph/design/design.ts';
import { designArbitraryOf, exportArbitraryOf, formFieldsOfAllTypes } from '../graph/support/project-arbitrary.ts';
import { startStudy, type Answer, type Study } from '../support/study.ts';
import {
  importArbitraryOf,
  statuses,
  typedLists,
  untieable,
  untypedRows,
  type WrittenRow,
} from './support/import-arbitrary.ts';
import { IMPORT, importTyped } from './support/import-study.ts';
import { projectFromExport } from './support/random-study.ts';
import { runs } from '../support/runs.ts';

type Cells = Readonly<Record<string, string>>;

/** The rows of a full flat export by record, event, repeating instrument and instance. */
type Table = ReadonlyMap<string, Cells>;

interface RowAnswer {
  readonly path?: readonly string[];
  readonly record: string | null;
  readonly repeatInstance: number | null;
  readonly outcome: string;
  readonly changes: readonly { readonly name: string; readonly isErased: boolean }[];
}

const GROUP = 'redcap_data_access_group';

const keyOf = (record: string, event: string, instrument: string, instance: string): string =>
  JSON.stringify([record, event, instrument, instance]);

const exportAll = async (study: Study): Promise<Table> => {
  const answer = await study.post({
    content: 'record',
    format: 'json',
    exportDataAccessGroups: 'true',
    exportBlankForGrayFormStatus: 'true',
  });
  const rows = JSON.parse(answer) as Record<string, string | number>[];
  return new Map(
    rows.map((row) => {
      const cells = Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, String(cell)]));
      const { id = '', redcap_event_name: event = '', ...rest } = cells;
      const { redcap_repeat_instrument: instrument = '', redcap_repeat_instance: instance = '', ...values } = rest;
      return [keyOf(id, event, instrument, instance), values];
    }),
  );
};

/** The row of the export that a written row is in, given the number of its instance. */
const rowKeyOf = ({ record, event, instrument, repeats }: WrittenRow, instance: number | null): string =>
  keyOf(record, event ?? '', repeats === 'INSTRUMENT' ? instrument : '', instance === null ? '' : String(instance));

/** What is written to a row, with the columns of each name that `changes` may report. */
const columnsOf = (row: WrittenRow): Map<string, Cells> =>
  new Map([
    ...row.values.map(({ field, cells }): [string, Cells] => [field, cells]),
    ...(row.status === null
      ? []
      : [[`${row.instrument}_complete`, { [`${row.instrument}_complete`]: statuses[row.status] }] as [string, Cells]]),
  ]);

/** A cell as people read it: what is not there is blank, an option is ticked or not. */
const shown = (design: Design, cells: Cells | undefined, column: string): string => {
  const cell = cells?.[column] ?? '';
  return cell === '' && (design.fieldOfColumn(column)?.code ?? null) !== null ? '0' : cell;
};

const dataOf = ({ data, errors }: Answer): Answer['data'] => {
  if (errors[0] !== undefined) throw errors[0];
  return data.importRecords;
};

const importUntyped = async (study: Study, input: Readonly<Record<string, unknown>>): Promise<Answer['data']> => {
  const source = IMPORT.replace('index path', 'index');
  return dataOf(await study.run(source, { input: { project: 'study', ...input } }));
};

/** A payload without what the untyped import does not report. */
const withoutPaths = (payload: Answer['data']): unknown => ({
  ...payload,
  rows: (payload.rows as RowAnswer[]).map(({ path: _path, ...row }) => row),
});

/** Columns that REDCap works out by itself. */
const isDerived = (design: Design, column: string): boolean => design.fieldOfColumn(column)?.field.fieldType === 'CALC';

/** Holds what became of all cells to what the import said, row by row, and to what was to be written. */
const checkCells = (
  design: Design,
  before: Table,
  after: Table,
  rows: readonly WrittenRow[],
  answers: readonly RowAnswer[],
): void => {
  const expected = new Map<string, Record<string, string>>();
  const statusesOf = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const answer = answers[index];
    const key = rowKeyOf(row, answer?.repeatInstance ?? null);
    const written = columnsOf(row);
    const changed = new Set(answer?.changes.map(({ name }) => name).filter((name) => name !== GROUP));
    // The payload reports what differs from what was stored, and nothing else.
    const differing = [...written].filter(([, cells]) =>
      Object.entries(cells).some(([column, cell]) => shown(design, before.get(key), column) !== cell),
    );
    expect(changed).toEqual(new Set(differing.map(([name]) => name)));
    const cells = Object.assign({}, ...differing.map(([, each]) => each)) as Record<string, string>;
    expected.set(key, { ...expected.get(key), ...cells });
    if (row.status !== null) statusesOf.add(JSON.stringify([key, `${row.instrument}_complete`]));
    const erased = new Set(row.values.filter(({ part }) => part === 'erase').map(({ field }) => field));
    for (const { name, isErased } of answer?.changes ?? []) expect([name, isErased]).toEqual([name, erased.has(name)]);
  }
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const columns = Object.keys(after.get(key) ?? before.get(key) ?? {});
    for (const column of columns) {
      if (column === GROUP || isDerived(design, column)) continue;
      const cell = expected.get(key)?.[column] ?? shown(design, before.get(key), column);
      const now = shown(design, after.get(key), column);
      // A status that nobody set is shown as incomplete as long as anything of its form is saved.
      const isLoose = column.endsWith('_complete') && !statusesOf.has(JSON.stringify([key, column]));
      const plain = (status: string): string => (isLoose && status === '' ? '0' : status);
      expect([key, column, plain(now)]).toEqual([key, column, plain(cell)]);
    }
  }
  // Rows came up only where something was written.
  for (const key of after.keys()) if (!before.has(key)) expect([...expected.keys()]).toContain(key);
};

const groupsOf = (table: Table): Map<string, string> =>
  new Map([...table].map(([key, cells]) => [String((JSON.parse(key) as string[])[0]), cells[GROUP] ?? '']));

/** Holds the groups of records to what the import said. */
const checkGroups = (before: Table, after: Table, rows: readonly WrittenRow[], answers: readonly RowAnswer[]): void => {
  const was = groupsOf(before);
  const now = groupsOf(after);
  const moved = new Set(
    rows
      .filter((_row, index) => answers[index]?.changes.some(({ name }) => name === GROUP))
      .map(({ record }) => record),
  );
  for (const [record, group] of now) {
    expect([record, group]).toEqual([record, moved.has(record) ? 'site_a' : (was.get(record) ?? '')]);
  }
  for (const { record, group } of rows) if (group !== null) expect([record, now.get(record)]).toEqual([record, group]);
};

const anyImport = importArbitraryOf(exportArbitraryOf(designArbitraryOf(formFieldsOfAllTypes)));

describe('any typed import into any project with any data', () => {
  it(
    'changes exactly the cells that its dry run said, as the untyped one does, and nothing when it is repeated',
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(anyImport, async ({ exported, rows }) => {
          fc.pre(rows.length > 0);
          const { design } = exported;
          const study = await startStudy({ project: projectFromExport(exported) });
          const twin = await startStudy({ project: projectFromExport(exported) });
          try {
            const before = await exportAll(study);
            const promised = await importTyped(study, { ...typedLists(rows), dryRun: true });
            expect(promised.errors).toEqual([]);
            expect(await exportAll(study)).toEqual(before);

            const done = await importTyped(study, typedLists(rows));
            expect(done).toEqual({ ...promised, dryRun: false });
            const after = await exportAll(study);
            checkCells(design, before, after, rows, done.rows);
            checkGroups(before, after, rows, done.rows);

            expect(await importUntyped(twin, { rows: untypedRows(rows), dryRun: true })).toEqual(
              withoutPaths(promised),
            );
            expect(await importUntyped(twin, { rows: untypedRows(rows) })).toEqual(withoutPaths(done));
            expect(await exportAll(twin)).toEqual(after);

            const again = rows.filter(({ isNew }) => !isNew);
            if (again.length === 0) return;
            const repeated = await importTyped(study, typedLists(again));
            expect(repeated).toMatchObject({ errors: [], unchangedCount: again.length });
            expect(await exportAll(study)).toEqual(after);
          } finally {
            await study.close();
            await twin.close();
          }
        }),
        { numRuns: runs(100) },
      );
    },
  );

  it('makes exactly the new records that its dry run said, one for each clientRef', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyImport, async ({ exported, rows: all }) => {
        const rows = untieable(all);
        fc.pre(rows.length > 0);
        const { design } = exported;
        const study = await startStudy({ project: projectFromExport(exported) });
        const twin = await startStudy({ project: projectFromExport(exported) });
        try {
          for (const { project } of [study, twin]) project.settings.record_autonumbering_enabled = true;
          const before = await exportAll(study);
          const input = { ...typedLists(rows, 'clientRef'), assignRecordNames: true };
          const promised = await importTyped(study, { ...input, dryRun: true });
          expect(promised.errors).toEqual([]);
          expect(await exportAll(study)).toEqual(before);

          const done = await importTyped(study, input);
          const answers = done.rows as RowAnswer[];
          const unnamed = answers.map((row) => ({ ...row, record: null }));
          expect({ ...done, rows: unnamed }).toEqual({ ...promised, dryRun: false });
          const made = rows.flatMap((row, index) => {
            const record = answers[index]?.record ?? null;
            return record === null ? [] : [{ ...row, record }];
          });
          const names = new Set(made.map(({ record }) => record));
          expect(names.size).toBe(
            new Set(rows.filter((_row, index) => answers[index]?.record !== null).map(({ record }) => record)).size,
          );
          for (const key of before.keys()) expect(names).not.toContain((JSON.parse(key) as string[])[0]);
          const after = await exportAll(study);
          checkCells(
            design,
            before,
            after,
            made,
            answers.filter(({ record }) => record !== null),
          );

          const same = { rows: untypedRows(rows, 'clientRef'), assignRecordNames: true };
          expect(await importUntyped(twin, { ...same, dryRun: true })).toEqual(withoutPaths(promised));
          expect(await importUntyped(twin, same)).toEqual(withoutPaths(done));
          expect(await exportAll(twin)).toEqual(after);
        } finally {
          await study.close();
          await twin.close();
        }
      }),
      { numRuns: runs(60) },
    );
  });
});
