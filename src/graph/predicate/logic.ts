import type { Design, EventNode } from '../design/design.ts';
import { filterFields } from '../filter/filter.ts';
import { matchRow } from '../filter/match.ts';
import { compileFilter } from '../filter/logic.ts';
import type { RecordFilter } from '../filter/filter.ts';
import type { ExistsPredicate, RecordPredicate } from './predicate.ts';

/**
 * A predicate as REDCap logic that selects exactly the same records; null where no logic does, and the gateway must evaluate it.
 * REDCap asks every row (event or instance) by itself and returns the rows that say yes, so one row is enough to select a
 * record. A predicate becomes a filter of rows, and `compileFilter` writes that as logic.
 *
 * Rules:
 * - A leaf is about saved instances, logic is about rows. The two agree only where a row without the instrument cannot say
 *   yes. The gateway therefore evaluates `isBlank: true`, `ne`, `not` alone, and all that looks at the record id, which every
 *   row holds.
 * - A leaf is **closed** when all rows of a record give the same answer, because its values are named by event. Nothing may
 *   repeat in such an event (the rule of `compileFilter`). An instrument in several events is an `or` over the events. Where
 *   nothing repeats in a classic project, a record has one row, and every leaf is closed. Closed parts may be joined and
 *   negated freely.
 * - Any other leaf is about one row. `and` may join one of them with closed parts. `and` may join two of them only when both
 *   are about the only row of the same event: one row cannot be two rows. `or` may join any. None may be negated: "no row" is
 *   not the same as "some row not".
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

/** A row without the instrument cannot satisfy the filter. Nothing follows for the record id, which every row holds. */
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
 * Who evaluates a predicate. REDCap evaluates it where its logic says exactly the same. The loader of lists checks the groups
 * that all records must be in. If a part is left, the gateway evaluates the whole, because logic would hide rows that this
 * part may look at. With `needsAllRows`, nothing is left to REDCap's logic: an order by a field needs the same rows, so that
 * one export is enough.
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
