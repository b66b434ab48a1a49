import fc from 'fast-check';
import type { Design } from '../../../src/graph/design/design.ts';
import type { RecordFilter } from '../../../src/graph/filter/filter.ts';
import type { RecordPredicate } from '../../../src/graph/predicate/predicate.ts';

const orderings = ['gt', 'gte', 'lt', 'lte'] as const;
const equalities = ['eq', 'ne'] as const;
const searches = ['contains', 'startsWith'] as const;

/** Filters of one saved instance: of one instrument's fields, no condition with an event. */
const instanceFilter = (instrument: string, design: Design): fc.Arbitrary<RecordFilter> => {
  const missing = design.missingDataCodes.map((choice) => choice.code);
  const operands: readonly [string, readonly string[], fc.Arbitrary<string>][] = [
    ['_text', equalities, fc.constantFrom('abc', 'a b', '007', "it's", '[x] "y"', '', 'x and y', ...missing)],
    ['_text', searches, fc.constantFrom('a', 'B', "t's", '[x]', '7', 'two\n')],
    ['_num', [...equalities, ...orderings], fc.constantFrom('0', '5', '-2', '1.25', '7.0', '-99')],
    ['_day', [...equalities, ...orderings], fc.constantFrom('2024-01-31', '2024-02-01', '1999-12-31')],
    ['_sex', equalities, fc.constantFrom('1', '2', 'x', '', ...missing)],
    ['_complete', [...equalities, ...orderings], fc.constantFrom('0', '1', '2')],
    ['_box', ['checked'], fc.constantFrom('1', '-4')],
  ];
  const condition = fc.oneof(
    ...operands.map(([suffix, operators, operand]) =>
      fc
        .tuple(fc.constantFrom(...operators), operand)
        .map(([operator, value]): RecordFilter => ({ field: instrument + suffix, [operator]: value })),
    ),
    fc
      .tuple(fc.constantFrom('_text', '_num', '_day', '_sex', '_box', '_complete'), fc.boolean())
      .map(([suffix, isBlank]): RecordFilter => ({ field: instrument + suffix, isBlank })),
    ...(design.recordIdField.instrument === instrument
      ? [
          fc
            .constantFrom('1', '007', 'a b', '331-1')
            .map((eq): RecordFilter => ({ field: design.recordIdField.fieldName, eq })),
        ]
      : []),
  );
  const { filter } = fc.letrec<{ filter: RecordFilter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      { weight: 3, arbitrary: condition },
      {
        weight: 1,
        arbitrary: fc.array(tie('filter'), { minLength: 1, maxLength: 2 }).map((and): RecordFilter => ({ and })),
      },
      {
        weight: 1,
        arbitrary: fc.array(tie('filter'), { minLength: 1, maxLength: 2 }).map((or): RecordFilter => ({ or })),
      },
      { weight: 1, arbitrary: tie('filter').map((not): RecordFilter => ({ not })) },
    ),
  }));
  return filter;
};

/** Any predicate of saved instances and groups that `checkPredicate` accepts for a design of `project-arbitrary.ts`. */
export const predicateArbitrary = (design: Design): fc.Arbitrary<RecordPredicate> => {
  const events = design.events.map((node) => node.uniqueEventName);
  const leaf = fc.constantFrom(...design.instruments.map(({ name }) => name)).chain((instrument) =>
    fc
      .record({
        event: fc.constantFrom(null, ...events),
        filter: fc.option(instanceFilter(instrument, design), { freq: 8 }),
      })
      .map(({ event, filter }): RecordPredicate => ({ kind: 'exists', instrument, event, filter })),
  );
  const group = fc
    .subarray(['', 'site_a', 'site_b'], { minLength: 1 })
    .map((names): RecordPredicate => ({ kind: 'group', names }));
  const { predicate } = fc.letrec<{ predicate: RecordPredicate }>((tie) => {
    const parts = fc.array(tie('predicate'), { minLength: 1, maxLength: 3 });
    return {
      predicate: fc.oneof(
        { maxDepth: 3, depthSize: 'small' },
        { weight: 8, arbitrary: leaf },
        { weight: 1, arbitrary: group },
        { weight: 3, arbitrary: parts.map((all): RecordPredicate => ({ kind: 'and', parts: all })) },
        { weight: 2, arbitrary: parts.map((any): RecordPredicate => ({ kind: 'or', parts: any })) },
        { weight: 2, arbitrary: tie('predicate').map((part): RecordPredicate => ({ kind: 'not', part })) },
      ),
    };
  });
  return predicate;
};
