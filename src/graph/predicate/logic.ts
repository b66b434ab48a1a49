import type { Design, EventNode } from '../design/design.ts';
import { filterFields } from '../filter/filter.ts';
import { matchRow } from '../filter/match.ts';
import { compileFilter } from '../filter/logic.ts';
import type { RecordFilter } from '../filter/filter.ts';
import type { ExistsPredicate, RecordPredicate } from './predicate.ts';

/**
 * A predicate as REDCap logic that selects exactly the records which it selects; null where that cannot be said, and the
 * gateway must hold it against the records. REDCap asks every row (event or instance) by itself and gives the rows that say
 * yes, so a record is selected when one row does. What is made of a predicate is a filter of rows, which `compileFilter` then
 * writes: quotes and brackets are decided there.
 *
 * Rules:
 * - A leaf is about saved instances, logic is about rows. The two agree only where a row without anything of the instrument
 *   cannot say yes: `isBlank: true`, `ne`, `not` alone and whatever looks at the record id (every row holds it) are therefore
 *   held against the records.
 * - A leaf is **closed** when every row of a record gives the same answer, because its values are named by event. That needs
 *   events in which nothing repeats (the rule of `compileFilter`); an instrument in several events is an `or` over them. In a
 *   classic project where nothing repeats a record has one row, and every leaf is closed. Closed parts may be joined and
 *   negated at will.
 * - Any other leaf is about one row. One of them may be and-ed with closed parts. Two may only when both are about the one row
 *   of the same event, else a row would have to be two. `or` takes any. None may be negated: "no row" is not "some row not".
 */
export const compilePredicate = (predicate: RecordPredicate, design: Design): string | null => {
  const rowFilter = toRowFilter(predicate, design);
  return rowFilter === null ? null : compileFilter(rowFilter.filter, design);
};

/** A predicate said of rows. */
interface RowFilter {
  readonly filter: RecordFilter;
  /** Which row says yes: all of them or none, the one row of an event (by name, "" in a classic project), or any. */
  readonly row: 'closed' | 'any' | { readonly of: string };
}

const toRowFilter = (predicate: RecordPredicate, design: Design): RowFilter | null => {
  switch (predicate.kind) {
    case 'and':
    case 'or': {
      const parts = predicate.parts.map((part) => toRowFilter(part, design));
      const known = parts.filter((part) => part !== null);
      if (known.length < parts.length || known.length === 0) return null;
      return predicate.kind === 'and' ? joinAll(known) : joinAny(known);
    }
    case 'not': {
      const part = toRowFilter(predicate.part, design);
      return part?.row === 'closed' ? { filter: { not: part.filter }, row: 'closed' } : null;
    }
    case 'group':
      return null;
    case 'exists':
      return toLeaf(predicate, design);
  }
};

/** The row that all parts which are about a row have in common; null when they have none. */
const commonRow = (parts: readonly RowFilter[]): RowFilter['row'] | null => {
  const rows = parts.map(({ row }) => row).filter((row) => row !== 'closed');
  const [first, ...others] = rows;
  if (first === undefined) return 'closed';
  if (others.length === 0) return first;
  const isSame = others.every((row) => typeof first === 'object' && typeof row === 'object' && row.of === first.of);
  return isSame ? first : null;
};

const joinAll = (parts: readonly RowFilter[]): RowFilter | null => {
  const row = commonRow(parts);
  return row === null ? null : { filter: { and: parts.map(({ filter }) => filter) }, row };
};

const joinAny = (parts: readonly RowFilter[]): RowFilter => {
  const isClosed = parts.every(({ row }) => row === 'closed');
  return { filter: { or: parts.map(({ filter }) => filter) }, row: isClosed ? 'closed' : 'any' };
};

/** No row without anything of the instrument satisfies the filter. Of the record id nothing follows: every row holds it. */
const impliesSaved = (filter: RecordFilter, design: Design): boolean =>
  !matchRow(filter, {}, [], design) && !filterFields(filter).includes(design.recordIdField.fieldName);

const toLeaf = ({ instrument, event, filter }: ExistsPredicate, design: Design): RowFilter | null => {
  if (filter === null || !impliesSaved(filter, design)) return null;
  const isUnknown = design.rows.repeating === null && design.hasRepeating;
  if (isUnknown) return event === null ? { filter, row: 'any' } : null;
  if (!design.isLongitudinal) {
    if (!design.hasRepeating) return { filter, row: 'closed' };
    return { filter, row: design.repeatKind(null, instrument) === 'NONE' ? { of: '' } : 'any' };
  }
  const all = design.eventsOf(instrument);
  const events = event === null ? all : all.filter(({ uniqueEventName }) => uniqueEventName === event);
  const [only, ...others] = events;
  if (only === undefined) return null;
  if (events.every((each) => isQuiet(each, design))) {
    const parts = events.map(({ uniqueEventName }) => inEvent(filter, uniqueEventName));
    return { filter: others.length === 0 ? (parts[0] ?? filter) : { or: parts }, row: 'closed' };
  }
  // Unqualified, a condition is about whatever row is tested: all events of the instrument, and not some of them.
  if (events.length < all.length) return null;
  const isOneRow = others.length === 0 && design.repeatKind(only, instrument) === 'NONE';
  return { filter, row: isOneRow ? { of: only.uniqueEventName } : 'any' };
};

/** Nothing repeats in the event, so that it has one row. */
const isQuiet = (event: EventNode, design: Design): boolean =>
  !design.repeating.some((entry) => entry.event?.uniqueEventName === event.uniqueEventName);

/** The filter with every condition about that event. */
const inEvent = (filter: RecordFilter, event: string): RecordFilter => ({
  ...filter,
  ...(filter.field == null ? {} : { event }),
  ...(filter.and == null ? {} : { and: filter.and.map((part) => inEvent(part, event)) }),
  ...(filter.or == null ? {} : { or: filter.or.map((part) => inEvent(part, event)) }),
  ...(filter.not == null ? {} : { not: inEvent(filter.not, event) }),
});

/** How a predicate is evaluated. */
export interface PlannedPredicate {
  /** For REDCap to evaluate; null when there is nothing for it. */
  readonly logic: string | null;
  /** Groups that the records must be in; null for any. */
  readonly groups: readonly string[] | null;
  /** For the gateway to hold against the records; null when there is nothing left. */
  readonly predicate: RecordPredicate | null;
}

/**
 * Who evaluates a predicate: REDCap what its logic says exactly, the loader of lists the groups that all records must be in,
 * the gateway the rest, and then all of it, since logic would hide rows that the rest may look at. With `needsAllRows` (an
 * order by a field looks at them too) nothing is left to REDCap's logic: one export instead of two.
 */
export const planPredicate = (predicate: RecordPredicate, design: Design, needsAllRows = false): PlannedPredicate => {
  const parts = conjunctsOf(predicate);
  const groupParts = parts.flatMap((part) => (part.kind === 'group' ? [part.names] : []));
  const rest = parts.filter((part) => part.kind !== 'group');
  const groups = groupParts.reduce<readonly string[] | null>(
    (common, names) => (common === null ? names : common.filter((name) => names.includes(name))),
    null,
  );
  if (rest.length === 0) return { logic: null, groups, predicate: null };
  const [only] = rest;
  const whole: RecordPredicate = rest.length === 1 && only !== undefined ? only : { kind: 'and', parts: rest };
  const logic = needsAllRows ? null : compilePredicate(whole, design);
  return { logic, groups, predicate: logic === null ? whole : null };
};

const conjunctsOf = (predicate: RecordPredicate): readonly RecordPredicate[] =>
  predicate.kind === 'and' ? predicate.parts.flatMap(conjunctsOf) : [predicate];
