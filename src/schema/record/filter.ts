import { badUserInput } from '../../errors.ts';
import type { Design } from '../../graph/design/design.ts';
import { givenNames } from '../../graph/filter/given-name.ts';
import { checkFilter } from '../../graph/filter/check.ts';
import { filterFields, type RecordFilter } from '../../graph/filter/filter.ts';
import { matchRecord, mayMatchBlankRow } from '../../graph/filter/match.ts';
import { compileFilter } from '../../graph/filter/logic.ts';
import { builder } from '../builder.ts';

export const RecordFilterInput = builder.inputRef<RecordFilter>('RecordFilter');

RecordFilterInput.implement({
  description:
    'Which rows to select: one field with one operator, or `and`, `or`, `not` of others. A blank value never satisfies an ordering. REDCap evaluates it where its logic can say exactly this, else the gateway does; the answer is the same.',
  fields: (t) => ({
    and: t.field({ type: [RecordFilterInput], description: 'All of these.' }),
    or: t.field({ type: [RecordFilterInput], description: 'At least one of these.' }),
    not: t.field({ type: RecordFilterInput, description: 'The opposite of this.' }),
    field: t.string({ description: 'Name of the field that is looked at; of a checkbox without its code.' }),
    event: t.string({
      description:
        'Unique name of the event whose value is looked at. Left out: the event (and instance) of the row that is being tested.',
    }),
    eq: t.string({ description: 'Equal to this code, number, date or text.' }),
    ne: t.string({ description: 'Not equal to this. A blank value is not equal to anything but "".' }),
    gt: t.string({ description: 'Greater than this number or later than this date.' }),
    gte: t.string({ description: 'At least this number or this date.' }),
    lt: t.string({ description: 'Less than this number or earlier than this date.' }),
    lte: t.string({ description: 'At most this number or this date.' }),
    contains: t.string({ description: 'Holds this text somewhere, in capitals or not; fields that hold text.' }),
    startsWith: t.string({ description: 'Begins with this text, in capitals or not; fields that hold text.' }),
    isBlank: t.boolean({ description: 'True: nothing is stored. False: something is.' }),
    checked: t.string({ description: 'This code of a checkbox is checked.' }),
  }),
});

/** A caller's filter, checked, and how it will be evaluated. */
export interface PreparedFilter {
  /** For REDCap to evaluate; null when there is none or when it is evaluated here. */
  readonly logic: string | null;
  /** For the gateway to evaluate. */
  readonly filter: RecordFilter | null;
  readonly fields: readonly string[];
  /** Events whose rows are enough to find the records; null for all. */
  readonly events: readonly string[] | null;
}

/** The events that a filter names; null when some condition is about the row's own event. */
const qualifyingEvents = (filter: RecordFilter): readonly string[] | null => {
  const parts = [...(filter.and ?? []), ...(filter.or ?? []), ...(filter.not ? [filter.not] : [])].map(
    qualifyingEvents,
  );
  const own = filter.field == null ? [] : filter.event == null ? null : [filter.event];
  const all = [...parts, own];
  return all.some((events) => events === null) ? null : [...new Set(all.flatMap((events) => events ?? []))];
};

/**
 * Events to which a list's export may be limited without changing its answer. The filter must look at named events only, and
 * a record that has nothing in them must not satisfy it.
 */
const eventsToList = (filter: RecordFilter, design: Design): readonly string[] | null => {
  const events = qualifyingEvents(filter);
  return events === null || events.length === 0 || matchRecord(filter, [{}], design) ? null : events;
};

/** Names that REDCap logic may hold in brackets besides fields and events: smart variables and instance numbers. */
const isSmart = (name: string): boolean => name.includes('-') || /^\d+$/.test(name);

/** Refuses logic that names what the project does not have: REDCap's answer to that is not to be relied on. */
const checkLogic = (logic: string, design: Design): void => {
  const names = [...logic.matchAll(/\[([^[\]()]+)(?:\([^()]*\))?\]/g)].map((match) => match[1]?.trim() ?? '');
  const isStatus = (name: string): boolean => design.instruments.some(({ statusColumn }) => statusColumn === name);
  const unknown = names.filter(
    (name) =>
      !isSmart(name.split(':')[0] ?? name) &&
      design.field(name) === undefined &&
      design.event(name) === undefined &&
      !isStatus(name),
  );
  if (unknown.length > 0) {
    throw badUserInput(
      `filterLogic names ${givenNames(unknown, 'something in brackets')}, which is no field or event of the project.`,
      'filterLogic',
    );
  }
};

/**
 * Whether it is not sure which rows REDCap would ask a filter of. Rows of instances may come, or not, of which the filter
 * looks at nothing. Such a row is blank to the filter.
 */
const dependsOnBlankRows = (where: RecordFilter, design: Design): boolean => {
  const mayHaveInstances =
    design.repeating.some(({ instrument }) => instrument !== null) ||
    (design.rows.repeating === null && design.hasRepeating);
  return mayHaveInstances && mayMatchBlankRow(where, design);
};

/** Checks `where` or `filterLogic` against the design and decides who evaluates it. */
export const prepareFilter = (
  where: RecordFilter | null | undefined,
  filterLogic: string | null | undefined,
  design: Design,
): PreparedFilter => {
  if (where !== null && where !== undefined && filterLogic !== null && filterLogic !== undefined) {
    throw badUserInput('Give where or filterLogic, not both: REDCap tests each row once.', 'filterLogic');
  }
  if (filterLogic !== null && filterLogic !== undefined) {
    checkLogic(filterLogic, design);
    return { logic: filterLogic, filter: null, fields: [], events: null };
  }
  if (where === null || where === undefined) return { logic: null, filter: null, fields: [], events: null };
  const [problem] = checkFilter(where, design);
  if (problem !== undefined) throw badUserInput(problem.message, ['where', ...problem.path].join('.'));
  const logic = dependsOnBlankRows(where, design) ? null : compileFilter(where, design);
  return {
    logic,
    filter: logic === null ? where : null,
    fields: filterFields(where),
    events: eventsToList(where, design),
  };
};
