import { describe, expect, it } from 'vitest';
import { createSeenNames } from '../../../src/loaders/record/seen-name.ts';

const namesOf = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_name, index) => `${String(index % 7)}-${String(from + index)}`);

describe('names that have come', () => {
  it('are never missed, and hardly ever taken for others', () => {
    const { isAgain } = createSeenNames();
    const names = namesOf(0, 50_000);
    expect(names.filter(isAgain).length).toBeLessThan(5);
    expect(names.filter((name) => !isAgain(name))).toEqual([]);
    expect(namesOf(50_000, 1_000).filter(isAgain).length).toBeLessThan(5);
  });

  it('differ from each other where they are short and alike', () => {
    const { isAgain } = createSeenNames();
    expect(['', '0', '1', '00', 'a', 'A', '', '0', 'A'].map(isAgain)).toEqual([
      ...Array.from({ length: 6 }, () => false),
      true,
      true,
      true,
    ]);
  });
});
