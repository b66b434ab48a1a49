import type { DictionaryField } from '../../dictionary/field.ts';
import type { FilterOperator, Ordering } from './operator.ts';

/** A condition that is checked. */
export interface Asked {
  readonly field: DictionaryField;
  readonly operator: FilterOperator;
  readonly operand: string;
  /** What the caller knows the operator by. */
  readonly called: string;
  /** The missing data codes that the field may store. */
  readonly missing: readonly string[];
}

/** A condition in REDCap's logic; null where REDCap's logic cannot say exactly what the comparison here says. */
export interface LogicOf {
  /** Nothing is stored, or something is. `event` is the event's name in brackets, or nothing. */
  readonly blank: (field: DictionaryField, event: string, isBlank: boolean) => string | null;
  /** An option of a checkbox is checked, or is not. */
  readonly option: (field: DictionaryField, code: string, event: string, isChecked: boolean) => string | null;
  /** The right side of an equality. */
  readonly literal: (field: DictionaryField, operand: string) => string | null;
  /** The parts of an ordering, all of which must hold. `reference` is the field in brackets. */
  readonly ordering: (
    field: DictionaryField,
    reference: string,
    ordering: Ordering,
    operand: string,
    missing: readonly string[],
  ) => string[] | null;
}

/** How the stored texts of a field compare with an operand: by the gateway, and the same in REDCap's logic. */
export interface Comparison {
  readonly name: 'number' | 'moment' | 'code' | 'text' | 'checkbox' | 'none';
  /** The operator that asks for a stored code. */
  readonly codeOperator: 'eq' | 'checked';
  /** Why the operator or its operand does not fit the field, to follow the field's name; null when it fits. */
  readonly refuse: (asked: Asked) => string | null;
  /** Stored text equals an operand. A blank equals only the blank operand. */
  readonly equals: (field: DictionaryField, stored: string, operand: string) => boolean;
  /** Stored text is before or after an operand. A blank and a missing data code never are. */
  readonly isOrdered: (
    field: DictionaryField,
    stored: string,
    ordering: Ordering,
    operand: string,
    missing: readonly string[],
  ) => boolean;
  readonly logic: LogicOf;
}
