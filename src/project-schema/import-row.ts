import type { FieldNode } from '../graph/design.ts';
import type { ValueInput } from '../graph/field-input.ts';
import type { InstrumentRowInput, RowResult } from '../writers/record-import-type.ts';
import type { UserErrorShape } from '../writers/user-error.ts';
import type { InstrumentWord, Vocabulary } from './vocabulary.ts';

type Given = Readonly<Record<string, unknown>>;

/** A typed row as the writer takes rows, and where its parts stand in the caller's input. */
export interface TypedRow {
  readonly row: InstrumentRowInput;
  /** For example `['vitals', '0']`. */
  readonly path: readonly string[];
  /** The place of each of the row's values below that path, for example `['values', 'sbp']` or `['erase', '0']`. */
  readonly valuePaths: readonly (readonly string[])[];
}

interface PlacedValue {
  readonly value: ValueInput;
  readonly path: readonly string[];
}

const isObject = (value: unknown): value is Given => typeof value === 'object' && value !== null;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);

/** A typed value in the form that the untyped import takes it in for this kind of field. */
const toValueInput = ({ fieldName: field, kind }: FieldNode, value: unknown): ValueInput => {
  switch (kind) {
    case 'integer':
    case 'number':
      return { field, number: String(value) };
    case 'date':
      return { field, date: String(value) };
    case 'datetime':
      return { field, dateTime: String(value) };
    case 'boolean':
      return { field, raw: value === true ? '1' : '0' };
    case 'checkbox':
      return { field, checked: isObject(value) ? listOf(value['checked']).map(String) : [] };
    default:
      return { field, raw: String(value) };
  }
};

const givenValues = (word: InstrumentWord, values: unknown): PlacedValue[] => {
  const given = isObject(values) ? values : {};
  return word.fields.flatMap(({ field, name }): PlacedValue[] => {
    const value = given[name];
    if (value === null || value === undefined) return [];
    return [{ value: toValueInput(field, value), path: ['values', name] }];
  });
};

const erasures = (erase: unknown): PlacedValue[] =>
  listOf(erase).map((field, index) => ({
    value: { field: String(field), erase: true },
    path: ['erase', String(index)],
  }));

const missingData = (codes: unknown): PlacedValue[] =>
  listOf(codes).flatMap((entry, index): PlacedValue[] => {
    if (!isObject(entry)) return [];
    const field = String(entry['field']);
    const code = String(entry['code']);
    return [{ value: { field, raw: code }, path: ['missingDataCodes', String(index)] }];
  });

/** The only event of an instrument need not be named. */
const eventOf = (word: InstrumentWord, event: unknown): string | null => {
  if (typeof event === 'string') return event;
  const [only, ...others] = word.events;
  return others.length === 0 ? (only?.event.uniqueEventName ?? null) : null;
};

const readRow = (word: InstrumentWord, row: Given, index: number): TypedRow => {
  const { values, erase, missingDataCodes, event, ...keys } = row;
  const placed = [...givenValues(word, values), ...erasures(erase), ...missingData(missingDataCodes)];
  return {
    row: {
      ...keys,
      event: eventOf(word, event),
      instrument: word.instrument.name,
      values: placed.map(({ value }) => value),
    },
    path: [word.name, String(index)],
    valuePaths: placed.map(({ path }) => path),
  };
};

/** All rows of an input: the untyped ones first, then those of each instrument in the order of the project. */
export const readRows = (vocabulary: Vocabulary, input: Given): readonly TypedRow[] => {
  const untyped = listOf(input['rows']).map((row, index): TypedRow => {
    const given = row as InstrumentRowInput;
    return {
      row: given,
      path: ['rows', String(index)],
      valuePaths: given.values.map((_value, place) => ['values', String(place)]),
    };
  });
  const typed = vocabulary.instruments.flatMap((word) =>
    listOf(input[word.name]).map((row, index) => readRow(word, isObject(row) ? row : {}, index)),
  );
  return [...untyped, ...typed];
};

/** An error of the writer, with the place in the caller's input in its path and, where it names a value, in its words. */
export const placeError = (error: UserErrorShape, rows: readonly TypedRow[]): UserErrorShape => {
  const [list, index, part, place, ...rest] = error.path;
  const row = list === 'rows' ? rows[Number(index)] : undefined;
  if (row === undefined) return error;
  const valuePath = part === 'values' ? row.valuePaths[Number(place)] : undefined;
  const inner = valuePath === undefined ? error.path.slice(2) : [...valuePath, ...rest];
  const message = error.message.replace(/\bvalues\.(\d+)\b/g, (told, number: string) =>
    (row.valuePaths[Number(number)] ?? [told]).join('.'),
  );
  return { ...error, message, path: [...row.path, ...inner] };
};

/** A row's result, placed likewise. */
export const placeResult = (
  result: RowResult,
  rows: readonly TypedRow[],
): RowResult & { readonly path: readonly string[] } => ({
  ...result,
  path: rows[result.index]?.path ?? [],
  errors: result.errors.map((error) => placeError(error, rows)),
});
