import { describe, expect, it } from 'vitest';
import { checkPageSize, slicePage } from '../../src/schema/connection.ts';

const LETTERS = ['a', 'b', 'c', 'd', 'e'];

describe('a page of a list', () => {
  it('holds so many items from a place on, and says what lies around it', () => {
    const { items, pageInfo, totalCount } = slicePage(LETTERS, 1, 3, (letter) => `at ${letter}`);
    expect(items).toEqual(['b', 'c', 'd']);
    expect([pageInfo.hasPreviousPage, pageInfo.hasNextPage, totalCount]).toEqual([true, true, 5]);
    expect([pageInfo.startCursor(), pageInfo.endCursor()]).toEqual(['at b', 'at d']);
  });

  it('has no cursors and nothing after it where the list has ended', () => {
    const { items, pageInfo } = slicePage(LETTERS, 5, 3, (letter) => letter);
    expect([items, pageInfo.hasNextPage, pageInfo.startCursor(), pageInfo.endCursor()]).toEqual([
      [],
      false,
      null,
      null,
    ]);
  });

  it('makes a cursor only when somebody asks for it', () => {
    const made: string[] = [];
    const { pageInfo } = slicePage(LETTERS, 0, 3, (letter) => {
      made.push(letter);
      return letter;
    });
    expect(made).toEqual([]);
    expect(pageInfo.endCursor()).toBe('c');
    expect(made).toEqual(['c']);
  });

  it.each([-1, 1.5, 101])('refuses %s for its size, and names the bounds', (first) => {
    expect(() => checkPageSize(first, { least: 0, most: 100 })).toThrow('first must be between 0 and 100');
    expect(() => checkPageSize(0, { least: 1, most: 500 })).toThrow('first must be between 1 and 500');
  });
});
