import DataLoader from 'dataloader';
import { forEachInTurns } from '../../work-turn.ts';
import type { RecordListing } from './list.ts';
import { everyRecord } from './query.ts';

/** Finds the record name that has a key; null when the token lists none that has it. */
export type FindByKey = (key: string) => Promise<string | null>;

/**
 * Finds record names by keys that are computed of names and lead back to none. So it finds only what the token lists. It looks
 * among the names that are kept of a list, and among all names anew where a key is not there. Keys of one tick are looked for
 * in one pass. However many names there are, others get their turn meanwhile.
 */
export const createKeySearch = (
  listing: Pick<RecordListing, 'list' | 'keptList'>,
  keyOf: (name: string) => string,
): FindByKey => {
  const findIn = async (names: readonly string[], wanted: ReadonlySet<string>): Promise<Map<string, string>> => {
    const found = new Map<string, string>();
    await forEachInTurns(names, (name) => {
      const key = keyOf(name);
      if (wanted.has(key)) found.set(key, name);
    });
    return found;
  };

  const loader = new DataLoader<string, string | null>(
    async (keys) => {
      const wanted = new Set(keys);
      const kept = await listing.keptList(everyRecord);
      const known = kept === null ? new Map<string, string>() : await findIn(kept.names, wanted);
      const found = known.size === wanted.size ? known : await findIn((await listing.list(everyRecord)).names, wanted);
      return keys.map((key) => found.get(key) ?? null);
    },
    // A write of the same request may make what was not there.
    { cache: false },
  );
  return (key) => loader.load(key);
};
