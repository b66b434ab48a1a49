import type { SortKey } from '../../graph/kind/kind.ts';
import { RedcapError } from '../../redcap/errors.ts';
import { createNumbering } from '../../redcap/numbering.ts';
import { forRangesInTurns } from '../../work-turn.ts';
import { sortIndexes, type CompareIndexes } from './index-sort.ts';
import { collator } from './name-order.ts';

/** Sort keys of many records or rows, in little room: eight bytes for a number, and each different text once. */
export interface SortKeys {
  readonly add: (key: SortKey) => void;
  readonly at: (index: number) => SortKey;
  /** Compares by the keys of these indexes. What has no key comes last in either direction. */
  readonly comparison: (isDescending: boolean) => Promise<CompareIndexes>;
}

/** Characters of different texts that are kept at most. A million records have room for 32 characters each. */
const MOST_TEXT = 32 * 1024 * 1024;

const tooMuchText = (fieldName: string): RedcapError =>
  new RedcapError('BAD_USER_INPUT', {
    message: `The list cannot be ordered by ${fieldName}: its texts have more than ${String(MOST_TEXT)} characters together, and all of them would have to be held at once. Take another field, or let a filter select fewer records.`,
  });

/** Different texts, each with a number. */
interface Texts {
  readonly numberOf: (text: string) => number;
  readonly at: (number: number) => string;
  /** The place of each in the order of readers, by its number. Texts that a reader takes for equal have one place. */
  readonly ranks: () => Promise<Uint32Array>;
}

const createTexts = (fieldName: string): Texts => {
  const texts = createNumbering<string>();
  let length = 0;
  const keep = (text: string): string => {
    length += text.length;
    if (length > MOST_TEXT) throw tooMuchText(fieldName);
    return text;
  };
  const at: Texts['at'] = (number) => texts.all[number] ?? '';
  return {
    at,
    numberOf: (text) => texts.numberOf(text, keep),
    ranks: async () => {
      const compare: CompareIndexes = (left, right) => collator.compare(at(left), at(right));
      const sorted = await sortIndexes(texts.all.length, compare);
      const ranks = new Uint32Array(sorted.length);
      let [last, rank] = [sorted[0] ?? 0, 0];
      await forRangesInTurns(sorted.length, (start, end) => {
        for (const number of sorted.subarray(start, end)) {
          if (compare(last, number) !== 0) rank += 1;
          ranks[number] = rank;
          last = number;
        }
      });
      return ranks;
    },
  };
};

/** Numbers of a chunk: 64 KiB. */
const CHUNK = 8_192;

/** Numbers in chunks of which none is ever copied: an array that grows leaves all of its smaller ones behind. */
const createNumbers = () => {
  const chunks: Float64Array[] = [];
  let length = 0;
  return {
    count: (): number => length,
    at: (index: number): number => chunks[Math.floor(index / CHUNK)]?.[index % CHUNK] ?? Number.NaN,
    push: (number: number): void => {
      const place = length % CHUNK;
      const last = place === 0 ? undefined : chunks.at(-1);
      const chunk = last ?? new Float64Array(CHUNK);
      if (last === undefined) chunks.push(chunk);
      chunk[place] = number;
      length += 1;
    },
  };
};

/** No keys yet, of a field. A field has keys of one type: numbers, integers or texts. */
export const createSortKeys = (fieldName: string): SortKeys => {
  const numbers = createNumbers();
  /** Integers that double precision does not hold, by their indexes. */
  const integers = new Map<number, bigint>();
  const texts = createTexts(fieldName);
  let areTexts = false;

  const numberOf = (key: SortKey): number => {
    if (key === null) return Number.NaN;
    if (typeof key !== 'string') return Number(key);
    areTexts = true;
    return texts.numberOf(key);
  };

  const at: SortKeys['at'] = (index) => {
    const number = numbers.at(index);
    if (Number.isNaN(number)) return null;
    return areTexts ? texts.at(number) : (integers.get(index) ?? number);
  };

  /** Two numbers that double precision takes for equal. An integer beyond it equals none within. */
  const compareExactly: CompareIndexes = (left, right) => {
    const [one, other] = [integers.get(left), integers.get(right)];
    if (one === undefined || other === undefined || one === other) return 0;
    return one < other ? -1 : 1;
  };

  return {
    at,
    add: (key) => {
      if (typeof key === 'bigint' && !Number.isSafeInteger(Number(key))) integers.set(numbers.count(), key);
      numbers.push(numberOf(key));
    },
    comparison: async (isDescending) => {
      const ranks = areTexts ? await texts.ranks() : null;
      const sign = isDescending ? -1 : 1;
      const rank = (index: number): number => {
        const number = numbers.at(index);
        return ranks === null ? number : (ranks[number] ?? Number.NaN);
      };
      return (left, right) => {
        const [one, other] = [rank(left), rank(right)];
        if (Number.isNaN(one) || Number.isNaN(other)) return Number(Number.isNaN(one)) - Number(Number.isNaN(other));
        if (one !== other) return one < other ? -sign : sign;
        return ranks === null ? sign * compareExactly(left, right) : 0;
      };
    },
  };
};
