import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkboxColumn, parseChoices, parseMissingDataCodes } from '../../../src/graph/dictionary/choice.ts';

const pairs = (text: string, codes?: readonly string[]): string[][] =>
  parseChoices(text, codes).map((choice) => [choice.code, choice.label]);

describe('parseChoices', () => {
  it.each([
    [
      'as REDCap writes them',
      '1, Asian | 2, White',
      [
        ['1', 'Asian'],
        ['2', 'White'],
      ],
    ],
    [
      'without blanks',
      '1,one|2,two',
      [
        ['1', 'one'],
        ['2', 'two'],
      ],
    ],
    [
      'with uneven blanks',
      '1, one|2, two |  3 ,three',
      [
        ['1', 'one'],
        ['2', 'two'],
        ['3', 'three'],
      ],
    ],
    [
      'with commas in labels',
      '1, Yes, daily | 2, No, never, ever',
      [
        ['1', 'Yes, daily'],
        ['2', 'No, never, ever'],
      ],
    ],
    [
      'without a comma',
      'red | 2, blue',
      [
        ['red', 'red'],
        ['2', 'blue'],
      ],
    ],
    [
      'codes only',
      '1 | 2 | 3',
      [
        ['1', '1'],
        ['2', '2'],
        ['3', '3'],
      ],
    ],
    [
      'with a separator at the end',
      '1, one | 2, two |',
      [
        ['1', 'one'],
        ['2', 'two'],
      ],
    ],
    [
      'with a separator at the start',
      '| 1, one | 2, two',
      [
        ['1', 'one'],
        ['2', 'two'],
      ],
    ],
    [
      'with doubled separators',
      '1, one || 2, two | | 3, three',
      [
        ['1', 'one'],
        ['2', 'two'],
        ['3', 'three'],
      ],
    ],
    [
      'with an empty label',
      '1, | 2, two',
      [
        ['1', ''],
        ['2', 'two'],
      ],
    ],
    ['with no code', ', one | 2, two', [['2', 'two']]],
    [
      'with negative, decimal and letter codes',
      '-1, a | 1.5, b | UNK, c | a_b, d',
      [
        ['-1', 'a'],
        ['1.5', 'b'],
        ['UNK', 'c'],
        ['a_b', 'd'],
      ],
    ],
    [
      'with codes that differ by case',
      'a, small | A, large',
      [
        ['a', 'small'],
        ['A', 'large'],
      ],
    ],
    ['with a code given twice', '1, one | 1, uno', [['1', 'one']]],
    [
      'with the same label twice',
      '1, other | 2, other',
      [
        ['1', 'other'],
        ['2', 'other'],
      ],
    ],
    [
      'with HTML, quotes and piping',
      '1, <b class="x">Bold</b>, [name]\'s | 2, "q"',
      [
        ['1', '<b class="x">Bold</b>, [name]\'s'],
        ['2', '"q"'],
      ],
    ],
    [
      'with line breaks',
      '1, one\nmore | 2, two',
      [
        ['1', 'one\nmore'],
        ['2', 'two'],
      ],
    ],
    [
      'in other scripts',
      '1, Да | 2, 否 | 3, 🙂',
      [
        ['1', 'Да'],
        ['2', '否'],
        ['3', '🙂'],
      ],
    ],
    ['one alone', '1, one', [['1', 'one']]],
    ['none', '', []],
    ['separators alone', ' | | ', []],
  ])('reads choices %s', (_what, text, expected) => {
    expect(pairs(text)).toEqual(expected);
  });

  it.each([
    [
      'keeps a pipe within a label',
      '1, A | B | 2, C',
      ['1', '2'],
      [
        ['1', 'A | B'],
        ['2', 'C'],
      ],
    ],
    [
      'keeps pipes and commas within a label',
      '1, A | x, y | 2, C|D',
      ['1', '2'],
      [
        ['1', 'A | x, y'],
        ['2', 'C|D'],
      ],
    ],
    [
      'ignores separators at the ends',
      '| 1, A || 2, C |',
      ['1', '2'],
      [
        ['1', 'A'],
        ['2', 'C'],
      ],
    ],
    [
      'adds a code that the text lacks',
      '1, A',
      ['1', '2'],
      [
        ['1', 'A'],
        ['2', '2'],
      ],
    ],
    [
      'falls back on the text when no code is in it',
      '1, A | 2, B',
      ['x'],
      [
        ['1', 'A'],
        ['2', 'B'],
      ],
    ],
    [
      'sees a code in a label as text when it was seen before',
      '1, A | 1, B | 2, C',
      ['1', '2'],
      [
        ['1', 'A | 1, B'],
        ['2', 'C'],
      ],
    ],
  ])('believes known codes: %s', (_what, text, codes, expected) => {
    expect(pairs(text, codes)).toEqual(expected);
  });

  it('finds any labels behind known codes', () => {
    const label = fc.stringMatching(/^[a-z,| <>"'é]{0,12}$/).map((text) => text.replace(/^[\s|]+|[\s|]+$/g, ''));
    const list = fc.uniqueArray(fc.tuple(fc.stringMatching(/^-?[0-9]{1,3}$/), label), {
      minLength: 1,
      maxLength: 6,
      selector: ([code]) => code,
    });
    fc.assert(
      fc.property(list, fc.constantFrom(' | ', '|'), (choices, separator) => {
        const text = choices.map(([code, words]) => `${code}, ${words}`).join(separator);
        expect(
          pairs(
            text,
            choices.map(([code]) => code),
          ),
        ).toEqual(choices);
      }),
    );
  });

  it('never fails, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (text, codes) => {
        expect(Array.isArray(parseChoices(text, codes))).toBe(true);
      }),
    );
  });
});

describe('parseMissingDataCodes', () => {
  it.each([
    ['by separators', 'NASK, Not asked | -99, Unknown'],
    ['a line each', 'NASK, Not asked\n-99, Unknown\r\n'],
  ])('reads codes %s', (_what, text) => {
    expect(parseMissingDataCodes(text)).toEqual([
      { code: 'NASK', label: 'Not asked' },
      { code: '-99', label: 'Unknown' },
    ]);
  });
});

describe('checkboxColumn', () => {
  it.each([
    ['3', 'f___3'],
    ['A', 'f___a'],
    ['-4', 'f____4'],
    ['1.5', 'f___1_5'],
    ['a_b', 'f___a_b'],
  ])('puts code %s in %s', (code, column) => {
    expect(checkboxColumn('f', code)).toBe(column);
  });
});
