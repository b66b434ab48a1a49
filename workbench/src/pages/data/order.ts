import type { DataTableQueryVariables } from './generated/graphql.ts';
import type { DataSearch } from './search.ts';

/** In which order the rows stand. */
export interface RowOrder {
  /** The variable, or `<instrument>_complete`; null for records, events and instances. */
  readonly field: string | null;
  readonly isDescending: boolean;
}

/** What a header says of its column to readers of the screen: the value of `aria-sort`. */
export type Sorting = 'ascending' | 'descending' | 'none';

/** The order that an address asks for, of the variables that an instrument can be ordered by. Any other is the usual one. */
export const orderOf = ({ order, descending }: DataSearch, variables: readonly string[]): RowOrder => {
  if (order === undefined) return { field: null, isDescending: descending === true };
  const field = variables.find((name) => name === order) ?? null;
  return { field, isDescending: field !== null && descending === true };
};

/** Whether rows stand as in the study. */
export const isUsual = ({ field, isDescending }: RowOrder): boolean => field === null && !isDescending;

/** The same order as the graph takes it; null for the usual one. */
export const orderBy = (order: RowOrder): NonNullable<DataTableQueryVariables['orderBy']> | null =>
  isUsual(order) ? null : { field: order.field, direction: order.isDescending ? 'DESC' : 'ASC' };

/** How a column is ordered: that of a variable, or with null that of the records. */
export const sortingOf = (order: RowOrder, column: string | null): Sorting => {
  if (order.field !== column) return 'none';
  return order.isDescending ? 'descending' : 'ascending';
};

/** What a press on the header of a column makes of it. Records without another order are ascending already. */
export const nextSorting = (order: RowOrder, column: string | null): Sorting => {
  const now = sortingOf(order, column);
  if (now === 'none') return column === null ? 'none' : 'ascending';
  return now === 'ascending' ? 'descending' : 'none';
};

/** An address with this order of a column. */
export const sorted = (
  { order: _order, descending: _descending, ...rest }: DataSearch,
  column: string | null,
  sorting: Sorting,
): DataSearch => {
  if (sorting === 'none') return rest;
  return {
    ...rest,
    ...(column !== null && { order: column }),
    ...(sorting === 'descending' && { descending: true }),
  };
};
