import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createGivenParts } from '../../../src/gateway/part/given.ts';
import type { IncrementalPart } from '../../../src/gateway/part/payload.ts';

const errors = [new GraphQLError('failed')];

/** Which of the parts a client can put somewhere, after it was given this data. */
const wanted = (first: IncrementalPart, parts: readonly IncrementalPart[]): boolean[] => {
  const { note, isWanted } = createGivenParts();
  note({ path: [], ...first });
  return parts.map(isWanted);
};

describe('a later part of an answer', () => {
  it('has its place in the data, in a fragment or in an item that came before', () => {
    const parts: IncrementalPart[] = [
      { path: ['page'], data: { more: { list: [] } }, errors },
      { path: ['page', 'more', 'list', 0], items: [{ name: 'a' }, { name: 'b' }] },
      { path: ['page', 'more', 'list', 1], data: { note: 'c' } },
      { path: [], data: { other: 1 } },
    ];
    expect(wanted({ data: { page: { nodes: [] } } }, parts)).toEqual([true, true, true, true]);
  });

  it('has none behind the end of a list that broke off, and in what lies there', () => {
    const parts: IncrementalPart[] = [
      { path: ['nodes', 0], items: [{ name: 'a' }] },
      { path: ['nodes', 1], items: null, errors },
      { path: ['nodes', 2], items: [{ name: 'c' }] },
      { path: ['nodes', 2], data: { note: 'c' } },
      { path: ['nodes', 0], data: { note: 'a' } },
      { path: ['others', 0], items: [1] },
    ];
    expect(wanted({ data: { nodes: [], others: [] } }, parts)).toEqual([true, true, false, false, true, true]);
  });

  it('has none below a fragment that could not be answered', () => {
    const parts: IncrementalPart[] = [
      { path: ['page'], data: null, errors },
      { path: ['page', 'more'], data: { note: 'x' } },
      { path: ['page', 'nodes', 0], items: [1] },
    ];
    expect(wanted({ data: { page: { nodes: [] } } }, parts)).toEqual([true, false, true]);
  });

  it('has none below what an error has taken out of the data', () => {
    const parts: IncrementalPart[] = [
      { path: ['page', 'nodes', 0], items: [1] },
      { path: ['page'], data: { totalCount: 1 } },
    ];
    expect(wanted({ data: { page: null }, errors }, parts)).toEqual([false, false]);
  });
});
