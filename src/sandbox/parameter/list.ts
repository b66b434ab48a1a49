import type { Parameters } from '../call/parameters.ts';
import { invalidValues, missingParameter } from '../call/refusal.ts';

/** Refuses a list that has values which the project does not know. The refusal names all of them. */
export const refuseUnknown = (
  parameter: string,
  values: readonly string[],
  isKnown: (value: string) => boolean,
): void => {
  const unknown = values.filter((value) => !isKnown(value));
  if (unknown.length > 0) throw invalidValues(parameter, unknown);
};

/** A list that must not be empty, for example the arms to delete. */
export const requireList = (parameters: Parameters, name: string): string[] => {
  const values = [...new Set(parameters.list(name))];
  if (values.length === 0) throw missingParameter(name);
  return values;
};

/** A list of names that must all be known. */
export const requireKnown = (parameters: Parameters, name: string, isKnown: (value: string) => boolean): string[] => {
  const values = requireList(parameters, name);
  refuseUnknown(name, values, isKnown);
  return values;
};
