import { hashText } from '../../redcap/text-hash.ts';

/** Says of names, one after another, whether they may have come before. It never misses one, and it may take one for another. */
export interface SeenNames {
  /** True when the name, or perhaps another one, has come before. */
  readonly isAgain: (name: string) => boolean;
}

/** Tables that share the names, so that none of them grows by much at once. */
const TABLES = 256;

/** Places of a table that has not grown yet. */
const FEWEST = 16;

/** The hash of a name, and 1 for 0, which stands for a place that is free. */
const hashOf = (name: string): number => hashText(name) || 1;

/** The place of a hash, or the free one that it would have. All hashes of a table have the same lowest bits, so that the others decide. */
const placeOf = (places: Uint32Array, hash: number): number => {
  const last = places.length - 1;
  let place = (hash >>> 8) & last;
  while (places[place] !== 0 && places[place] !== hash) place = (place + 1) & last;
  return place;
};

/** Hashes, four bytes each, in a table that is half empty at least. */
const createTable = (): { readonly isAgain: (hash: number) => boolean } => {
  let places = new Uint32Array(FEWEST);
  let count = 0;
  const grow = (): void => {
    const larger = new Uint32Array(places.length * 2);
    for (const hash of places) if (hash !== 0) larger[placeOf(larger, hash)] = hash;
    places = larger;
  };
  return {
    isAgain: (hash) => {
      const place = placeOf(places, hash);
      if (places[place] === hash) return true;
      places[place] = hash;
      count += 1;
      if (count * 2 > places.length) grow();
      return false;
    },
  };
};

/** No name has come yet. A name costs its hash, and not its text. */
export const createSeenNames = (): SeenNames => {
  const tables = Array.from({ length: TABLES }, createTable);
  return {
    isAgain: (name) => {
      const hash = hashOf(name);
      return tables[hash & (TABLES - 1)]?.isAgain(hash) ?? true;
    },
  };
};
