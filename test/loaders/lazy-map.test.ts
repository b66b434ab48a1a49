import { describe, expect, it } from 'vitest';
import { createLazyMap } from '../../src/loaders/lazy-map.ts';

describe('a lazy map', () => {
  const create = () => {
    const made: string[] = [];
    const given = new Map(['a', 'b', 'c'].map((name) => [name, { name }]));
    const map = createLazyMap(given, ({ name }): { readonly name: string } => {
      made.push(name);
      return { name };
    });
    return { map, made };
  };

  it('makes nothing to say which keys it has', () => {
    const { map, made } = create();
    expect([[...map.keys()], map.size, map.has('b'), map.has('d')]).toEqual([['a', 'b', 'c'], 3, true, false]);
    expect(made).toEqual([]);
  });

  it('makes a value when it is first asked for, once', () => {
    const { map, made } = create();
    expect(map.get('b')).toBe(map.get('b'));
    expect(map.get('d')).toBeUndefined();
    expect(made).toEqual(['b']);
  });

  it('makes one value when it is asked for the first', () => {
    const { map, made } = create();
    const [first] = map.values();
    expect(first).toEqual({ name: 'a' });
    expect(made).toEqual(['a']);
  });

  it('gives all values in the order of the keys', () => {
    const { map, made } = create();
    map.get('c');
    expect([...map].map(([key, { name }]) => key + name)).toEqual(['aa', 'bb', 'cc']);
    expect(made).toEqual(['c', 'a', 'b']);
  });
});
