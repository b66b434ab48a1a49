import { sortIndexes } from './index-sort.ts';

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

/** The indexes of names in the order of {@link compareRecordNames}. However many they are, others get their turn meanwhile. */
export const sortNameIndexes = (names: readonly string[]): Promise<Uint32Array> =>
  sortIndexes(names.length, (left, right) => compareRecordNames(names[left] ?? '', names[right] ?? ''));
