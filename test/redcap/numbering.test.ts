import { describe, expect, it } from 'vitest';
import { createNumbering } from '../../src/redcap/numbering.ts';

describe('things that are numbered', () => {
  const textOf = (index: number): string => `${'a long name, '.repeat(index % 5)}${String(index)}`;

  it('have the number at which they came first, however many they are', () => {
    const numbering = createNumbering<string>();
    const texts = Array.from({ length: 20_000 }, (_text, index) => textOf(index));
    const number = (text: string): number => numbering.numberOf(text, (own) => `${own}!`);
    expect(texts.map(number)).toEqual(texts.map((_text, index) => index));
    expect(texts.map(number)).toEqual(texts.map((_text, index) => index));
    expect(texts.map(numbering.find)).toEqual(texts.map((_text, index) => index));
    expect(numbering.all).toEqual(texts.map((text) => `${text}!`));
  });

  it('are found only where they came', () => {
    const numbering = createNumbering<null>();
    expect(numbering.find('a')).toBeUndefined();
    for (let index = 0; index < 5_000; index += 1) numbering.numberOf(textOf(index), () => null);
    expect([textOf(5_000), '', 'a long name, '].map(numbering.find)).toEqual([undefined, undefined, undefined]);
    expect(numbering.numberOf('', () => null)).toBe(5_000);
    expect(numbering.find('')).toBe(5_000);
  });
});
