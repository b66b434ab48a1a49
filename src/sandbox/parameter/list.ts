import type { Parameters } from '../call/parameters.ts';
import { invalidValues } from '../call/refusal.ts';

/** Refuses a list that has values which the project does not know. The refusal names all of them. */
export const refuseUnknown = (
  parameter: string,
  values: readonly string[],
  isKnown: (value: string) => boolean,
): void => {
  const unknown = values.filter((value) => !isKnown(value));
  if (unknown.length > 0) throw invalidValues(parameter, unknown);
};

/** A list without the names that it has twice. */
export const readList = (parameters: Parameters, name: string): string[] => [...new Set(parameters.list(name))];

/**
 * What a deletion names, for example arms. All of it must be known. An empty list deletes nothing, which is no mistake
 * (EVIDENCE.md#nothing-to-delete).
 */
export const readKnown = (parameters: Parameters, name: string, isKnown: (value: string) => boolean): string[] => {
  const values = readList(parameters, name);
  refuseUnknown(name, values, isKnown);
  return values;
};
