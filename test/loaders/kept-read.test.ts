import { describe, expect, it } from 'vitest';
import { createDesignStore } from '../../../src/loaders/design/design-store.ts';

const createCounter = () => {
  let loads = 0;
  return { load: () => Promise.resolve((loads += 1)), count: () => loads };
};

describe('the design store', () => {
  it('loads a part once until it is too old', async () => {
    let now = 0;
    const store = createDesignStore({ maxAgeMs: 100, maxOwners: 10, now: () => now });
    const { load, count } = createCounter();
    await store.part('a', 'arms', load);
    now = 99;
    expect(await store.part('a', 'arms', load)).toBe(1);
    now = 100;
    expect(await store.part('a', 'arms', load)).toBe(2);
    expect(count()).toBe(2);
  });

  it('keeps a part for a time of its own where there is one', async () => {
    let now = 0;
    const store = createDesignStore({ maxAgeMs: 100, maxAgeMsOf: { rights: 1_000 }, maxOwners: 10, now: () => now });
    const [arms, rights] = [createCounter(), createCounter()];
    await store.part('a', 'arms', arms.load);
    await store.part('a', 'rights', rights.load);
    now = 999;
    expect([await store.part('a', 'arms', arms.load), await store.part('a', 'rights', rights.load)]).toEqual([2, 1]);
    now = 1_000;
    expect(await store.part('a', 'rights', rights.load)).toBe(2);
  });

  it('reads a part that is too old once for all who ask meanwhile', async () => {
    let now = 0;
    const store = createDesignStore({ maxAgeMs: 100, maxOwners: 10, now: () => now });
    const { load, count } = createCounter();
    await store.part('a', 'arms', load);
    now = 100;
    expect(await Promise.all(Array.from({ length: 10 }, () => store.part('a', 'arms', load)))).toEqual(
      Array(10).fill(2),
    );
    expect(count()).toBe(2);
  });

  it('does not keep a failure', async () => {
    const store = createDesignStore({ maxAgeMs: 100, maxOwners: 10, now: () => 0 });
    await expect(store.part('a', 'arms', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(await store.part('a', 'arms', () => Promise.resolve('arms'))).toBe('arms');
  });

  it('keeps owners apart, drops one without the others, and counts its generations', async () => {
    const store = createDesignStore({ maxAgeMs: 100, maxOwners: 10, now: () => 0 });
    const { load } = createCounter();
    expect(await Promise.all([store.part('a', 'arms', load), store.part('b', 'arms', load)])).toEqual([1, 2]);
    store.drop('a');
    expect(await store.part('a', 'arms', load)).toBe(3);
    expect(await store.part('b', 'arms', load)).toBe(2);
    expect([store.generation('a'), store.generation('b')]).toEqual([1, 0]);
  });

  it('drops the owner that was used longest ago when there are too many', async () => {
    const store = createDesignStore({ maxAgeMs: 100, maxOwners: 2, now: () => 0 });
    const { load } = createCounter();
    await store.part('a', 'arms', load);
    await store.part('b', 'arms', load);
    await store.part('a', 'arms', load);
    await store.part('c', 'arms', load);
    expect(await store.part('a', 'arms', load)).toBe(1);
    expect(await store.part('b', 'arms', load)).toBe(4);
  });
});
