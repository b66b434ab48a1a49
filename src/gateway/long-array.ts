/** An array of a text of JSON that is long enough to be read in several pieces. Places are bytes from the text's start. */
export interface LongArray {
  /** The place behind the bracket that opens it. */
  readonly start: number;
  /** The place of the bracket that closes it. */
  readonly end: number;
  /** Commas between its items at which it may be cut, in order. Two neighbours are about a piece apart. */
  readonly cuts: readonly number[];
  /** Long arrays within its items, in order. */
  readonly inner: readonly LongArray[];
}

/** Bytes of a piece: short enough to be parsed within a turn. */
const PIECE_BYTES = 128 * 1024;

/** Finds the long arrays of a text while its brackets and commas go by. Where the text is no JSON, what it finds means nothing. */
export interface LongArrays {
  /** A bracket or a brace opens: the place behind it, and whether it is that of an array. */
  readonly open: (start: number, isArray: boolean) => void;
  readonly comma: (place: number) => void;
  readonly close: (end: number) => void;
  /** The long arrays that are in no other, in order. */
  readonly found: () => readonly LongArray[];
}

/** The last cut of what is not cut: nothing is a piece behind it. */
const NEVER = Number.POSITIVE_INFINITY;

/** Nothing is found yet. Costs two numbers for each open bracket. */
export const findLongArrays = (pieceBytes = PIECE_BYTES): LongArrays => {
  /** Of each open bracket: the place behind it, and its last cut. */
  const starts: number[] = [];
  const lasts: number[] = [];
  /** The cuts of open arrays that have some, by their depth. */
  const cutsAt = new Map<number, number[]>();
  const found: LongArray[] = [];
  return {
    open: (start, isArray) => {
      starts.push(start);
      lasts.push(isArray ? start : NEVER);
    },
    comma: (place) => {
      const depth = lasts.length;
      if (place - (lasts[depth - 1] ?? NEVER) < pieceBytes) return;
      lasts[depth - 1] = place;
      const cuts = cutsAt.get(depth);
      if (cuts === undefined) cutsAt.set(depth, [place]);
      else cuts.push(place);
    },
    close: (end) => {
      const cuts = cutsAt.get(lasts.length);
      cutsAt.delete(lasts.length);
      lasts.pop();
      const start = starts.pop();
      if (cuts === undefined || start === undefined) return;
      const first = found.findIndex((array) => array.start > start);
      const inner = first < 0 ? [] : found.splice(first);
      found.push({ start, end, cuts, inner });
    },
    found: () => found,
  };
};
