/** Records per export at most: what REDCap's own clients found to be safe, and one page. */
export const RECORDS_PER_EXPORT = 100;

/**
 * How many records one export may ask for, by token and project. What one request learns of a REDCap that runs out of
 * memory serves the next ones too. Sizes only, in memory only; an owner without trouble takes no room.
 */
export interface BatchSizes {
  /** Records that one export may ask for, 1 to {@link RECORDS_PER_EXPORT}. */
  readonly of: (owner: string) => number;
  /** An export of so many records was too much: half of them at most from now on. */
  readonly shrink: (owner: string, records: number) => void;
  /** An export of so many records came whole. If it was as large as allowed, twice as many are allowed from now on. */
  readonly grow: (owner: string, records: number) => void;
}

/** Sizes as they are before anything was learned. */
export const createBatchSizes = (): BatchSizes => {
  const reduced = new Map<string, number>();
  const of = (owner: string): number => reduced.get(owner) ?? RECORDS_PER_EXPORT;
  const set = (owner: string, size: number): void => {
    if (size < RECORDS_PER_EXPORT) reduced.set(owner, size);
    else reduced.delete(owner);
  };
  return {
    of,
    shrink: (owner, records) => {
      set(owner, Math.min(of(owner), Math.max(1, Math.ceil(records / 2))));
    },
    // A smaller export than is allowed says nothing of larger ones.
    grow: (owner, records) => {
      if (records >= of(owner)) set(owner, of(owner) * 2);
    },
  };
};
