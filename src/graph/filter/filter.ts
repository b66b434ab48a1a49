import { filterOperators, type FilterOperator } from '../kind/comparison/operator.ts';

/** Which rows to select. Every part that is given must hold; a condition is a `field` with one operator. Null is not given. */
export interface RecordFilter {
  readonly and?: readonly RecordFilter[] | null | undefined;
  readonly or?: readonly RecordFilter[] | null | undefined;
  readonly not?: RecordFilter | null | undefined;
  /** A field of the dictionary, or a form status (`<form>_complete`). */
  readonly field?: string | null | undefined;
  /** Unique event name; without it the field's cell in the row that is tested. */
  readonly event?: string | null | undefined;
  readonly eq?: string | null | undefined;
  readonly ne?: string | null | undefined;
  readonly gt?: string | null | undefined;
  readonly gte?: string | null | undefined;
  readonly lt?: string | null | undefined;
  readonly lte?: string | null | undefined;
  /** Text somewhere in a text, in capitals or not. */
  readonly contains?: string | null | undefined;
  /** Text at the beginning of a text, in capitals or not. */
  readonly startsWith?: string | null | undefined;
  readonly isBlank?: boolean | null | undefined;
  /** A checkbox's code. */
  readonly checked?: string | null | undefined;
}

/** The operators that a filter gives; a good one has exactly one, beside its field. */
export const givenOperators = (filter: RecordFilter): FilterOperator[] =>
  filterOperators.filter((operator) => filter[operator] != null);

/** Every field that a filter looks at, once each, for asking REDCap for them. */
export const filterFields = (filter: RecordFilter): string[] => {
  const parts = [...(filter.and ?? []), ...(filter.or ?? []), ...(filter.not ? [filter.not] : [])];
  return [...new Set([...(filter.field ? [filter.field] : []), ...parts.flatMap((part) => filterFields(part))])];
};
