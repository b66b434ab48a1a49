import { hashText } from './text-hash.ts';

/** Numbers things by a text, equal ones alike, from 0 on. */
export interface Numbering<Thing> {
  /** The number of the thing with this text; made of the text where it is the first with it. */
  readonly numberOf: (text: string, make: (text: string) => Thing) => number;
  /** The number of the thing with this text; undefined where there is none. */
  readonly find: (text: string) => number | undefined;
  /** Each thing once, at the index that is its number. */
  readonly all: readonly Thing[];
}

/** Texts that share one map. More of them are spread over several: a map of a million is copied at once when it grows. */
const FEW = 4_096;

/** Maps that share more texts than a few. */
const MAPS = 64;

/** Characters of a text that say which map it is in. */
const MOST_HASHED = 32;

/** The place of a text's map. Texts that differ only where it does not look share one. */
const placeOf = (text: string): number => hashText(text, Math.ceil(text.length / MOST_HASHED)) % MAPS;

/** A number for each text. However many there are, none takes long to add. */
const createNumbers = () => {
  let maps = [new Map<string, number>()];
  const mapOf = (text: string): Map<string, number> | undefined => maps[maps.length === 1 ? 0 : placeOf(text)];
  const spread = (): void => {
    const [few = new Map<string, number>()] = maps;
    maps = Array.from({ length: MAPS }, () => new Map<string, number>());
    for (const [text, number] of few) mapOf(text)?.set(text, number);
  };
  return {
    get: (text: string): number | undefined => mapOf(text)?.get(text),
    set: (text: string, number: number): void => {
      if (number === FEW) spread();
      mapOf(text)?.set(text, number);
    },
  };
};

/** Nothing is numbered yet. */
export const createNumbering = <Thing>(): Numbering<Thing> => {
  const numbers = createNumbers();
  const all: Thing[] = [];
  return {
    all,
    find: numbers.get,
    numberOf: (text, make) => {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      const number = all.push(make(text)) - 1;
      numbers.set(text, number);
      return number;
    },
  };
};
