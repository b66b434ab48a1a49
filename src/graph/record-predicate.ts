import type { RecordFilter } from './record-filter.ts';

/**
 * Which records to select, said of the record as a whole: `exists` is true when some saved instance of the instrument (in
 * that event, or in any) satisfies the filter by itself. The filter's fields are of that instrument (or its status), and
 * none of its conditions names an event; null asks only that the instrument is saved.
 */
export type RecordPredicate =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly RecordPredicate[] }
  | { readonly kind: 'not'; readonly part: RecordPredicate }
  /** In one of these data access groups, by unique name; "" stands for none. */
  | { readonly kind: 'group'; readonly names: readonly string[] }
  | {
      readonly kind: 'exists';
      readonly instrument: string;
      /** Unique event name; null for any, and in a classic project. */
      readonly event: string | null;
      readonly filter: RecordFilter | null;
    };
