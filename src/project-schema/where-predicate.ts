import { badUserInput } from '../errors.ts';
import type { RecordFilter } from '../graph/record-filter.ts';
import type { RecordPredicate } from '../graph/record-predicate.ts';
import { writeStatus, type FormStatus } from '../graph/form-status.ts';
import type { FieldWord, InstrumentWord, Vocabulary } from './vocabulary.ts';

/** A typed filter as GraphQL gives it: names of the graph, values of any kind; null is not given. */
export type GivenFilter = Readonly<Record<string, unknown>>;

/** A filter of one instrument, with REDCap's names in it. */
export interface InstrumentPredicate {
  /** Unique event name; null for any. */
  readonly event: string | null;
  readonly filter: RecordFilter | null;
}

type Path = readonly (string | number)[];

const given = (filter: GivenFilter): [string, unknown][] =>
  Object.entries(filter).filter(([, value]) => value !== null && value !== undefined);

const isFilter = (value: unknown): value is GivenFilter => typeof value === 'object' && value !== null;

const filtersOf = (value: unknown): readonly GivenFilter[] => (Array.isArray(value) ? value.filter(isFilter) : []);

const refuse = (message: string, path: Path): Error => badUserInput(message, path.join('.'));

/** What is given, all of which must hold. */
const allOf = (parts: readonly RecordFilter[]): RecordFilter => {
  const [only, ...others] = parts;
  return only !== undefined && others.length === 0 ? only : { and: parts };
};

/** The values of an operator that takes several; none of them could be wished for by an empty list. */
const operands = (value: unknown, path: Path): readonly unknown[] => {
  const list = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  if (list.length === 0) throw refuse(`${path.join('.')} is empty: leave it out.`, path);
  return list;
};

/** A value as REDCap stores it. */
const toText = (value: unknown): string => (typeof value === 'boolean' ? (value ? '1' : '0') : String(value));

/** One operator of a field's filter. `toOperand` gives the stored form of a value. */
const condition = (
  field: string,
  operator: string,
  value: unknown,
  toOperand: (value: unknown) => string,
  path: Path,
): RecordFilter => {
  switch (operator) {
    case 'in':
      return { or: operands(value, path).map((item): RecordFilter => ({ field, eq: toOperand(item) })) };
    case 'missingDataCode':
      return { field, eq: String(value) };
    case 'checked':
      return allOf(operands(value, path).map((code): RecordFilter => ({ field, checked: String(code) })));
    case 'notChecked':
      return allOf(operands(value, path).map((code): RecordFilter => ({ not: { field, checked: String(code) } })));
    case 'isBlank':
      return { field, isBlank: value === true };
    default:
      return { field, [operator]: toOperand(value) };
  }
};

const fieldFilter = (
  field: string,
  filter: unknown,
  toOperand: (value: unknown) => string,
  path: Path,
): RecordFilter => {
  const operators = isFilter(filter) ? given(filter) : [];
  if (operators.length === 0) throw refuse(`${path.join('.')} is empty: give an operator, or leave it out.`, path);
  return allOf(operators.map(([operator, value]) => condition(field, operator, value, toOperand, [...path, operator])));
};

const toStatusCode = (value: unknown): string => writeStatus(value as FormStatus);

const wordsByName = new WeakMap<InstrumentWord, ReadonlyMap<string, FieldWord>>();

const fieldWord = (word: InstrumentWord, name: string): FieldWord | undefined => {
  const words = wordsByName.get(word) ?? new Map(word.fields.map((field) => [field.name, field]));
  wordsByName.set(word, words);
  return words.get(name);
};

const partFilter = (word: InstrumentWord, [key, value]: [string, unknown], path: Path): RecordFilter => {
  const at = [...path, key];
  switch (key) {
    case 'and':
    case 'or':
      return { [key]: filtersOf(value).map((part, index) => instrumentFilter(word, part, [...at, index])) };
    case 'not':
      return { not: instrumentFilter(word, isFilter(value) ? value : {}, at) };
    case 'event':
      throw refuse(`event belongs to the outermost filter of ${word.name}, which is about one event or any.`, at);
    case 'status':
      return fieldFilter(word.instrument.statusColumn, value, toStatusCode, at);
    default: {
      const field = fieldWord(word, key)?.field.fieldName ?? key;
      return fieldFilter(field, value, toText, at);
    }
  }
};

const instrumentFilter = (word: InstrumentWord, filter: GivenFilter, path: Path): RecordFilter => {
  const parts = given(filter);
  if (parts.length === 0) throw refuse(`${path.join('.')} is empty: say what must hold, or leave it out.`, path);
  return allOf(parts.map((part) => partFilter(word, part, path)));
};

/** The filter of an instrument in REDCap's names. An empty one asks only that something of it is saved. */
export const readInstrumentFilter = (word: InstrumentWord, filter: GivenFilter, path: Path): InstrumentPredicate => {
  const { event, ...rest } = filter;
  return {
    event: typeof event === 'string' ? event : null,
    filter: given(rest).length === 0 ? null : instrumentFilter(word, rest, path),
  };
};

const wherePart = (vocabulary: Vocabulary, [key, value]: [string, unknown], path: Path): RecordPredicate => {
  const at = [...path, key];
  switch (key) {
    case 'and':
    case 'or': {
      const parts = filtersOf(value).map((part, index) => readWhere(vocabulary, part, [...at, index]));
      if (parts.length === 0) throw refuse(`${key} is empty: leave it out.`, at);
      return { kind: key, parts };
    }
    case 'not':
      return { kind: 'not', part: readWhere(vocabulary, isFilter(value) ? value : {}, at) };
    case 'dataAccessGroups':
      return { kind: 'group', names: operands(value, at).map(String) };
    default: {
      const word = vocabulary.instruments.find(({ name }) => name === key);
      if (word === undefined) throw refuse(`There is no instrument ${key}.`, at);
      const read = readInstrumentFilter(word, isFilter(value) ? value : {}, at);
      return { kind: 'exists', instrument: word.instrument.name, ...read };
    }
  }
};

/** The filter of records in REDCap's names. Throws BAD_USER_INPUT where a part of it is empty. */
export const readWhere = (vocabulary: Vocabulary, where: GivenFilter, path: Path = ['where']): RecordPredicate => {
  const parts = given(where).map((part) => wherePart(vocabulary, part, path));
  const [only, ...others] = parts;
  if (only === undefined) throw refuse(`${path.join('.')} is empty: say what must hold, or leave it out.`, path);
  return others.length === 0 ? only : { kind: 'and', parts };
};
