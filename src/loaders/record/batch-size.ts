/** Records per export at most: what REDCap's own clients found to be safe, and one page. */
export const RECORDS_PER_EXPORT = 100;

/** Whole exports after which a size that was too much is tried again: each such try may cost REDCap its memory once more. */
const PATIENCE = 8;

/**
 * How many records one export may ask for, by token and project. What one request learns of a REDCap that runs out of
 * memory serves the next ones too. Sizes only, in memory only; an owner without trouble takes no room.
 */
export interface BatchSizes {
  /** Records that one export may ask for, 1 to {@link RECORDS_PER_EXPORT}. */
  readonly of: (owner: string) => number;
  /** An export of so many records was too much: half of them at most from now on. */
  readonly shrink: (owner: string, records: number) => void;
  /**
   * An export of so many records came whole. Once eight in a row did that were as large as allowed, twice as many are allowed.
   */
  readonly grow: (owner: string, records: number) => void;
}

interface Reduced {
  readonly size: number;
  /** Exports of this size that came whole since it was set. */
  readonly whole: number;
}

/** Sizes as they are before anything was learned. */
export const createBatchSizes = (): BatchSizes => {
  const reduced = new Map<string, Reduced>();
  const of = (owner: string): number => reduced.get(owner)?.size ?? RECORDS_PER_EXPORT;
  return {
    of,
    shrink: (owner, records) => {
      reduced.set(owner, { size: Math.min(of(owner), Math.max(1, Math.ceil(records / 2))), whole: 0 });
    },
    grow: (owner, records) => {
      const known = reduced.get(owner);
      // A smaller export than is allowed says nothing of larger ones.
      if (known === undefined || records < known.size) return;
      const { size, whole } = known;
      if (whole + 1 < PATIENCE) reduced.set(owner, { size, whole: whole + 1 });
      else if (size * 2 < RECORDS_PER_EXPORT) reduced.set(owner, { size: size * 2, whole: 0 });
      else reduced.delete(owner);
    },
  };
};
