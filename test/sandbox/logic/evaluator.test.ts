import { describe, expect, it } from 'vitest';
import { evaluateCalculation, evaluateLogic, meetsLogic, parseLogic } from '../../../src/sandbox/logic/index.ts';
import type { Scope } from '../../../src/sandbox/logic/index.ts';

const values: Readonly<Record<string, string>> = {
  five: '5',
  padded: '05',
  negative: '-2.5',
  zero: '0',
  blank: '',
  word: 'Enrolled',
  date: '2024-02-29',
  unknown: 'UNK',
  refused: '-99',
};

const scope: Scope = {
  value: ({ field, code }) => (field === 'race' ? (code === '3' ? '1' : '0') : (values[field] ?? '')),
  smart: (name) => (name === 'user-name' ? 'ada' : ''),
  missingCodes: new Set(['UNK', '-99']),
  now: () => new Date(2024, 5, 14, 9, 30, 15),
};

const evaluate = (text: string) => evaluateLogic(parseLogic(text), scope);

describe('evaluateLogic', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['24 / 4 / 2', 3],
    ['-2 ^ 2', -4],
    ['2 ^ 3 ^ 2', 512],
    ['(2) ^ (-1)', 0.5],
    ['--[five]', 5],
    ['[five] + [negative]', 2.5],
    ['"3" * "4"', 12],
    ['([five] = 5) + ([zero] = 1)', 1],
    ["'a'", 'a'],
    ['[user-name]', 'ada'],
  ])('works out %s', (text, result) => {
    expect(evaluate(text)).toBe(result);
  });

  it.each(['[blank] + 1', '1 - [blank]', '[blank] * 0', '-[blank]', '[blank] ^ 2', '2 ^ [blank]', '[word] + 1'])(
    'gives blank for arithmetic without all its numbers: %s',
    (text) => {
      expect(evaluate(text)).toBe('');
    },
  );

  it.each(['1 / 0', '0 / 0', '(10) ^ (400)', '(-8) ^ (0.5)'])('gives blank where there is no result: %s', (text) => {
    expect(evaluate(text)).toBe('');
  });

  it.each([
    ['[five] = 5', true],
    ['[five] = "5"', true],
    ['[padded] = 5', true],
    ['[five] = "5.0"', true],
    ['[five] <> 6', true],
    ['[five] != 5', false],
    ['[word] = "Enrolled"', true],
    ['[word] = "enrolled"', false],
    ['[negative] < -2', true],
    ['10 > 9', true],
    ['"10" > "9"', true],
    ['"b" > "a"', true],
    ['[date] > "2024-02-28"', true],
    ['[date] >= "2024-02-29"', true],
    ['[date] < "2023-12-31"', false],
    ['[five] >= 5 and [five] <= 5', true],
  ])('compares: %s is %s', (text, result) => {
    expect(evaluate(text)).toBe(result);
  });

  it.each([
    ['[blank] = ""', true],
    ["[blank] <> ''", false],
    ["[five] <> ''", true],
    ["[zero] = ''", false],
    ['[blank] = 0', false],
    ['[blank] <> 0', true],
    ['[blank] < 5', false],
    ['[blank] <= 5', false],
    ['[blank] > -5', false],
    ['[blank] >= -5', false],
    ['5 > [blank]', false],
    ['[blank] = "NaN"', true],
  ])('keeps blank apart from zero: %s is %s', (text, result) => {
    expect(evaluate(text)).toBe(result);
  });

  it.each([
    ['1 = 1 or 1 = 1 and 1 = 2', true],
    ['(1 = 1 or 1 = 1) and 1 = 2', false],
    ['[race(3)]', true],
    ['[race(5)]', false],
    ['[race(3)] = 1 AND [race(5)] = "0"', true],
    ['[blank]', false],
    ['[zero]', false],
    ['[word]', true],
  ])('decides whether %s is met: %s', (text, result) => {
    expect(meetsLogic(parseLogic(text), scope)).toBe(result);
  });

  it('sees missing data codes in equality and treats them as blank in orderings and arithmetic', () => {
    expect(evaluate("[unknown] = 'UNK'")).toBe(true);
    expect(evaluate('[refused] = -99')).toBe(true);
    expect(evaluate("[refused] = ''")).toBe(false);
    expect(evaluate('[refused] < 0')).toBe(false);
    expect(evaluate('[refused] + 1')).toBe('');
    expect(evaluate('if([five] = 5, [refused], 0) + 1')).toBe('');
    expect(evaluate('[five] - 104 < 0')).toBe(true);
  });

  it('treats missing data codes as blank in what a calculation comes to', () => {
    expect(evaluateLogic(parseLogic('[refused]'), scope)).toBe('-99');
    expect(evaluateCalculation(parseLogic('[refused]'), scope)).toBe('');
    expect(evaluateCalculation(parseLogic('if(1 = 1, [refused], 3)'), scope)).toBe('');
  });

  it('works through chains of thousands of operands', () => {
    expect(evaluate(Array.from({ length: 5_000 }, () => '1').join(' + '))).toBe(5_000);
    expect(evaluate(Array.from({ length: 5_000 }, () => '1=2').join(' or '))).toBe(false);
  });
});
