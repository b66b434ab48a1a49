import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { functionNamed, functionNames } from '../../../src/sandbox/logic/function/index.ts';
import { evaluateLogic, formatNumber, LogicError, parseLogic, printLogic } from '../../../src/sandbox/logic/index.ts';
import type { LogicNode, Scope } from '../../../src/sandbox/logic/index.ts';
import { runs } from '../../support/runs.ts';

const scopeOf = (value: string): Scope => ({
  value: () => value,
  smart: () => value,
  missingCodes: new Set(['UNK']),
  now: () => new Date(2024, 5, 14),
});

const piece = fc.oneof(
  fc.constantFrom(
    '(',
    ')',
    '[',
    ']',
    ',',
    "'",
    '"',
    '\\',
    '\n',
    ' ',
    '//',
    '#',
    '/*',
    '*/',
    '[a]',
    '[a(1)]',
    '[e_arm_1]',
  ),
  fc.constantFrom(
    '+',
    '-',
    '*',
    '/',
    '^',
    '=',
    '<>',
    '!=',
    '<',
    '<=',
    '>',
    '>=',
    'and',
    'OR',
    '&&',
    '||',
    '1',
    '.5',
    '[2]',
  ),
  fc.constantFrom(...functionNames),
  fc.constantFrom('[first-instance]', '[record-name]', 'true', 'constructor', '__proto__', '1=', "'x'"),
  fc.string({ maxLength: 4 }),
);

const instance = fc.oneof(
  fc.integer({ min: 1, max: 999 }),
  fc.constantFrom('first' as const, 'last' as const, 'current' as const, 'previous' as const, 'next' as const),
);
const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,9}$/);
const reference = fc.record(
  { field: name, code: fc.stringMatching(/^[A-Za-z0-9.<>=-]{1,4}$/), event: fc.constant('visit_1_arm_1'), instance },
  { requiredKeys: ['field'] },
);

const { node } = fc.letrec<{ node: LogicNode }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ kind: fc.constant('number' as const), text: fc.stringMatching(/^[0-9]{1,5}(\.[0-9]{1,3})?$/) }),
    // Text that ends with a backslash cannot be written in the logic language.
    fc.record({ kind: fc.constant('text' as const), text: fc.string().filter((text) => !text.endsWith('\\')) }),
    fc.record({ kind: fc.constant('boolean' as const), value: fc.boolean() }),
    fc.record({ kind: fc.constant('field' as const), reference }),
    fc.record({
      kind: fc.constant('smart' as const),
      reference: fc.record({ smart: fc.constantFrom('record-name', 'survey-date-completed:consent', 'last-instance') }),
    }),
    fc.record({ kind: fc.constant('negation' as const), operand: tie('node') }),
    fc.record({ kind: fc.constant('power' as const), base: tie('node'), exponent: tie('node') }),
    fc
      .tuple(
        fc.constantFrom(['+', '-'] as const, ['*', '/'] as const),
        tie('node'),
        fc.array(fc.tuple(fc.nat(1), tie('node')), { minLength: 1, maxLength: 3 }),
      )
      .map(([operators, first, rest]) => ({
        kind: 'chain' as const,
        first,
        rest: rest.map(([which, operand]) => ({ operator: operators[which] ?? operators[0], operand })),
      })),
    fc.record({
      kind: fc.constant('comparison' as const),
      operator: fc.constantFrom('=' as const, '<>' as const, '<' as const, '<=' as const, '>' as const, '>=' as const),
      left: tie('node'),
      right: tie('node'),
    }),
    fc.record({
      kind: fc.constant('condition' as const),
      operator: fc.constantFrom('and' as const, 'or' as const),
      operands: fc.array(tie('node'), { minLength: 2, maxLength: 4 }),
    }),
    fc.constantFrom(...functionNames).chain((called) => {
      const { least = 0, most = 0 } = functionNamed(called) ?? {};
      return fc.record({
        kind: fc.constant('call' as const),
        name: fc.constant(called),
        arguments: fc.array(tie('node'), { minLength: least, maxLength: Math.min(most, least + 2) }),
      });
    }),
  ),
}));

describe('the logic language', () => {
  it('answers any text with a node or a LogicError', () => {
    const anyText = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        try {
          evaluateLogic(parseLogic(text), scopeOf('5'));
        } catch (error) {
          expect(error).toBeInstanceOf(LogicError);
        }
      }),
      { numRuns: runs(5_000) },
    );
  });

  it('reads what printLogic writes as the same node', () => {
    fc.assert(
      fc.property(node, (given) => {
        expect(parseLogic(printLogic(given))).toEqual(given);
      }),
      { numRuns: runs(2_000) },
    );
  });

  it('works out every node with every stored value', () => {
    const stored = fc.oneof(
      fc.string(),
      fc.constantFrom('', '5', '-2.5', 'UNK', '2024-02-29', '2024-02-29 10:00', '1e300'),
    );
    fc.assert(
      fc.property(node, stored, (given, value) => {
        const result = evaluateLogic(given, scopeOf(value));
        expect(['string', 'number', 'boolean']).toContain(typeof result);
        expect(result).not.toBeNaN();
      }),
      { numRuns: runs(2_000) },
    );
  });

  it('orders any two values in one way at most, and never a blank', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (left, right) => {
        const values = new Map([
          ['l', left],
          ['r', right],
        ]);
        const scope: Scope = { ...scopeOf(''), value: ({ field }) => values.get(field) ?? '' };
        const [less, same, more] = ['[l] < [r]', '[l] = [r]', '[l] > [r]'].map((text) =>
          evaluateLogic(parseLogic(text), scope),
        );
        const expected = left === '' || right === '' ? 0 : 1;
        expect([less, same && expected === 1, more].filter((outcome) => outcome === true)).toHaveLength(expected);
      }),
    );
  });

  it('writes numbers without exponent, so that they read as the number to 14 digits', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e30, max: 1e30 }), (number) => {
        expect(formatNumber(number)).toMatch(/^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/);
        expect(Number(formatNumber(number))).toBe(Number(number.toPrecision(14)) + 0);
      }),
    );
  });
});
