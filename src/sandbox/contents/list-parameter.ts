import { Refusal } from '../call/answer.ts';
import type { Parameters } from '../call/call.ts';

/** REDCap's refusal of a list with names that it does not know: `'x','y'`. */
export const invalidValues = (parameter: string, values: readonly string[]): Refusal =>
  new Refusal(
    400,
    `The following values in the parameter "${parameter}" are not valid: ${values.map((value) => `'${value}'`).join(', ')}`,
  );

/** A refusal of an import that names the row, counted from 1, its column and the remedy. */
export const invalidCell = (row: number, column: string, remedy: string): Refusal =>
  new Refusal(400, `Row ${String(row + 1)}: the column "${column}" ${remedy}`);

/** A list that must not be empty, for example the arms to delete. */
export const requireList = (parameters: Parameters, name: string): string[] => {
  const values = [...new Set(parameters.list(name))];
  if (values.length === 0) throw new Refusal(400, `The required parameter "${name}" is missing`);
  return values;
};

/** A list of names that must all be known; a single pass tells about all that are not. */
export const requireKnown = (parameters: Parameters, name: string, isKnown: (value: string) => boolean): string[] => {
  const values = requireList(parameters, name);
  const unknown = values.filter((value) => !isKnown(value));
  if (unknown.length > 0) throw invalidValues(name, unknown);
  return values;
};

/** A whole number from 0 up; null for anything else. */
export const readWholeNumber = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,9}$/.test(text.trim()) ? Number(text) : null;
