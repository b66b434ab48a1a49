import { setImmediate as giveWay } from 'node:timers/promises';

/** Compares two items by their indexes. */
export type CompareIndexes = (left: number, right: number) => number;

/** So many comparisons take a few milliseconds: after them others get their turn. */
const COMPARISONS_A_TURN = 5_000;

/** Counts comparisons, and gives others a turn in between. */
interface Turns {
  /** True after every so many comparisons. */
  readonly compared: () => boolean;
}

const createTurns = (): Turns => {
  let comparisons = 0;
  return {
    compared: () => {
      comparisons += 1;
      return comparisons % COMPARISONS_A_TURN === 0;
    },
  };
};

/** Where runs of items begin that are in order already, and where the last one ends. What REDCap lists is one run, or nearly. */
const runsOf = async (count: number, compare: CompareIndexes, { compared }: Turns): Promise<number[]> => {
  const starts = [0];
  for (let index = 1; index < count; index += 1) {
    if (compare(index - 1, index) > 0) starts.push(index);
    if (compared()) await giveWay();
  }
  return [...starts, count];
};

/** Two lists of indexes: what is merged, and what it is merged into. */
interface Merging {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly compare: CompareIndexes;
  readonly turns: Turns;
}

/** Merges two runs that follow each other. The second is empty behind an odd number of runs. */
const merge = async (
  { from, to, compare, turns }: Merging,
  start: number,
  middle: number,
  end: number,
): Promise<void> => {
  let [left, right, place] = [start, middle, start];
  while (left < middle && right < end) {
    const [first = 0, second = 0] = [from[left], from[right]];
    const isFirst = compare(first, second) <= 0;
    to[place] = isFirst ? first : second;
    place += 1;
    if (isFirst) left += 1;
    else right += 1;
    if (turns.compared()) await giveWay();
  }
  to.set(from.subarray(left, middle), place);
  to.set(from.subarray(right, end), place + middle - left);
};

/**
 * The indexes of so many items in their order; equal items stay as they were. However many there are, others get their turn
 * meanwhile, and an item costs eight bytes.
 */
export const sortIndexes = async (count: number, compare: CompareIndexes): Promise<Uint32Array> => {
  const turns = createTurns();
  let [from, to] = [new Uint32Array(count), new Uint32Array(count)];
  for (let index = 0; index < count; index += 1) from[index] = index;
  let runs = await runsOf(count, compare, turns);
  while (runs.length > 2) {
    const merged: number[] = [];
    for (let run = 0; run < runs.length - 1; run += 2) {
      const [start = 0, middle = count, end = count] = runs.slice(run, run + 3);
      await merge({ from, to, compare, turns }, start, middle, end);
      merged.push(start);
    }
    runs = [...merged, count];
    [from, to] = [to, from];
  }
  return from;
};

/** Items in the order of their indexes. */
export const pickAll = <Item extends string | number>(items: readonly Item[], indexes: Uint32Array): Item[] => {
  const picked: Item[] = [];
  for (const index of indexes) {
    const item = items[index];
    if (item !== undefined) picked.push(item);
  }
  return picked;
};
