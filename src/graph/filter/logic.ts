import type { Design } from '../design/design.ts';
import { joinLogic } from '../kind/comparison/quote.ts';
import { missingCodesOf } from '../kind/missing-data.ts';
import { comparedOf } from './compared.ts';
import { givenOperators, type RecordFilter } from './filter.ts';

/**
 * A filter as REDCap logic for `filterLogic`. The logic selects exactly the rows that `matchRow` selects; null where no logic
 * does, and the gateway must evaluate the filter. The filter must have passed `checkFilter`.
 *
 * Rules of the text that is made:
 * - Names come from the design, values are numbers, or texts in single quotes of letters, digits and ` ._@:/+-` only: no
 *   escape for quotes is documented. A text that holds anything else, looks like a number (REDCap would compare it as one)
 *   or holds the words and, or or NaN is not compiled.
 * - There is no unary `not`. Negation goes down to the conditions: `=` becomes `<>`, and a condition of several parts becomes
 *   `if(…, 0, 1) = 1`. Blanks and texts that do not fit the field then fall on the right side.
 * - Orderings say what is a value: `isnumber(…)`, or between the lowest and highest date, and no missing data code.
 * - A field of an event is compiled only where nothing repeats in the event: which row `[event][field]` means in the row
 *   of another instance is not documented.
 * - Not compiled either: decimal commas, a form status where grey and Incomplete would differ, a very long text. Nor are
 *   `contains` and `startsWith`: REDCap does not document which letters it takes for the same.
 *
 * A filter of whole records becomes a filter of rows first: `predicate/logic.ts` has the rules of that.
 */
export const compileFilter = (filter: RecordFilter, design: Design): string | null => {
  const logic = compilePart(filter, false, design);
  return logic !== null && logic.length > maximumLength ? null : logic;
};

/** Characters of logic at most. What REDCap takes is not documented; where it stores logic itself, 65,535 bytes are the end. */
const maximumLength = 16_000;

const compilePart = (filter: RecordFilter, isNegated: boolean, design: Design): string | null => {
  const all = isNegated ? 'or' : 'and';
  const any = isNegated ? 'and' : 'or';
  const compile = (part: RecordFilter): string | null => compilePart(part, isNegated, design);
  const parts: (string | null)[] = [];
  if (filter.and) parts.push(joinLogic(filter.and.map(compile), all));
  if (filter.or) parts.push(joinLogic(filter.or.map(compile), any));
  if (filter.not) parts.push(compilePart(filter.not, !isNegated, design));
  if (filter.field != null) parts.push(compileCondition(filter, filter.field, isNegated, design));
  return joinLogic(parts, all);
};

const compileCondition = (filter: RecordFilter, name: string, isNegated: boolean, design: Design): string | null => {
  const [operator] = givenOperators(filter);
  const event = compileEvent(filter, name, design);
  const compared = comparedOf(name, design);
  if (operator === undefined || event === null || compared === undefined || !/^[a-z]\w*$/i.test(name)) return null;
  const { field } = compared;
  const { logic } = compared.comparison;
  const operand = String(filter[operator]);
  switch (operator) {
    case 'isBlank':
      return logic.blank(field, event, filter.isBlank !== isNegated);
    case 'checked':
      return logic.option(field, operand, event, !isNegated);
    case 'eq':
    case 'ne': {
      const isEqual = (operator === 'eq') !== isNegated;
      if (operand === '') return logic.blank(field, event, isEqual);
      const literal = logic.literal(field, operand);
      return literal === null ? null : `${event}[${name}] ${isEqual ? '=' : '<>'} ${literal}`;
    }
    case 'contains':
    case 'startsWith':
      return null;
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte': {
      const parts = logic.ordering(field, `${event}[${name}]`, operator, operand, missingCodesOf(field, design));
      if (parts === null) return null;
      return isNegated ? `(if(${parts.join(' and ')}, 0, 1) = 1)` : `(${parts.join(' and ')})`;
    }
  }
};

const compileEvent = (filter: RecordFilter, name: string, design: Design): string | null => {
  if (filter.event == null) return '';
  const isUnclear =
    (design.rows.repeating === null && design.hasRepeating) ||
    design.repeating.some((entry) => entry.event?.uniqueEventName === filter.event);
  if (isUnclear || name === design.recordIdField.fieldName || !/^\w+$/.test(filter.event)) return null;
  return `[${filter.event}]`;
};
