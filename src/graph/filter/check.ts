import type { Design } from '../design/design.ts';
import { missingCodesOf } from '../kind/missing-data.ts';
import { comparedOf } from './compared.ts';
import { givenOperators, type RecordFilter } from './filter.ts';
import { givenName } from './given-name.ts';

/** What is wrong in a filter, and where; the message names the remedy and never holds the operand. */
export interface FilterProblem {
  readonly path: readonly string[];
  readonly message: string;
}

/** The deepest nesting of a filter. The gateway's limit on depth counts documents and not variables. */
export const maximumDepth = 20;

/**
 * Everything that is wrong in a filter, before anything is sent. That is unknown names, events that the instrument is not
 * designated for, operators that do not fit the field, and operands that the field cannot hold.
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
    problems.push({ path, message: `${givenName(filter.field, 'field')} needs exactly one operator: ${remedy}.` });
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
  const compared = comparedOf(filter.field, design);
  if (compared === undefined) {
    return [
      {
        path: [...path, 'field'],
        message: `${givenName(filter.field, 'The given name')} is no field of the project.`,
      },
    ];
  }
  const { field, comparison } = compared;
  const [operator] = givenOperators(filter);
  const asked = operator && {
    field,
    operator,
    operand: String(filter[operator]),
    called: called ?? operator,
    missing: missingCodesOf(field, design),
  };
  const remedy = asked && comparison.refuse(asked);
  return [
    ...checkEvent(filter, filter.field, field.instrument, design, path),
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
  if (!event)
    return [
      { path: at, message: `${givenName(filter.event, 'The given name')} is no unique event name of the project.` },
    ];
  if (!design.eventsOf(instrument).includes(event)) {
    const message = `${name} is on ${instrument}, which is not designated for ${filter.event}.`;
    return [{ path: at, message }];
  }
  if (design.repeatKind(event, instrument) !== 'INSTRUMENT') return [];
  const message = `${name} has many values in ${filter.event}, where ${instrument} repeats: leave event out.`;
  return [{ path: at, message }];
};
