import type { DictionaryField } from '../../dictionary/field.ts';
import type { Asked, Comparison, LogicOf } from './comparison.ts';

/** What distinguishes the comparisons of fields that store one text. */
interface Rules {
  /** The operand in the form in which the field stores it; null when it does not fit the field. */
  readonly normalize: (field: DictionaryField, operand: string) => string | null;
  /** What to give in place of an operand that did not fit. */
  readonly remedy: (asked: Asked) => string;
  readonly canOrder: (field: DictionaryField) => boolean;
  /** Operators that search within a text apply. */
  readonly isText?: true;
}

/** Why an operator does not fit a field that stores one text. */
export const refuseSingle =
  (rules: Rules) =>
  (asked: Asked): string | null => {
    const { field, operator, operand, called, missing } = asked;
    switch (operator) {
      case 'isBlank':
        return null;
      case 'checked':
        return 'is no checkbox: use eq';
      case 'contains':
      case 'startsWith':
        if (rules.isText !== true) return `is no text, to which ${called} does not apply: use eq`;
        return operand === '' ? `is compared with nothing: give ${called} a text` : null;
      case 'eq':
      case 'ne':
        if (operand === '' || missing.includes(operand)) return null;
        break;
      default:
        if (!rules.canOrder(field)) return `has no order: ${called} takes numbers, dates, times and number codes`;
    }
    return rules.normalize(field, operand) === null ? rules.remedy(asked) : null;
  };

/** REDCap's logic for all fields that store one text. */
export const singleLogic = {
  blank: ({ fieldName }, event, isBlank) => `${event}[${fieldName}] ${isBlank ? '=' : '<>'} ''`,
  option: () => null,
} as const satisfies Pick<LogicOf, 'blank' | 'option'>;

/** The ordering of values that have no order. */
export const unordered = {
  isOrdered: () => false,
  ordering: () => null,
} as const satisfies Pick<Comparison, 'isOrdered'> & Pick<LogicOf, 'ordering'>;
