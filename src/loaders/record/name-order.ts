import { setImmediate as giveWay } from 'node:timers/promises';

/** Compares texts as a reader does, and the numbers within them as numbers. */
export const collator = new Intl.Collator('en', { numeric: true });

/**
 * The order of records in every list: numbers within names count as numbers (`2` before `10`, `20-2` before `20-10`), as
 * REDCap lists them. Total, so that a cursor finds its place again even when its record has gone.
 */
export const compareRecordNames = (left: string, right: string): number => {
  const byNumber = collator.compare(left, right);
  if (byNumber !== 0) return byNumber;
  if (left === right) return 0;
  return left < right ? -1 : 1;
};

/** So many comparisons take a few milliseconds: after them others get their turn. */
const COMPARISONS_A_TURN = 5_000;

/** A comparison that may be made again and again, with a turn for others in between. */
const createTurns = (): { readonly compared: () => boolean } => {
  let comparisons = 0;
  return {
    compared: () => {
      comparisons += 1;
      return comparisons % COMPARISONS_A_TURN === 0;
    },
  };
};

type Turns = ReturnType<typeof createTurns>;

/** Merges two runs, each in order. */
const merge = async (left: readonly string[], right: readonly string[], { compared }: Turns): Promise<string[]> => {
  const merged: string[] = [];
  let [from, beside] = [0, 0];
  while (from < left.length && beside < right.length) {
    const [a = '', b = ''] = [left[from], right[beside]];
    if (compareRecordNames(a, b) <= 0) {
      merged.push(a);
      from += 1;
    } else {
      merged.push(b);
      beside += 1;
    }
    if (compared()) await giveWay();
  }
  for (; from < left.length; from += 1) merged.push(left[from] ?? '');
  for (; beside < right.length; beside += 1) merged.push(right[beside] ?? '');
  return merged;
};

/** Cuts a list into runs that are in order. What REDCap lists is one run, or nearly. */
const runsOf = async (names: readonly string[], { compared }: Turns): Promise<string[][]> => {
  const runs: string[][] = [];
  let last: string | undefined;
  for (const name of names) {
    if (last !== undefined && compareRecordNames(last, name) <= 0) runs.at(-1)?.push(name);
    else runs.push([name]);
    last = name;
    if (compared()) await giveWay();
  }
  return runs;
};

/** Names in the order of {@link compareRecordNames}. However many they are, others get their turn meanwhile. */
export const sortRecordNames = async (names: readonly string[]): Promise<string[]> => {
  const turns = createTurns();
  let runs = await runsOf(names, turns);
  while (runs.length > 1) {
    const merged: string[][] = [];
    for (let index = 0; index < runs.length; index += 2) {
      merged.push(await merge(runs[index] ?? [], runs[index + 1] ?? [], turns));
    }
    runs = merged;
  }
  return runs[0] ?? [];
};
