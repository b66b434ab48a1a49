import type { SortKey } from '../../graph/kind/kind.ts';
import type { RowsByRecord } from '../../graph/record/tree.ts';
import { RedcapError } from '../../redcap/errors.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';
import { createNumbering } from '../../redcap/numbering.ts';
import type { RowSummary } from '../../redcap/methods/record-summary.ts';
import { startWorkTurn } from '../../work-turn.ts';
import { createSeenNames } from './seen-name.ts';
import { isInGroups } from './selection.ts';
import { createSortKeys, type SortKeys } from './sort-key.ts';

/** What a list keeps of one record. */
export interface Entry {
  readonly name: string;
  /** What is known of its rows. Most records have the same text as others. */
  readonly rows: string;
  /** By what it is ordered, or each of its rows; null where there is nothing. None where the list is in its usual order. */
  readonly keys: readonly SortKey[];
}

/** Finds those records that a list has. They come with all of their rows. */
export type Judge = (records: RowsByRecord) => Iterable<Entry>;

/** The records of a list as they came: of each its name, the number of its rows' text, and its sort keys. */
export interface Entries {
  readonly names: readonly string[];
  readonly kindOf: readonly number[];
  readonly kinds: readonly string[];
  /** The keys of all records, one record behind another. */
  readonly keys: SortKeys;
  /** Of each kind the number of keys that a record has: rows of the same kind are equally many. */
  readonly keyCounts: readonly number[];
}

/** What is kept of an export that makes a list. */
export interface ListSummary extends Entries {
  /** Columns that came; none when no row came. */
  readonly columns: readonly string[];
  /** Names of records whose rows may not have come one after another: nothing sure is known of them. */
  readonly scattered: ReadonlySet<string>;
}

/** Entries that are added one after another. */
export interface GrowingEntries {
  readonly add: (entry: Entry) => void;
  readonly all: Entries;
}

const asItIs = (text: string): string => text;

/** No entries yet. `keyName` says what orders them. */
export const createEntries = (keyName: string): GrowingEntries => {
  const kinds = createNumbering<string>();
  const [names, kindOf, keyCounts]: [string[], number[], number[]] = [[], [], []];
  const keys = createSortKeys(keyName);
  return {
    add: ({ name, rows, keys: own }) => {
      const kind = kinds.numberOf(rows, asItIs);
      names.push(name);
      kindOf.push(kind);
      keyCounts[kind] = own.length;
      for (const key of own) keys.add(key);
    },
    all: { names, kindOf, kinds: kinds.all, keys, keyCounts },
  };
};

/** How an export is summed up. */
export interface ListSummaryOptions {
  readonly recordIdField: string;
  /** Unique names of the groups whose rows count; null for all. */
  readonly dataAccessGroups: readonly string[] | null;
  /** Looks at the columns that came, and throws where nothing can be made of them. */
  readonly check: (columns: readonly string[]) => void;
  readonly judge: Judge;
  /** The field that orders the list, for messages. */
  readonly keyName: string;
}

/** Rows that are judged at once: enough to share what holds for all of them, and few enough to give way behind them. */
const ROWS_AT_ONCE = 100;

/** Whole records that wait to be judged. */
const createBatch = (isAgain: (name: string) => boolean) => {
  let records = new Map<string, RecordRow[]>();
  let [count, last]: [number, string | null] = [0, null];
  const scattered = new Set<string>();
  return {
    scattered,
    /** Whether a row of this record can wait until those that are there are judged, because the last of them is whole. */
    isFull: (name: string): boolean => count >= ROWS_AT_ONCE && name !== last,
    add: (name: string, row: RecordRow): void => {
      const known = records.get(name);
      if (known === undefined) {
        if (isAgain(name)) scattered.add(name);
        records.set(name, [row]);
      } else known.push(row);
      last = name;
      count += 1;
    },
    takeAll: (): RowsByRecord => {
      const taken = records;
      records = new Map();
      count = 0;
      return taken;
    },
  };
};

/** Sums an export up in one pass. Of each listed record it keeps an entry, and of every other one a hash of the name. */
export const createListSummary = (options: ListSummaryOptions): RowSummary<ListSummary> => {
  const { recordIdField, dataAccessGroups, check, judge, keyName } = options;
  const batch = createBatch(createSeenNames().isAgain);
  const entries = createEntries(keyName);
  const turn = startWorkTurn();
  let columns: readonly string[] | null = null;

  const judgeBatch = (): void => {
    for (const entry of judge(batch.takeAll())) entries.add(entry);
  };

  return {
    take: async (rows) => {
      for (const row of rows) {
        if (columns === null) {
          columns = Object.keys(row);
          check(columns);
        }
        const name = row[recordIdField];
        if (name === undefined) {
          throw new RedcapError('REDCAP_BAD_RESPONSE', { message: 'a row came without its record' });
        }
        if (!isInGroups(row, dataAccessGroups)) continue;
        if (batch.isFull(name)) {
          judgeBatch();
          if (turn.isOver()) await turn.next();
        }
        batch.add(name, row);
      }
    },
    end: () => {
      judgeBatch();
      return { ...entries.all, columns: columns ?? [], scattered: batch.scattered };
    },
  };
};
