import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileBranching } from '../../../src/graph/branching/branching.ts';
import type { Design } from '../../../src/graph/design/design.ts';
import { recordsFromRows } from '../../../src/graph/record/tree.ts';
import { meetsLogic, parseLogic, rowScope } from '../../../src/sandbox/logic/index.ts';
import { exportArbitrary } from '../support/project-arbitrary.ts';
import { sandboxProject, storedRecord } from '../support/sandbox-project.ts';
import { atLeast, runs } from '../../support/runs.ts';

/** Fields of any instrument, options, statuses; here, in an event that is named, in an instance that is named. */
const referenceArbitrary = (design: Design): fc.Arbitrary<string> => {
  const fields = design.fields
    .filter(({ kind }) => kind !== 'none')
    .flatMap(({ fieldName, kind }) =>
      kind === 'checkbox' ? [`[${fieldName}(1)]`, `[${fieldName}(-4)]`] : [`[${fieldName}]`],
    );
  const operands = [...fields, ...design.instruments.map(({ statusColumn }) => `[${statusColumn}]`)];
  const events = ['', '', '', ...design.events.map(({ uniqueEventName }) => `[${uniqueEventName}]`)];
  return fc
    .tuple(fc.constantFrom(...events), fc.constantFrom(...operands), fc.constantFrom('', '', '', '[1]', '[2]'))
    .map((parts) => parts.join(''));
};

const literal = fc.constantFrom("'1'", '1', "'2'", "'x'", "''", '""', "'2024-01-31'", '0', '12.5', "'-99'", "'NASK'");

const logicArbitrary = (design: Design): fc.Arbitrary<string> => {
  const reference = referenceArbitrary(design);
  const { condition } = fc.letrec<{ condition: string; operand: string }>((tie) => ({
    operand: fc.oneof(
      { weight: 6, arbitrary: reference },
      { weight: 3, arbitrary: literal },
      fc.tuple(tie('operand'), fc.constantFrom('+', '-', '*'), tie('operand')).map((parts) => `(${parts.join(' ')})`),
      fc
        .tuple(fc.constantFrom('round', 'abs', 'isnumber', 'length', 'sum', 'max', 'upper'), reference)
        .map(([name, of]) => `${name}(${of})`),
      fc.tuple(tie('condition'), tie('operand'), tie('operand')).map((parts) => `if(${parts.join(', ')})`),
      fc.tuple(reference, reference).map((parts) => `datediff(${parts.join(', ')}, 'd')`),
    ),
    condition: fc.oneof(
      {
        weight: 3,
        arbitrary: fc
          .tuple(tie('operand'), fc.constantFrom('=', '<>', '<', '>='), tie('operand'))
          .map((parts) => parts.join(' ')),
      },
      fc.tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition')).map((parts) => `(${parts.join(' ')})`),
    ),
  }));
  return condition;
};

const cases = exportArbitrary.chain((exported) =>
  fc.record({
    exported: fc.constant(exported),
    logics: fc.array(logicArbitrary(exported.design), { minLength: 1, maxLength: 5 }),
  }),
);
const now = (): Date => new Date('2024-06-01T12:00:00Z');

describe('the law of branching logic: a sure answer is what REDCap makes of it', () => {
  it('holds for any logic at any place of any project', () => {
    let sure = 0;
    fc.assert(
      fc.property(cases, ({ exported: { design, rows }, logics }) => {
        const project = sandboxProject(design);
        for (const record of recordsFromRows(rows, design, [])) {
          const recordRows = rows.filter(({ id }) => id === record.name);
          const stored = storedRecord(record.name, recordRows, design, project);
          for (const place of record.events.flatMap(({ instruments }) => instruments)) {
            const at = recordRows.findIndex(
              (row) =>
                (row['redcap_event_name'] ?? '') === (place.event?.uniqueEventName ?? '') &&
                (row['redcap_repeat_instrument'] ?? '') ===
                  (place.repeatKind === 'INSTRUMENT' ? place.instrument.name : '') &&
                (row['redcap_repeat_instance'] ?? '') === String(place.repeatInstance ?? ''),
            );
            const row = stored.rows[at];
            if (row === undefined) throw new Error('a place has a row');
            for (const logic of logics) {
              const shown = compileBranching(logic, design)?.isShown(place) ?? null;
              if (shown === null) continue;
              sure += 1;
              const scope = rowScope(project, stored.record, row, { now, baseVisible: true });
              expect([logic, shown]).toEqual([logic, meetsLogic(parseLogic(logic), scope)]);
            }
          }
        }
      }),
      { numRuns: runs(500) },
    );
    expect(sure).toBeGreaterThanOrEqual(atLeast(1_000));
  });
});
