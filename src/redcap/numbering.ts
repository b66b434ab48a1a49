/** Numbers things by a text, equal ones alike, from 0 on. */
export interface Numbering<Thing> {
  /** The number of the thing with this text; made of the text where it is the first with it. */
  readonly numberOf: (text: string, make: (text: string) => Thing) => number;
  /** Each thing once, at the index that is its number. */
  readonly all: readonly Thing[];
}

/** Nothing is numbered yet. */
export const createNumbering = <Thing>(): Numbering<Thing> => {
  const numbers = new Map<string, number>();
  const all: Thing[] = [];
  return {
    all,
    numberOf: (text, make) => {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      const number = all.push(make(text)) - 1;
      numbers.set(text, number);
      return number;
    },
  };
};
