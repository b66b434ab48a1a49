import type { Design } from '../design/design.ts';
import { checkFilter, maximumDepth, type FilterProblem } from '../filter/check.ts';
import { filterFields } from '../filter/filter.ts';
import { matchRow } from '../filter/match.ts';
import type { RecordFilter } from '../filter/filter.ts';
import { savedOf, type RecordNode } from '../record/record.ts';

/**
 * Which records to select. `exists` is true when one saved instance of the instrument, in that event or in any, satisfies the
 * whole filter. The filter looks only at fields of that instrument and at its status, and none of its conditions names an
 * event. A filter of null asks only that the instrument is saved.
 */
export type RecordPredicate =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly RecordPredicate[] }
  | { readonly kind: 'not'; readonly part: RecordPredicate }
  /** In one of these data access groups, by unique name; "" stands for none. */
  | { readonly kind: 'group'; readonly names: readonly string[] }
  | ExistsPredicate;

/** Some saved instance of an instrument is as the filter says. */
export interface ExistsPredicate {
  readonly kind: 'exists';
  readonly instrument: string;
  /** Unique event name; null for any, and in a classic project. */
  readonly event: string | null;
  readonly filter: RecordFilter | null;
}

/** The saved instances of a record satisfy a predicate. The record must have come with `predicateFields`. */
export const matchPredicate = (predicate: RecordPredicate, record: RecordNode, design: Design): boolean => {
  switch (predicate.kind) {
    case 'and':
      return predicate.parts.every((part) => matchPredicate(part, record, design));
    case 'or':
      return predicate.parts.some((part) => matchPredicate(part, record, design));
    case 'not':
      return !matchPredicate(predicate.part, record, design);
    case 'group':
      return predicate.names.includes(record.dataAccessGroup ?? '');
    case 'exists':
      return savedOf(record, predicate.instrument)
        .filter(({ event }) => predicate.event === null || event?.uniqueEventName === predicate.event)
        .some(({ cells }) => predicate.filter === null || matchRow(predicate.filter, cells, [], design));
  }
};

/** Every `exists` in a predicate. */
const leavesOf = (predicate: RecordPredicate): readonly ExistsPredicate[] => {
  switch (predicate.kind) {
    case 'and':
    case 'or':
      return predicate.parts.flatMap(leavesOf);
    case 'not':
      return leavesOf(predicate.part);
    case 'group':
      return [];
    case 'exists':
      return [predicate];
  }
};

/** What REDCap is asked for to evaluate a predicate: its fields, and the statuses, which show what is saved. */
export const predicateFields = (predicate: RecordPredicate, design: Design): string[] => {
  const names = leavesOf(predicate).flatMap(({ instrument, filter }) => [
    design.instrument(instrument)?.statusColumn ?? '',
    ...(filter === null ? [] : filterFields(filter)),
  ]);
  return [...new Set(names)].filter((name) => name !== '');
};

/** Whether a predicate asks for the data access groups of records. */
export const namesGroups = (predicate: RecordPredicate): boolean => {
  switch (predicate.kind) {
    case 'and':
    case 'or':
      return predicate.parts.some(namesGroups);
    case 'not':
      return namesGroups(predicate.part);
    case 'group':
      return true;
    case 'exists':
      return false;
  }
};

const depthOf = (predicate: RecordPredicate): number => {
  switch (predicate.kind) {
    case 'and':
    case 'or':
      return 1 + Math.max(0, ...predicate.parts.map(depthOf));
    case 'not':
      return 1 + depthOf(predicate.part);
    case 'group':
    case 'exists':
      return 1;
  }
};

/** What is wrong in a predicate: nested too deep, or something in its filters (see `checkFilter`). */
export const checkPredicate = (predicate: RecordPredicate, design: Design): FilterProblem[] => {
  if (depthOf(predicate) > maximumDepth) {
    return [{ path: [], message: `A filter may be nested ${maximumDepth} levels deep: write it flatter.` }];
  }
  return leavesOf(predicate).flatMap(({ filter }) => (filter === null ? [] : checkFilter(filter, design)));
};
