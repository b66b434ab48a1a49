import type { ValueInput } from '../graph/kind/input.ts';
import { kindOf } from '../graph/kind/table.ts';
import type { InstrumentRowInput, RowResult } from '../writers/record/import-type.ts';
import { placeError, type UserErrorShape } from '../writers/user-error.ts';
import { forEachInTurns } from '../work-turn.ts';
import type { InstrumentWord, Vocabulary } from './vocabulary.ts';

type Given = Readonly<Record<string, unknown>>;

/** A row as the writer takes rows, and where its parts stand in the caller's input. */
export interface PlacedRow {
  readonly row: InstrumentRowInput;
  /** For example `['vitals', '0']`. */
  readonly path: readonly string[];
  /** The place of each of the row's values below that path, for example `['values', 'sbp']` or `['erase', '0']`. */
  readonly valuePaths: readonly (readonly string[])[];
  /** The place of each of the row's expected values likewise, for example `['expected', 'values', 'sbp']`. */
  readonly expectedPaths: readonly (readonly string[])[];
}

/** All rows of an input, in the order of their results. */
export interface PlacedRows {
  readonly rows: readonly PlacedRow[];
  /** Where the whole of them stands: `['rows']` if the caller used that list alone; empty when it is in several lists. */
  readonly path: readonly string[];
}

interface PlacedValue {
  readonly value: ValueInput;
  readonly path: readonly string[];
}

const isObject = (value: unknown): value is Given => typeof value === 'object' && value !== null;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);

const givenValues = (word: InstrumentWord, values: unknown): PlacedValue[] => {
  const given = isObject(values) ? values : {};
  return word.fields.flatMap(({ field, name }): PlacedValue[] => {
    const value = given[name];
    if (value === null || value === undefined) return [];
    return [{ value: { field: field.fieldName, ...kindOf(field).ownInput.toInput(value) }, path: ['values', name] }];
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
    const value = { field: String(entry['field']), missingDataCode: String(entry['code']) };
    return [{ value, path: ['missingDataCodes', String(index)] }];
  });

const emptyFields = (empty: unknown): PlacedValue[] =>
  listOf(empty).map((field, index) => ({ value: { field: String(field) }, path: ['empty', String(index)] }));

/** What the caller of a row saw. */
const expectedValues = (word: InstrumentWord, expected: unknown): PlacedValue[] => {
  const { values, empty, missingDataCodes } = isObject(expected) ? expected : {};
  return [...givenValues(word, values), ...emptyFields(empty), ...missingData(missingDataCodes)].map((placed) => ({
    ...placed,
    path: ['expected', ...placed.path],
  }));
};

/** The only event of an instrument need not be named. */
const eventOf = (word: InstrumentWord, event: unknown): string | null => {
  if (typeof event === 'string') return event;
  const [only, ...others] = word.events;
  return others.length === 0 ? (only?.event.uniqueEventName ?? null) : null;
};

const readTypedRow = (word: InstrumentWord, given: unknown, index: number): PlacedRow => {
  const { values, erase, missingDataCodes, event, expected, ...keys } = isObject(given) ? given : {};
  const placed = [...givenValues(word, values), ...erasures(erase), ...missingData(missingDataCodes)];
  const seen = expectedValues(word, expected);
  return {
    row: {
      ...keys,
      event: eventOf(word, event),
      instrument: word.instrument.name,
      values: placed.map(({ value }) => value),
      expected: seen.map(({ value }) => value),
    },
    path: [word.name, String(index)],
    valuePaths: placed.map(({ path }) => path),
    expectedPaths: seen.map(({ path }) => path),
  };
};

const placeUntypedRow = (row: InstrumentRowInput, index: number): PlacedRow => ({
  row,
  path: ['rows', String(index)],
  valuePaths: row.values.map((_value, place) => ['values', String(place)]),
  expectedPaths: (row.expected ?? []).map((_value, place) => ['expected', String(place)]),
});

/** All rows of an input: the untyped ones first, then those of each instrument in the order of the project. */
export const readRows = async ({ instruments }: Vocabulary, input: Given): Promise<PlacedRows> => {
  const isTyped = instruments.some(({ name }) => Array.isArray(input[name])) || !Array.isArray(input['rows']);
  const rows: PlacedRow[] = [];
  const untyped = listOf(input['rows']) as readonly InstrumentRowInput[];
  await forEachInTurns(untyped, (row, index) => rows.push(placeUntypedRow(row, index)));
  for (const word of instruments) {
    await forEachInTurns(listOf(input[word.name]), (row, index) => rows.push(readTypedRow(word, row, index)));
  }
  return { rows, path: isTyped ? [] : ['rows'] };
};

/** A place in the writer's input, which has one list of rows, in the caller's input. */
const placePath = (path: readonly string[], placed: PlacedRows): readonly string[] => {
  const [list, index, part, value, ...rest] = path;
  if (list !== 'rows') return path;
  if (index === undefined) return placed.path;
  const row = placed.rows[Number(index)];
  if (row === undefined) return path;
  // The list names the instrument of a typed row; the row does not.
  if (part === 'instrument' && row.path[0] !== 'rows') return row.path;
  const paths = { values: row.valuePaths, expected: row.expectedPaths };
  const valuePath = part === 'values' || part === 'expected' ? paths[part][Number(value)] : undefined;
  return [...row.path, ...(valuePath === undefined ? path.slice(2) : [...valuePath, ...rest])];
};

/** An error of the writer, with places in the caller's input. */
export const placeErrorIn = (error: UserErrorShape, placed: PlacedRows): UserErrorShape =>
  placeError(error, (path) => placePath(path, placed));

/** A row's result, placed likewise. */
export const placeResult = (
  result: RowResult,
  placed: PlacedRows,
): RowResult & { readonly path: readonly string[] } => ({
  ...result,
  path: placed.rows[result.index]?.path ?? [],
  errors: result.errors.map((error) => placeErrorIn(error, placed)),
});
