import fc from 'fast-check';
import type { Design } from '../../../src/graph/design/design.ts';
import { checkFilter } from '../../../src/graph/filter/check.ts';
import type { RecordFilter } from '../../../src/graph/filter/filter.ts';

const orderings = ['gt', 'gte', 'lt', 'lte'] as const;
const equalities = ['eq', 'ne'] as const;

/** Filters that `checkFilter` accepts for a design of `project-arbitrary.ts`. */
export const filterArbitrary = (design: Design): fc.Arbitrary<RecordFilter> => {
  const event = fc.constantFrom(undefined, undefined, ...design.events.map((node) => node.uniqueEventName));
  const form = fc.constantFrom(...design.instruments.map((instrument) => instrument.name));
  const missing = design.missingDataCodes.map((choice) => choice.code);
  const numbers = fc.constantFrom('0', '5', '-2', '1.25', '7.0', '-99');
  const days = fc.constantFrom('2024-01-31', '2024-02-01', '0001-01-01', '9999-12-31');
  const operands: readonly [string, readonly string[], fc.Arbitrary<string>][] = [
    ['_text', equalities, fc.constantFrom('abc', 'a b', '007', "it's", '', 'x and y', ...missing)],
    ['_num', [...equalities, ...orderings], numbers],
    ['_num', equalities, fc.constantFrom('', '5', ...missing)],
    ['_day', [...equalities, ...orderings], days],
    ['_sex', equalities, fc.constantFrom('1', '2', 'x', '', ...missing)],
    ['_complete', equalities, fc.constantFrom('0', '1', '2')],
    ['_complete', orderings, fc.constantFrom('0', '1', '2')],
    ['_box', ['checked'], fc.constantFrom('1', '-4')],
  ];
  const condition = fc.oneof(
    ...operands.map(([suffix, operators, operand]) =>
      fc
        .tuple(form, event, fc.constantFrom(...operators), operand)
        .map(([name, at, operator, value]): RecordFilter => ({ field: name + suffix, event: at, [operator]: value })),
    ),
    fc
      .tuple(form, event, fc.constantFrom('_text', '_num', '_day', '_sex', '_box', '_complete'), fc.boolean())
      .map(([name, at, suffix, isBlank]): RecordFilter => ({ field: name + suffix, event: at, isBlank })),
  );
  const { filter } = fc.letrec<{ filter: RecordFilter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      condition,
      fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((and): RecordFilter => ({ and })),
      fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((or): RecordFilter => ({ or })),
      tie('filter').map((not): RecordFilter => ({ not })),
    ),
  }));
  return filter.filter((candidate) => checkFilter(candidate, design).length === 0);
};
