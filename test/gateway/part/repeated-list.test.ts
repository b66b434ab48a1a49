import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { repeatsStreamedList } from '../../../src/gateway/part/repeated-list.ts';

describe('a list that is streamed', () => {
  it.each([
    ['{ rows @stream { id } again: rows { id } }', false],
    ['{ self { rows @stream { id } } rows { id } }', false],
    ['{ rows { id } rows { id } }', false],
    ['query A { rows @stream { id } } query B { rows { id } }', false],
    ['{ rows @stream { id } rows { id } }', true],
    ['{ self { rows { id } } ... { self { ... on Query { rows @stream { id } } } } }', true],
    ['{ ...F ...F @defer } fragment F on Query { self { rows @stream { id } } }', true],
    ['{ a { ...F } ... @defer { a { ...F } } } fragment F on Query { rows @stream { id } }', true],
  ])('is found to be selected once more, or not: %s', (document, isRepeated) => {
    expect(repeatsStreamedList(parse(document))).toBe(isRepeated);
  });

  it('is taken for repeated in a document whose fragments amount to too many fields', () => {
    const fragments = Array.from({ length: 30 }, (_, index) => {
      const next = `...F${String(index + 1)}`;
      return `fragment F${String(index)} on Query { ${next} ${next} }`;
    });
    const document = `{ ...F0 } ${fragments.join(' ')} fragment F30 on Query { id }`;
    expect(repeatsStreamedList(parse(document))).toBe(true);
  });
});
