import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../src/context.ts';
import { goneBefore, locatedAt } from '../../src/loaders/list-place.ts';
import { checkPageSize, readPage, slicePage, type PageArgs } from '../../src/schema/page.ts';

const LETTERS = ['a', 'b', 'c', 'd', 'e'];

describe('a page of a list', () => {
  it('holds the items of its range, and says what lies around it', () => {
    const { items, pageInfo, totalCount } = slicePage(LETTERS, { start: 1, end: 4 }, (letter) => `at ${letter}`);
    expect(items).toEqual(['b', 'c', 'd']);
    expect([pageInfo.hasPreviousPage, pageInfo.hasNextPage, totalCount]).toEqual([true, true, 5]);
    expect([pageInfo.startCursor(), pageInfo.endCursor()]).toEqual(['at b', 'at d']);
  });

  it('has no cursors and nothing after it where the list has ended', () => {
    const { items, pageInfo } = slicePage(LETTERS, { start: 5, end: 5 }, (letter) => letter);
    expect([items, pageInfo.hasNextPage, pageInfo.startCursor(), pageInfo.endCursor()]).toEqual([
      [],
      false,
      null,
      null,
    ]);
  });

  it('makes a cursor only when somebody asks for it', () => {
    const made: string[] = [];
    const { pageInfo } = slicePage(LETTERS, { start: 0, end: 3 }, (letter) => {
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

/** A gateway whose cursors are the places themselves, and that gives pages of up to 100. */
const context = {
  maxPageSize: 100,
  cursors: { decode: (cursor: string) => JSON.parse(cursor) as unknown[] },
} as unknown as Context;

const cursorOf = (index: number): string => JSON.stringify(['letters', 'study', index]);

/** The letters that arguments select, out of a list of the first so many of them. */
const select = (args: PageArgs, length = LETTERS.length): string => {
  const { rangeIn } = readPage(context, 'letters', 'study', args);
  const { start, end } = rangeIn(length, ([index]) =>
    Number(index) < length ? locatedAt(Number(index)) : goneBefore(length),
  );
  return LETTERS.slice(start, end).join('');
};

describe('the arguments of a page', () => {
  it.each<[PageArgs, string]>([
    [{}, 'abcde'],
    [{ first: 2 }, 'ab'],
    [{ last: 2 }, 'de'],
    [{ first: 2, after: cursorOf(1) }, 'cd'],
    [{ last: 2, before: cursorOf(3) }, 'bc'],
    [{ last: 2, before: cursorOf(1) }, 'a'],
    [{ last: 2, before: cursorOf(0) }, ''],
    [{ before: cursorOf(3) }, 'abc'],
    [{ first: 1, before: cursorOf(3) }, 'a'],
    [{ last: 1, after: cursorOf(1) }, 'e'],
    [{ last: 3, after: cursorOf(1), before: cursorOf(3) }, 'c'],
    [{ first: 3, after: cursorOf(3), before: cursorOf(1) }, ''],
    [{ first: 0 }, ''],
    [{ last: 0 }, ''],
    [{ first: null, after: null, last: null, before: null }, 'abcde'],
  ])('%o select "%s"', (args, letters) => {
    expect(select(args)).toBe(letters);
  });

  it('go on from where an entry was that is gone', () => {
    expect(select({ last: 2, before: cursorOf(4) }, 3)).toBe('bc');
    expect(select({ first: 2, after: cursorOf(4) }, 3)).toBe('');
  });

  it.each<[PageArgs, string]>([
    [{ first: 1, last: 1 }, 'first and last are two ends of a list: give one of them.'],
    [{ last: 101 }, 'last must be between 0 and 100; page on with before: pageInfo.startCursor.'],
    [{ first: -1 }, 'first must be between 0 and 100; page on with after: pageInfo.endCursor.'],
    [
      { before: '["other","study",1]' },
      'before is not a cursor of this list: give the startCursor of the page behind, unchanged.',
    ],
    [
      { after: '["letters","other",1]' },
      'after is not a cursor of this list: give the endCursor of the page before, unchanged.',
    ],
  ])('are refused where they are %o', (args, message) => {
    expect(() => select(args)).toThrow(message);
  });

  it('have 50 entries where no size is given, and no more than the operator allows', () => {
    const sizeOf = (maxPageSize: number): number => {
      const { start, end } = readPage({ ...context, maxPageSize }, 'letters', 'study', {}).rangeIn(1_000, () =>
        locatedAt(0),
      );
      return end - start;
    };
    expect([sizeOf(100), sizeOf(20)]).toEqual([50, 20]);
  });

  it('walk a list backwards to the reverse of what they walk forwards, with pages of any size', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.integer({ min: 1, max: 12 }), (length, size) => {
        const walk = (isBack: boolean): number[][] => {
          const pages: number[][] = [];
          let cursor: number | null = null;
          for (;;) {
            const at: string | null = cursor === null ? null : cursorOf(cursor);
            const args: PageArgs = isBack ? { last: size, before: at } : { first: size, after: at };
            const { start, end }: { start: number; end: number } = readPage(context, 'letters', 'study', args).rangeIn(
              length,
              ([index]) => locatedAt(Number(index)),
            );
            pages.push(Array.from({ length: end - start }, (_, index) => start + index));
            if (isBack ? start === 0 : end === length) return pages;
            cursor = isBack ? start : end - 1;
          }
        };
        const [there, back] = [walk(false), walk(true)];
        expect(there.flat()).toEqual(Array.from({ length }, (_, index) => index));
        expect(back.toReversed().flat()).toEqual(there.flat());
        expect(back.length).toBe(there.length);
      }),
    );
  });
});
