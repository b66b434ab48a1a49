import type { Design, FieldNode } from '../design/design.ts';
import { codesOf, comparisonOf, hasNumericCodes, missingCodesOf, normalizeOperand } from '../kind/comparison/comparison.ts';
import { givenOperators } from './filter.ts';
import type { FilterOperator, RecordFilter } from './filter.ts';
import { findByLabel, listCodes } from '../kind/choice.ts';

/** What is wrong in a filter, and where; the message names the remedy and never holds the operand. */
export interface FilterProblem {
  readonly path: readonly string[];
  readonly message: string;
}

/** A filter is nested no deeper than this: a variable is not counted by the gateway's limit on depth. */
export const maximumDepth = 20;

/**
 * Everything that is wrong in a filter, before anything is sent: unknown names, events that the instrument is not
 * designated for, operators that do not fit the field, labels where codes belong, numbers and dates that are none.
 */
export const checkFilter = (filter: RecordFilter, design: Design): FilterProblem[] => checkPart(filter, design, [], 1);

const checkPart = (filter: RecordFilter, design: Design, path: readonly string[], depth: number): FilterProblem[] => {
  if (depth > maximumDepth) {
    return [{ path, message: `A filter may be nested ${maximumDepth} levels deep: write it flatter.` }];
  }
  const inner = (part: RecordFilter, ...step: string[]): FilterProblem[] =>
    checkPart(part, design, [...path, ...step], depth + 1);
  return [
    ...checkShape(filter, path),
    ...conditionProblems(filter, design, path),
    ...(filter.and ?? []).flatMap((part, index) => inner(part, 'and', String(index))),
    ...(filter.or ?? []).flatMap((part, index) => inner(part, 'or', String(index))),
    ...(filter.not ? inner(filter.not, 'not') : []),
  ];
};

const checkShape = (filter: RecordFilter, path: readonly string[]): FilterProblem[] => {
  const problems: FilterProblem[] = [];
  for (const key of ['and', 'or'] as const) {
    if (filter[key]?.length === 0) problems.push({ path: [...path, key], message: `${key} is empty: leave it out.` });
  }
  const operators = givenOperators(filter);
  const isEmpty = filter.and == null && filter.or == null && filter.not == null && filter.field == null;
  if (isEmpty && operators.length === 0) {
    problems.push({ path, message: 'The filter is empty: give a field and an operator, or and, or, not.' });
  }
  if (filter.field == null && (operators.length > 0 || filter.event != null)) {
    problems.push({
      path,
      message: `${[...operators, 'event'][0] ?? ''} needs the field that it is about: give field.`,
    });
  }
  if (filter.field != null && operators.length !== 1) {
    const remedy =
      operators.length === 0
        ? 'give eq, ne, gt, gte, lt, lte, contains, startsWith, isBlank or checked'
        : 'join two by and';
    problems.push({ path, message: `${filter.field} needs exactly one operator: ${remedy}.` });
  }
  return problems;
};

/**
 * What is wrong with a condition, a field with one operator; null when nothing is. `called` is what the caller knows the
 * operator by, for the message.
 */
export const checkCondition = (filter: RecordFilter, design: Design, called: string): string | null =>
  conditionProblems(filter, design, [], called)[0]?.message ?? null;

const conditionProblems = (
  filter: RecordFilter,
  design: Design,
  path: readonly string[],
  called?: string,
): FilterProblem[] => {
  if (filter.field == null) return [];
  const field = design.field(filter.field);
  const status = design.instruments.find((instrument) => instrument.statusColumn === filter.field);
  if (!field && !status) {
    return [{ path: [...path, 'field'], message: `${filter.field} is no field of the project.` }];
  }
  const instrument = field?.instrument ?? status?.name ?? '';
  const [operator] = givenOperators(filter);
  const remedy = operator && checkOperator(filter, operator, field, design, called);
  return [
    ...checkEvent(filter, filter.field, instrument, design, path),
    ...(operator && remedy ? [{ path: [...path, operator], message: `${filter.field} ${remedy}.` }] : []),
  ];
};

const checkEvent = (
  filter: RecordFilter,
  name: string,
  instrument: string,
  design: Design,
  path: readonly string[],
): FilterProblem[] => {
  if (filter.event == null) return [];
  const at = [...path, 'event'];
  if (!design.isLongitudinal) return [{ path: at, message: 'The project has no events: leave event out.' }];
  const event = design.event(filter.event);
  if (!event) return [{ path: at, message: `${filter.event} is no unique event name of the project.` }];
  if (!design.eventsOf(instrument).includes(event)) {
    const message = `${name} is on ${instrument}, which is not designated for ${filter.event}.`;
    return [{ path: at, message }];
  }
  if (design.repeatKind(event, instrument) !== 'INSTRUMENT') return [];
  const message = `${name} has many values in ${filter.event}, where ${instrument} repeats: leave event out.`;
  return [{ path: at, message }];
};

/** What is wrong with the operator or its operand, to follow the field's name; null when nothing is. */
const checkOperator = (
  filter: RecordFilter,
  operator: FilterOperator,
  field: FieldNode | undefined,
  design: Design,
  called: string = operator,
): string | null => {
  if (field?.kind === 'none') return 'is descriptive and never holds a value';
  if (operator === 'isBlank') return null;
  const operand = String(filter[operator]);
  if (field?.kind === 'checkbox') {
    if (operator !== 'checked') return `is a checkbox, to which ${called} does not apply: use checked or isBlank`;
    return field.columnByCode.has(operand) ? null : `has no such code: ${called} takes one of ${listCodes(field)}`;
  }
  if (operator === 'checked') return 'is no checkbox: use eq';
  if (operator === 'contains' || operator === 'startsWith') {
    if (field?.kind !== 'text') return `is no text, to which ${called} does not apply: use eq`;
    return operand === '' ? `is compared with nothing: give ${called} a text` : null;
  }
  if (field?.kind === 'file') return `holds a file, to which ${called} does not apply: use isBlank`;
  const isEquality = operator === 'eq' || operator === 'ne';
  if (!isEquality && !canOrder(field)) return `has no order: ${called} takes numbers, dates, times and number codes`;
  if (isEquality && (operand === '' || missingCodesOf(field, design).includes(operand))) return null;
  return normalizeOperand(field, operand) === null ? operandRemedy(field, called, operand) : null;
};

const canOrder = (field: FieldNode | undefined): boolean => {
  const comparison = comparisonOf(field);
  if (field?.kind === 'boolean') return false;
  return comparison === 'number' || comparison === 'time' || (comparison === 'code' && hasNumericCodes(field));
};

const operandRemedy = (field: FieldNode | undefined, operator: string, operand: string): string => {
  switch (field?.kind) {
    case 'integer':
    case 'number':
      return `is a number: ${operator} takes one, such as 12.5`;
    case 'date':
      return `is a date: ${operator} takes YYYY-MM-DD`;
    case 'datetime':
      return `is a date and time: ${operator} takes YYYY-MM-DDTHH:MM`;
    case 'time':
      return `is a time: ${operator} takes it in the form of the field`;
    default: {
      const codes = field
        ? listCodes(field)
        : codesOf(field)
            .map((choice) => choice.code)
            .join(', ');
      const isLabel = field !== undefined && findByLabel(field, operand).length > 0;
      return `${isLabel ? 'is compared by code, not by label' : 'has no such code'}: ${operator} takes one of ${codes}`;
    }
  }
};
