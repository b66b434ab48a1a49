import type { KeptValues } from '../../state/kept-values.ts';
import { areJoinable, MOST_SEPARATE_NAMES } from '../../redcap/methods/record.ts';
import { revise } from '../../state/revise.ts';

/** Records per export of a reader, whatever they bring: what REDCap's own clients found to be safe, and a usual page. */
export const RECORDS_PER_EXPORT = 100;

/** Records per export of a reader at most, where each brings little: a long page. */
const MOST_RECORDS_PER_EXPORT = 1_000;

/** Columns times records of one export of a reader: with 50 columns the most records, with 500 columns the fewest. */
const CELLS_PER_EXPORT = 50_000;

/** So many records that they have about so many cells, but no fewer than are safe whatever they bring. */
const recordsWith = (cells: number, columns: number, most: number): number =>
  Math.min(most, Math.max(RECORDS_PER_EXPORT, Math.floor(cells / Math.max(1, columns))));

/**
 * Records that one export of a page asks for at most. Few where each brings much, because REDCap holds an export in memory,
 * and where their names must be sent one by one.
 */
export const recordsPerPagesExport = (names: readonly string[], columns: number): number => {
  if (names.length <= RECORDS_PER_EXPORT) return RECORDS_PER_EXPORT;
  const most = areJoinable(names) ? MOST_RECORDS_PER_EXPORT : MOST_SEPARATE_NAMES;
  return recordsWith(CELLS_PER_EXPORT, columns, most);
};

/** Records per export of a writer at most, which asks for the few fields that it is going to write. */
export const RECORDS_PER_WRITERS_EXPORT = 500;

/** Records per export of a table at most. Its rows go out as they come, so that no caller waits for the whole export. */
const RECORDS_PER_TABLES_EXPORT = 500;

/** Columns times records of one export of a table: with 20 columns the most records, with 100 columns the fewest. */
const CELLS_PER_TABLES_EXPORT = 10_000;

/** Records that one export of a table asks for at most: few where each brings much, because REDCap holds an export in memory. */
export const recordsPerTablesExport = (columns: number): number =>
  recordsWith(CELLS_PER_TABLES_EXPORT, columns, RECORDS_PER_TABLES_EXPORT);

/** Whole exports after which a size that was too much is tried again: each such try may cost REDCap its memory once more. */
const PATIENCE = 8;

/** A day: a REDCap in trouble yesterday may have none today. */
const MAX_AGE_MS = 86_400_000;
const NAME = 'batch size';

/**
 * How many records one export of a project may ask for, with one token. What one request learns of a REDCap that runs out
 * of memory serves the next ones too. A project without trouble takes no room.
 */
export interface BatchSize {
  /** Records that one export may ask for, from 1 to `most`, which is for who has learned nothing. */
  readonly upTo: (most: number) => Promise<number>;
  /** An export of so many records was too much: half of them at most from now on. */
  readonly shrink: (records: number) => Promise<void>;
  /**
   * An export of so many records came whole. After eight in a row that were as large as allowed, twice as many are allowed.
   */
  readonly grow: (records: number) => Promise<void>;
}

/** A size that was reduced, as it is kept. */
interface Reduced {
  readonly size: number;
  /** Exports of this size that came whole since it was set. */
  readonly whole: number;
}

const unreduced: Reduced = { size: MOST_RECORDS_PER_EXPORT, whole: 0 };

const grown = ({ size, whole }: Reduced, records: number): Reduced => {
  // A smaller export than is allowed says nothing of larger ones.
  if (records < size) return { size, whole };
  if (whole + 1 < PATIENCE) return { size, whole: whole + 1 };
  return { size: Math.min(size * 2, unreduced.size), whole: 0 };
};

/** The size of one project's exports with one token. */
export const createBatchSize = (values: KeptValues, space: string): BatchSize => {
  const get = async (): Promise<Reduced | undefined> => (await values.get<Reduced>(space, NAME))?.value;
  const change = (to: (before: Reduced) => Reduced): Promise<void> =>
    revise<Reduced>({ values, space, name: NAME, maxAgeMs: MAX_AGE_MS }, (before) => to(before ?? unreduced));
  return {
    upTo: async (most) => Math.min(most, (await get())?.size ?? most),
    shrink: (records) =>
      change(({ size }) => ({ size: Math.min(size, Math.max(1, Math.ceil(records / 2))), whole: 0 })),
    grow: async (records) => {
      const known = await get();
      if (known === undefined || known.size === unreduced.size) return;
      await change((before) => grown(before, records));
    },
  };
};
