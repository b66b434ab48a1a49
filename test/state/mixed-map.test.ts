import { describe, expect, it } from 'vitest';
import { createMixedMap } from '../../src/state/mixed-map.ts';

describe('a map of which some entries are firm', () => {
  it('says of every key when its entry has gone, so that an index of the keys stays as small as the map', () => {
    let now = 0;
    const gone: string[] = [];
    const map = createMixedMap<string>({ maxBytes: 300, now: () => now, onGone: (key) => gone.push(key) });
    map.set('firm', 'a', 100, 10, true);
    map.set('soft', 'b', 100, 10, false);
    map.set('later', 'c', 100, 20, false);
    expect([gone, map.values()]).toEqual([['soft'], ['a', 'c']]);
    now = 10;
    expect([map.get('firm'), map.values(), gone]).toEqual([undefined, ['c'], ['soft', 'firm']]);
    map.set('next', 'd', 250, 10, true);
    now = 20;
    map.set('last', 'e', 250, 10, true);
    expect([map.values(), gone]).toEqual([['e'], ['soft', 'firm', 'next']]);
  });
});
