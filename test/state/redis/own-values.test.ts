import { describe, expect, it } from 'vitest';
import { createOwnValues } from '../../../src/state/redis/own-values.ts';

describe('what a gateway puts back into a Redis that has lost it', () => {
  it('has all that is firm, however much else was kept since', () => {
    const own = createOwnValues(() => 0);
    const kept = { space: 'a', until: 1_000, isOwed: false };
    own.note({ ...kept, name: 'key', value: 'begun', isFirm: true });
    const value = 'v'.repeat(20_000_000);
    for (const name of ['x', 'y', 'z']) own.note({ ...kept, name, value, isFirm: false });
    expect(own.all().map(({ name }) => name)).toEqual(['key', 'y', 'z']);
  });

  it('refuses what is firm where there is no room to put it back from', () => {
    const own = createOwnValues(() => 0);
    const kept = { space: 'a', until: 1_000, isOwed: false, value: 'v'.repeat(20_000_000), isFirm: true };
    for (const name of ['x', 'y']) own.note({ ...kept, name });
    expect(() => own.note({ ...kept, name: 'z' })).toThrow('no room left');
    expect(own.all().map(({ name }) => name)).toEqual(['x', 'y']);
  });
});
