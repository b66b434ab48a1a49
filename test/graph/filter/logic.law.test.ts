import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchRow } from '../../../src/graph/filter/match.ts';
import { compileFilter } from '../../../src/graph/filter/logic.ts';
import { meetsLogic, parseLogic, rowScope } from '../../../src/sandbox/logic/index.ts';
import { filterArbitrary } from '../support/filter-arbitrary.ts';
import { exportArbitrary } from '../support/project-arbitrary.ts';
import { sandboxProject, storedRecord } from '../support/sandbox-project.ts';
import { atLeast, runs } from '../../support/runs.ts';

const cases = exportArbitrary.chain((exported) =>
  fc.record({ exported: fc.constant(exported), filter: filterArbitrary(exported.design) }),
);
const now = (): Date => new Date('2024-06-01T12:00:00Z');

describe('the law of filters: REDCap logic selects the rows that matchRow selects', () => {
  it('holds for any filter that can be compiled, in any project', () => {
    let compiled = 0;
    fc.assert(
      fc.property(cases, ({ exported: { design, rows }, filter }) => {
        const logic = compileFilter(filter, design);
        if (logic === null) return;
        compiled += 1;
        const project = sandboxProject(design);
        for (const [name, recordRows] of Map.groupBy(rows, (row) => row['id'] ?? '')) {
          const stored = storedRecord(name, recordRows, design, project);
          const selected = stored.rows.map((row) =>
            meetsLogic(parseLogic(logic), rowScope(project, stored.record, row, { now })),
          );
          expect(selected).toEqual(recordRows.map((row) => matchRow(filter, row, recordRows, design)));
        }
      }),
      { numRuns: runs(1_500) },
    );
    expect(compiled).toBeGreaterThanOrEqual(atLeast(400));
  });
});
