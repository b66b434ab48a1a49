/** The order of a list of records. Records with the same value, or without one, stand in the order of their names. */
export interface RecordOrder {
  /** A field of the dictionary or a form status; null for the record name. */
  readonly field: string | null;
  /** Unique name of the event whose value counts; null in a classic project and for the record name. */
  readonly event: string | null;
  readonly isDescending: boolean;
}

const collator = new Intl.Collator('en', { numeric: true });

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
