import type { RecordFilter } from './generated/graphql.ts';
import type { Condition } from './search.ts';

const conditionOf = ({ field, is, value = '', to = '' }: Condition): RecordFilter => {
  switch (is) {
    case 'between':
      return {
        and: [
          { field, gte: value },
          { field, lte: to },
        ],
      };
    case 'unchecked':
      return { not: { field, checked: value } };
    case 'filled':
      return { field, isBlank: false };
    case 'blank':
      return { field, isBlank: true };
    default:
      return { field, [is]: value };
  }
};

/** The filter of the graph that says the same as the lines of the page; null for none. */
export const whereOf = (conditions: readonly Condition[], isAny: boolean): RecordFilter | null => {
  const parts = conditions.map(conditionOf);
  const [only] = parts;
  if (only === undefined) return null;
  if (parts.length === 1) return only;
  return isAny ? { or: parts } : { and: parts };
};
