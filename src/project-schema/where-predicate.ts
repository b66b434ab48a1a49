import { schemaOutdated } from '../errors.ts';
import type { Design } from '../graph/design/design.ts';
import { writeStatus, type FormStatus } from '../graph/dictionary/form-status.ts';
import type { RecordFilter } from '../graph/filter/filter.ts';
import type { RecordPredicate } from '../graph/predicate/predicate.ts';
import { askedEvents, type EventArgs } from './event-argument.ts';
import type { FieldWord, InstrumentWord, Vocabulary } from './vocabulary.ts';
import {
  allOf,
  asFilter,
  checkDepth,
  given,
  operands,
  readCondition,
  refuse,
  type GivenFilter,
  type Path,
} from './where-condition.ts';

/** A filter of one instrument, with REDCap's names in it. */
export interface InstrumentPredicate {
  /** Unique event names; null for any event. */
  readonly events: readonly string[] | null;
  readonly filter: RecordFilter | null;
}

/** What a filter's names mean. */
export interface Reading {
  readonly vocabulary: Vocabulary;
  /** The design as it is now, which may have moved on since the vocabulary was made. */
  readonly design: Design;
  /** Unique names of all data access groups; null when they are not known, and not checked. */
  readonly groups: readonly string[] | null;
}

const filtersOf = (value: unknown): readonly GivenFilter[] => (Array.isArray(value) ? value.map(asFilter) : []);

const toStatusCode = (value: unknown): string => writeStatus(value as FormStatus);

const wordsByName = new WeakMap<InstrumentWord, ReadonlyMap<string, FieldWord>>();

const fieldWord = (word: InstrumentWord, name: string): FieldWord | undefined => {
  const words = wordsByName.get(word) ?? new Map(word.fields.map((field) => [field.name, field]));
  wordsByName.set(word, words);
  return words.get(name);
};

const partFilter = (
  word: InstrumentWord,
  design: Design,
  [key, value]: [string, unknown],
  path: Path,
): RecordFilter => {
  const at = [...path, key];
  switch (key) {
    case 'and':
    case 'or': {
      const parts = filtersOf(value).map((part, index) => instrumentFilter(word, design, part, [...at, index]));
      if (parts.length === 0) throw refuse(`${at.join('.')} is empty: leave it out.`, at);
      return { [key]: parts };
    }
    case 'not':
      return { not: instrumentFilter(word, design, asFilter(value), at) };
    case 'event':
    case 'anyArm':
      throw refuse(`${key} belongs to the outermost filter of ${word.name}, which is about one event or any.`, at);
    case 'status': {
      const name = word.instrument.statusColumn;
      return readCondition({ name, design, toOperand: toStatusCode }, asFilter(value), at);
    }
    default:
      return readCondition({ name: fieldWord(word, key)?.field.fieldName ?? key, design }, asFilter(value), at);
  }
};

const instrumentFilter = (word: InstrumentWord, design: Design, filter: GivenFilter, path: Path): RecordFilter => {
  checkDepth(path);
  const parts = given(filter);
  if (parts.length === 0) throw refuse(`${path.join('.')} is empty: say what must hold, or leave it out.`, path);
  return allOf(parts.map((part) => partFilter(word, design, part, path)));
};

/**
 * The filter of an instrument in REDCap's names. An empty one asks only that something of it is saved. Throws BAD_USER_INPUT
 * with the place in the caller's input, and SCHEMA_OUTDATED when the instrument or the event is gone.
 */
export const readInstrumentFilter = (
  word: InstrumentWord,
  design: Design,
  filter: GivenFilter,
  path: Path,
): InstrumentPredicate => {
  const { name } = word.instrument;
  if (design.instrument(name) === undefined) throw schemaOutdated(`${name} is no instrument any more.`);
  const { event, anyArm, ...rest } = filter;
  return {
    events: typeof event === 'string' ? eventsNamed(design, name, { event, anyArm: anyArm === true }) : null,
    filter: given(rest).length === 0 ? null : instrumentFilter(word, design, rest, path),
  };
};

const eventsNamed = (design: Design, instrument: string, args: Required<EventArgs>): readonly string[] => {
  const { event } = args;
  if (design.event(event ?? '') === undefined) throw schemaOutdated(`${event ?? ''} is no event any more.`);
  return [...(askedEvents(design, instrument, args) ?? [])];
};

/** Some saved instance of an instrument is like this, in any of the events. */
const someSaved = (instrument: string, { events, filter }: InstrumentPredicate): RecordPredicate => {
  const parts = (events ?? [null]).map((event) => ({ kind: 'exists', instrument, event, filter }) as const);
  const [only, ...others] = parts;
  return only !== undefined && others.length === 0 ? only : { kind: 'or', parts };
};

const readGroups = (value: unknown, groups: readonly string[] | null, path: Path): RecordPredicate => {
  const names = operands(value, path).map(String);
  const unknown = names.find((name) => name !== '' && groups?.includes(name) === false);
  if (unknown !== undefined) {
    const known = groups?.length === 0 ? 'there are none' : `take one of ${groups?.join(', ') ?? ''}`;
    throw refuse(`${unknown} is no unique name of a data access group: ${known}, or "" for no group.`, path);
  }
  return { kind: 'group', names };
};

const wherePart = (reading: Reading, [key, value]: [string, unknown], path: Path): RecordPredicate => {
  const at = [...path, key];
  switch (key) {
    case 'and':
    case 'or': {
      const parts = filtersOf(value).map((part, index) => readWhere(reading, part, [...at, index]));
      if (parts.length === 0) throw refuse(`${at.join('.')} is empty: leave it out.`, at);
      return { kind: key, parts };
    }
    case 'not':
      return { kind: 'not', part: readWhere(reading, asFilter(value), at) };
    case 'dataAccessGroups':
      return readGroups(value, reading.groups, at);
    default: {
      const word = reading.vocabulary.instruments.find(({ name }) => name === key);
      if (word === undefined) throw refuse(`There is no instrument ${key}.`, at);
      return someSaved(word.instrument.name, readInstrumentFilter(word, reading.design, asFilter(value), at));
    }
  }
};

/** The filter of records in REDCap's names. Throws like `readInstrumentFilter`, and BAD_USER_INPUT for an unknown group. */
export const readWhere = (reading: Reading, where: GivenFilter, path: Path = ['where']): RecordPredicate => {
  checkDepth(path);
  const parts = given(where).map((part) => wherePart(reading, part, path));
  const [only, ...others] = parts;
  if (only === undefined) throw refuse(`${path.join('.')} is empty: say what must hold, or leave it out.`, path);
  return others.length === 0 ? only : { kind: 'and', parts };
};

/** Whether a filter names data access groups, so that they are worth being known. */
export const whereNamesGroups = (where: GivenFilter): boolean =>
  given(where).some(([key, value]) => {
    if (key === 'dataAccessGroups') return true;
    if (key === 'not') return whereNamesGroups(asFilter(value));
    return (key === 'and' || key === 'or') && filtersOf(value).some(whereNamesGroups);
  });
