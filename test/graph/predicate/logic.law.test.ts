import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Design } from '../../../src/graph/design/design.ts';
import { matchRow } from '../../../src/graph/filter/match.ts';
import { planPredicate } from '../../../src/graph/predicate/logic.ts';
import { checkPredicate, matchPredicate } from '../../../src/graph/predicate/predicate.ts';
import type { RecordPredicate } from '../../../src/graph/predicate/predicate.ts';
import { recordsFromRows } from '../../../src/graph/record/tree.ts';
import type { RecordRow } from '../../../src/redcap/methods/record.ts';
import { meetsLogic, parseLogic, rowScope } from '../../../src/sandbox/logic/index.ts';
import { predicateArbitrary } from '../support/predicate-arbitrary.ts';
import { calm, designArbitrary, exportArbitrary, exportArbitraryOf } from '../support/project-arbitrary.ts';
import { sandboxProject, storedRecord } from '../support/sandbox-project.ts';
import { atLeast, runs } from '../../support/runs.ts';

const cases = fc
  .oneof(exportArbitrary, exportArbitraryOf(designArbitrary.map(calm)))
  .chain((exported) => fc.record({ exported: fc.constant(exported), predicate: predicateArbitrary(exported.design) }));
const now = (): Date => new Date('2024-06-01T12:00:00Z');

const groupOf = (rows: readonly RecordRow[]): string => rows[0]?.['redcap_data_access_group'] ?? '';

/** The rows of a record in which something of the instrument may be saved, said without the tree. */
const savedRows = (rows: readonly RecordRow[], instrument: string, design: Design): RecordRow[] =>
  rows.filter((row) => {
    const event = design.event(row['redcap_event_name'] ?? '') ?? null;
    const isDesignated = design.instrumentsOf(event).some(({ name }) => name === instrument);
    const isRepeating = design.repeatKind(event, instrument) === 'INSTRUMENT';
    return (
      isDesignated &&
      (row['redcap_repeat_instrument'] ?? '') === (isRepeating ? instrument : '') &&
      row[`${instrument}_complete`] !== ''
    );
  });

/** What a predicate means, over the rows of a record as REDCap exports them. */
const means = (predicate: RecordPredicate, rows: readonly RecordRow[], design: Design): boolean => {
  switch (predicate.kind) {
    case 'and':
      return predicate.parts.every((part) => means(part, rows, design));
    case 'or':
      return predicate.parts.some((part) => means(part, rows, design));
    case 'not':
      return !means(predicate.part, rows, design);
    case 'group':
      return predicate.names.includes(groupOf(rows));
    case 'exists': {
      const { instrument, event, filter } = predicate;
      const there = savedRows(rows, instrument, design).filter(
        (row) => event === null || row['redcap_event_name'] === event,
      );
      return there.some((row) => filter === null || matchRow(filter, row, rows, design));
    }
  }
};

const kindsOf = (predicate: RecordPredicate): RecordPredicate['kind'][] => {
  if (predicate.kind === 'not') return ['not', ...kindsOf(predicate.part)];
  const isJoined = predicate.kind === 'and' || predicate.kind === 'or';
  return isJoined ? [predicate.kind, ...predicate.parts.flatMap(kindsOf)] : [predicate.kind];
};

const byRecord = (rows: readonly RecordRow[]): Map<string, RecordRow[]> => Map.groupBy(rows, (row) => row['id'] ?? '');

const namesWhere = (rows: readonly RecordRow[], isWanted: (rows: readonly RecordRow[]) => boolean): string[] =>
  [...byRecord(rows)].flatMap(([name, own]) => (isWanted(own) ? [name] : []));

describe('the law of predicates', () => {
  it('REDCap logic selects the records that the gateway would, in any project', () => {
    const counted = { pushed: 0, negated: 0, joined: 0 };
    fc.assert(
      fc.property(cases, ({ exported: { design, rows }, predicate }) => {
        const { logic, groups, predicate: rest } = planPredicate(predicate, design);
        expect(logic === null || rest === null).toBe(true);
        if (logic !== null) {
          counted.pushed += 1;
          if (kindsOf(predicate).includes('not')) counted.negated += 1;
          if (kindsOf(predicate).includes('and')) counted.joined += 1;
        }
        const project = sandboxProject(design);
        const selected = namesWhere(rows, (own) => {
          const stored = storedRecord(own[0]?.['id'] ?? '', own, design, project);
          const isMet =
            logic === null ||
            stored.rows.some((row) => meetsLogic(parseLogic(logic), rowScope(project, stored.record, row, { now })));
          const [record] = recordsFromRows(own, design, []);
          return (
            isMet &&
            (groups === null || groups.includes(groupOf(own))) &&
            (rest === null || (record !== undefined && matchPredicate(rest, record, design)))
          );
        });
        expect(selected).toEqual(namesWhere(rows, (own) => means(predicate, own, design)));
      }),
      { numRuns: runs(10_000) },
    );
    expect(counted.pushed).toBeGreaterThanOrEqual(atLeast(300));
    expect(counted.negated).toBeGreaterThanOrEqual(atLeast(20));
    expect(counted.joined).toBeGreaterThanOrEqual(atLeast(20));
  }, 120_000);

  it('the gateway finds the records by their tree that the flat rows say', () => {
    fc.assert(
      fc.property(cases, ({ exported: { design, rows }, predicate }) => {
        expect(checkPredicate(predicate, design)).toEqual([]);
        const found = recordsFromRows(rows, design, []).filter((record) => matchPredicate(predicate, record, design));
        expect(found.map(({ name }) => name)).toEqual(namesWhere(rows, (own) => means(predicate, own, design)));
      }),
      { numRuns: runs(1_000) },
    );
  });
});
