import { forRangesInTurns, startWorkTurn } from '../../work-turn.ts';

/** Compares two items by their indexes. */
export type CompareIndexes = (left: number, right: number) => number;

/** So many comparisons mostly take less than a turn: after them the clock is looked at. */
const COMPARISONS_A_LOOK = 250;

/** Others get their turn after so many comparisons, however fast these are. */
const LOOKS_A_TURN = 20;

/** Counts comparisons, and gives others a turn in between. */
interface Turns {
  /** Whether it is the turn of others, after one more comparison. */
  readonly compared: () => boolean;
  readonly giveWay: () => Promise<void>;
}

const createTurns = (): Turns => {
  const turn = startWorkTurn();
  let [comparisons, looks] = [0, 0];
  return {
    compared: () => {
      comparisons += 1;
      if (comparisons < COMPARISONS_A_LOOK) return false;
      comparisons = 0;
      looks += 1;
      return looks === LOOKS_A_TURN || turn.isOver();
    },
    giveWay: () => {
      looks = 0;
      return turn.next();
    },
  };
};

/** Where runs of items begin that are in order already, and where the last one ends. What REDCap lists is one run, or nearly. */
const runsOf = async (count: number, compare: CompareIndexes, { compared, giveWay }: Turns): Promise<number[]> => {
  const starts = [0];
  for (let index = 1; index < count; index += 1) {
    if (compare(index - 1, index) > 0) starts.push(index);
    if (compared()) await giveWay();
  }
  starts.push(count);
  return starts;
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
    if (turns.compared()) await turns.giveWay();
  }
  to.set(from.subarray(left, middle), place);
  to.set(from.subarray(right, end), place + middle - left);
};

/** A number for each index. However many there are, others get their turn meanwhile. */
export const fillInTurns = async (count: number, numberOf: (index: number) => number): Promise<Uint32Array> => {
  const numbers = new Uint32Array(count);
  await forRangesInTurns(count, (start, end) => {
    for (let index = start; index < end; index += 1) numbers[index] = numberOf(index);
  });
  return numbers;
};

/**
 * The indexes of so many items in their order; equal items stay as they were. However many there are, others get their turn
 * meanwhile, and an item costs eight bytes.
 */
export const sortIndexes = async (count: number, compare: CompareIndexes): Promise<Uint32Array> => {
  const turns = createTurns();
  let from = await fillInTurns(count, (index) => index);
  let to: Uint32Array = new Uint32Array(count);
  let runs = await runsOf(count, compare, turns);
  while (runs.length > 2) {
    const merged: number[] = [];
    for (let run = 0; run < runs.length - 1; run += 2) {
      const [start = 0, middle = count, end = count] = [runs[run], runs[run + 1], runs[run + 2]];
      await merge({ from, to, compare, turns }, start, middle, end);
      merged.push(start);
    }
    merged.push(count);
    runs = merged;
    [from, to] = [to, from];
  }
  return from;
};

/** Items in the order of their indexes. However many there are, others get their turn meanwhile. */
export const pickAll = async <Item extends string | number>(
  items: readonly Item[],
  indexes: Uint32Array,
): Promise<Item[]> => {
  const picked: Item[] = [];
  await forRangesInTurns(indexes.length, (start, end) => {
    for (const index of indexes.subarray(start, end)) {
      const item = items[index];
      if (item !== undefined) picked.push(item);
    }
  });
  return picked;
};
