/** The operators of a condition. */
export const filterOperators = [
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'contains',
  'startsWith',
  'isBlank',
  'checked',
] as const;
export type FilterOperator = (typeof filterOperators)[number];

/** An ordering operator. */
export type Ordering = 'gt' | 'gte' | 'lt' | 'lte';

/** Two values stand as the operator says. */
export const isOrdered = <Value extends bigint | number | string>(
  ordering: Ordering,
  left: Value,
  right: Value,
): boolean => {
  switch (ordering) {
    case 'gt':
      return left > right;
    case 'gte':
      return left >= right;
    case 'lt':
      return left < right;
    case 'lte':
      return left <= right;
  }
};

/** The operator in REDCap's logic. */
export const orderingSymbols: Readonly<Record<Ordering, string>> = { gt: '>', gte: '>=', lt: '<', lte: '<=' };
