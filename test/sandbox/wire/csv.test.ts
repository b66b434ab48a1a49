import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readCsv, writeCsv } from '../../../src/sandbox/wire/csv.ts';

describe('writing CSV', () => {
  it.each([
    ['plain', 'plain'],
    ['', ''],
    ['two words', '"two words"'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['a\nb', '"a\nb"'],
    ['a\r\nb', '"a\r\nb"'],
    ['a\tb', '"a\tb"'],
    ['a\u00a0b', 'a\u00a0b'],
    ['山田\u3000太郎', '山田\u3000太郎'],
    ['-1.5', '-1.5'],
    ['née', 'née'],
    ['a;b|c^d', 'a;b|c^d'],
  ])('quotes as PHP does: %j', (value, written) => {
    expect(
      writeCsv([
        ['h', 'x'],
        [value, '1'],
      ]),
    ).toBe(`h,x\n${written},1\n`);
  });

  it.each([
    ['\t', 'a;b,c', 'a;b,c'],
    [';', 'a;b', '"a;b"'],
    ['|', 'a|b', '"a|b"'],
    ['^', 'a^b', '"a^b"'],
  ])('quotes the delimiter in use: %j', (delimiter, value, written) => {
    expect(writeCsv([[value, '']], delimiter)).toBe(`${written}${delimiter}\n`);
  });

  it('writes nothing for null, and rights in one cell', () => {
    expect(writeCsv([[null, 3, { demographics: 1, health: 0 }]])).toBe(',3,"demographics:1,health:0"\n');
  });

  it('leaves blanks bare where that is asked for, and quotes what would break the line', () => {
    expect(writeCsv([['a b', 'c,d', 'e\nf', 'g"h', '']], ',', [], true)).toBe('a b,"c,d","e\nf","g""h",\n');
  });
});

describe('reading CSV', () => {
  it('reads back what was written', () => {
    const cell = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\r') && text !== '\ufeff');
    fc.assert(
      fc.property(fc.array(fc.record({ a: cell, b: cell }), { minLength: 1 }), (rows) => {
        const text = writeCsv([['a', 'b'], ...rows.map((row) => [row.a, row.b])]);
        expect(readCsv(text)).toEqual(rows);
      }),
    );
  });

  it('drops a byte order mark and blanks around names', () => {
    expect(readCsv('\ufeffa, b\n1,2\n')).toEqual([{ a: '1', b: '2' }]);
  });

  it('leaves out what a short line has not', () => {
    expect(readCsv('a,b\n1\n')).toEqual([{ a: '1' }]);
  });

  it('refuses a line that is too long', () => {
    expect(() => readCsv('a\n1,2\n')).toThrow('Line 2 has more columns than the header');
  });

  it('reads a header alone as no rows', () => {
    expect(readCsv('a,b\n')).toEqual([]);
  });
});
