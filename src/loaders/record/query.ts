import type { RecordFilter } from '../../graph/filter/filter.ts';
import type { RecordPredicate } from '../../graph/predicate/predicate.ts';
import { noRows, type ListedRows } from './listed-row.ts';
import type { RecordOrder } from './order.ts';

/** Which records a list is about. */
export interface RecordQuery {
  /** The records that the query chooses from; null for all. */
  readonly names: readonly string[] | null;
  /** REDCap logic that REDCap evaluates, row by row; null for none. */
  readonly logic: string | null;
  /** A filter that is evaluated here because REDCap's logic cannot say it exactly; null for none. */
  readonly filter: RecordFilter | null;
  /** Fields that either filter looks at. The gateway asks for them too, so that it notices a withheld one. */
  readonly filterFields: readonly string[];
  /** Events that the rows are limited to; null for all. */
  readonly events: readonly string[] | null;
  /** Unique group names; null for all. */
  readonly dataAccessGroups: readonly string[] | null;
  /** `YYYY-MM-DD HH:MM:SS`, server time; null for any time. */
  readonly changedSince: string | null;
  /** What is said of the record as a whole; null for nothing. Together with `logic` and `filter` all must hold. */
  readonly predicate: RecordPredicate | null;
  /** Null for the order of record names. A list of saved instruments is ordered by the value of each, in whichever event it is. */
  readonly order: RecordOrder | null;
}

/** Every record, by name: what a query adds to. */
export const everyRecord: RecordQuery = {
  names: null,
  logic: null,
  filter: null,
  filterFields: [],
  events: null,
  dataAccessGroups: null,
  changedSince: null,
  predicate: null,
  order: null,
};

/**
 * The names of a list, in order, with the rows that REDCap listed for each. Plain data, which a state can keep. Most records
 * have the same rows as others, so that each kind of rows stands once, and a record costs its name and a number.
 */
export interface RecordNames {
  readonly names: readonly string[];
  /** Of each name the index of its rows among the kinds. */
  readonly kindOf: readonly number[];
  readonly kinds: readonly ListedRows[];
  /** Fields that the filter needed and REDCap withheld: the filter could not see them. */
  readonly withheld: readonly string[];
}

/** The rows of the name with this index. */
export const rowsAt = ({ kindOf, kinds }: RecordNames, index: number): ListedRows =>
  kinds[kindOf[index] ?? -1] ?? noRows;

const byName = new WeakMap<RecordNames, ReadonlyMap<string, ListedRows>>();

/** The rows of each name. It is made once a list, and only for who must look up names one by one. */
export const rowsByName = (list: RecordNames): ReadonlyMap<string, ListedRows> => {
  const known = byName.get(list);
  if (known !== undefined) return known;
  const rows = new Map(list.names.map((name, index) => [name, rowsAt(list, index)]));
  byName.set(list, rows);
  return rows;
};

/** Where one saved instrument is: record, event (null in a classic project) and instance. */
export type InstancePlace = readonly [record: string, uniqueEventName: string | null, repeatInstance: number | null];

/**
 * The places of a list of saved instruments, in order. Plain data, which a state can keep. The places of most records are like
 * those of others, so that each kind of places stands once, as a text.
 */
export interface InstanceList {
  /** Records that have places in the list. */
  readonly names: readonly string[];
  /** Of each name the index of its places among the kinds. */
  readonly kindOf: readonly number[];
  readonly kinds: readonly string[];
  /** Of each name the number of places before its own, and at the end the number of all. */
  readonly starts: readonly number[];
  /**
   * In another order than the usual one: the places by their numbers in the usual order, or the usual order from its end. Left
   * out in the usual order, which is that of records, events and instances.
   */
  readonly sequence?: readonly number[] | 'REVERSED';
  /** Fields that the filter or the order needed and REDCap withheld. */
  readonly withheld: readonly string[];
}
