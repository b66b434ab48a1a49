import type { Cell } from '../call/answer.ts';

/** A row with its columns in order; a column that the row does not have is "". */
export const orderRow = (columns: readonly string[], row: Readonly<Record<string, Cell>>): Record<string, Cell> =>
  Object.fromEntries(columns.map((column) => [column, row[column] ?? (row[column] === null ? null : '')]));

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const readScalar = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (value === null) return '';
  throw new Error('A value is neither text nor a number');
};

const readCell = (value: unknown): string | Record<string, string> =>
  isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, readScalar(inner)]))
    : readScalar(value);

const readRow = (row: unknown): Record<string, string | Record<string, string>> => {
  if (!isObject(row) || Array.isArray(row)) throw new Error('A row is not an object');
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, readCell(value)]));
};

/**
 * Reads an array of objects, one object, or objects by number as PHP writes an array with gaps.
 * Numbers and booleans become text, null becomes "". Throws for anything else.
 */
export const readJson = (text: string): Record<string, string | Record<string, string>>[] => {
  const value: unknown = JSON.parse(text);
  if (Array.isArray(value)) return value.map(readRow);
  if (!isObject(value)) throw new Error('The data are neither an array nor an object');
  const inner = Object.entries(value);
  const isNumbered = inner.length > 0 && inner.every(([name, row]) => /^\d+$/.test(name) && isObject(row));
  return isNumbered ? inner.map(([, row]) => readRow(row)) : [readRow(value)];
};
