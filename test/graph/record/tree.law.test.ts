import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildDesign } from '../../../src/graph/design/builder.ts';
import { recordsFromRows, rowsFromRecords } from '../../../src/graph/record/tree.ts';
import { exportArbitrary } from '../support/project-arbitrary.ts';
import { runs } from '../../support/runs.ts';

describe('the law rowsFromRecords(recordsFromRows(rows)) = rows', () => {
  it('holds for any valid export of any project', () => {
    fc.assert(
      fc.property(exportArbitrary, ({ design, columns, rows }) => {
        const records = recordsFromRows(rows, design, []);
        expect(rowsFromRecords(records, design, columns)).toEqual(rows);
        expect(rows.length === 0 || Object.keys(rows[0] ?? {}).join()).toBe(rows.length === 0 || columns.join());
      }),
      { numRuns: runs(300) },
    );
  });

  it('holds for saved data when the repeating set-up could not be read', () => {
    fc.assert(
      fc.property(exportArbitrary, ({ design, columns, rows }) => {
        const unread = buildDesign({ ...design.rows, repeating: null });
        const records = recordsFromRows(rows, unread, []);
        // What is blank and what is an untouched box in an own row depends on what repeats, which nobody knows here.
        const withoutZeros = (cells: Readonly<Record<string, string>>): Record<string, string> =>
          Object.fromEntries(
            Object.entries(cells).map(([column, cell]) => [
              column,
              column.includes('_box___') && cell === '0' ? '' : cell,
            ]),
          );
        expect(rowsFromRecords(records, unread, columns).map(withoutZeros)).toEqual(rows.map(withoutZeros));
      }),
      { numRuns: runs(200) },
    );
  });

  it('has one node a record and a node for every saved instrument', () => {
    fc.assert(
      fc.property(exportArbitrary, ({ design, rows }) => {
        const records = recordsFromRows(rows, design, []);
        expect(records.map((record) => record.name)).toEqual([...new Set(rows.map((row) => row['id']))]);
        const saved = rows.flatMap((row) =>
          design.instruments.filter((instrument) => (row[instrument.statusColumn] ?? '') !== ''),
        );
        const nodes = records.flatMap((record) => record.events.flatMap((event) => event.instruments));
        expect(nodes).toHaveLength(saved.length);
      }),
    );
  });
});
