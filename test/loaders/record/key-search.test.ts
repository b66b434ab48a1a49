import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeySearch } from '../../../src/loaders/record/key-search.ts';
import type { RecordNames } from '../../../src/loaders/record/query.ts';
import { createSharedNames } from '../../../src/shared-name.ts';

const sharedNames = createSharedNames(Buffer.alloc(32, 1));
const keyOf = (name: string): string => sharedNames.shareIdOf({ host: 'redcap.example.org', projectId: 15 }, name);

const listOf = (names: readonly string[]): RecordNames => ({ names, kindOf: [], kinds: [], withheld: [] });

/** A search among names, of which some are kept; `lists` counts how often all of them are listed. */
const createSearch = (names: readonly string[], kept: readonly string[] | null = null, of = keyOf) => {
  const made = { lists: 0 };
  const listing = {
    keptList: () => Promise.resolve(kept === null ? null : listOf(kept)),
    list: () => {
      made.lists += 1;
      return Promise.resolve(listOf(names));
    },
  };
  return { made, find: createKeySearch(listing, of) };
};

describe('a search for names by their keys', () => {
  it('finds exactly the name of each key, whatever the names are', async () => {
    const names = fc.uniqueArray(fc.string(), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(names, fc.string(), async (listed, stranger) => {
        const { find } = createSearch(listed);
        expect(await Promise.all(listed.map((name) => find(keyOf(name))))).toEqual(listed);
        expect(await find(keyOf(stranger))).toBe(listed.includes(stranger) ? stranger : null);
      }),
    );
  });

  it('lists the names once for all keys of one tick, and not at all where they are kept', async () => {
    const anew = createSearch(['1', '2', '3']);
    expect(await Promise.all([anew.find(keyOf('2')), anew.find(keyOf('3')), anew.find(keyOf('4'))])).toEqual([
      '2',
      '3',
      null,
    ]);
    expect(anew.made.lists).toBe(1);
    const kept = createSearch(['1', '2', '3'], ['1', '2']);
    expect(await kept.find(keyOf('2'))).toBe('2');
    expect(kept.made.lists).toBe(0);
  });

  it('lists the names anew for a key that the kept ones do not have', async () => {
    const { find, made } = createSearch(['1', '2', '3'], ['1', '2']);
    expect(await find(keyOf('3'))).toBe('3');
    expect(made.lists).toBe(1);
  });

  it('lets others have their turn among many names', async () => {
    const names = Array.from({ length: 120 }, (_, index) => String(index));
    const seen: number[] = [];
    let done = 0;
    // Each key takes as long as a turn may, so that the end of one is no matter of the machine.
    const slow = (name: string): string => {
      const end = performance.now() + 1;
      while (performance.now() < end);
      done += 1;
      return keyOf(name);
    };
    const note = (): void => {
      seen.push(done);
      if (done < names.length) setImmediate(note);
    };
    setImmediate(note);
    const { find } = createSearch(names, null, slow);
    expect(await find(keyOf('119'))).toBe('119');
    expect(new Set(seen).size).toBeGreaterThan(20);
  });
});
