import { badUserInput } from '../errors.ts';
import type { Design, FieldNode } from '../graph/design/design.ts';
import { missingCodesOf } from '../graph/kind/missing-data.ts';
import { kindOf } from '../graph/kind/table.ts';
import { checkCondition, maximumDepth } from '../graph/filter/check.ts';
import type { RecordFilter } from '../graph/filter/filter.ts';

/** A typed filter as GraphQL gives it: names of the graph, values of any kind; null is not given. */
export type GivenFilter = Readonly<Record<string, unknown>>;

/** Where something stands in the caller's input. */
export type Path = readonly (string | number)[];

/** What a filter gives, with the keys. */
export const given = (filter: GivenFilter): [string, unknown][] =>
  Object.entries(filter).filter(([, value]) => value !== null && value !== undefined);

/** A filter within a filter; an empty one for what is none. */
export const asFilter = (value: unknown): GivenFilter =>
  typeof value === 'object' && value !== null ? (value as GivenFilter) : {};

/** The refusal of what stands at a place of the input. */
export const refuse = (message: string, path: Path): Error => badUserInput(message, path.join('.'));

const combinations: ReadonlySet<string | number> = new Set(['and', 'or', 'not']);

/** Refuses a filter that is nested too deep before it is followed any further: a variable has no limit of its own. */
export const checkDepth = (path: Path): void => {
  if (path.filter((step) => combinations.has(step)).length < maximumDepth) return;
  throw refuse(`A filter may be nested ${String(maximumDepth)} levels deep: write it flatter.`, path.slice(0, 1));
};

/** What is given, all of which must hold. */
export const allOf = (parts: readonly RecordFilter[]): RecordFilter => {
  const [only, ...others] = parts;
  return only !== undefined && others.length === 0 ? only : { and: parts };
};

/** The values of an operator that takes several; none of them could be wished for by an empty list. */
export const operands = (value: unknown, path: Path): readonly unknown[] => {
  const list = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  if (list.length === 0) throw refuse(`${path.join('.')} is empty: leave it out.`, path);
  return list;
};

/** A field, or the status of a form, that is compared, and how the caller's values of it are stored. */
interface Compared {
  /** REDCap's name. */
  readonly name: string;
  readonly design: Design;
  readonly toOperand?: (value: unknown) => string;
}

/** How the caller's values of a field are stored. */
const operandsOf = (field: FieldNode | undefined): ((value: unknown) => string) =>
  field === undefined ? String : kindOf(field).ownInput.toText;

/** A missing data code stands in place of a value, and beside the boxes of a checkbox like one of them. */
const missingCondition = ({ name, design }: Compared, code: string, path: Path): RecordFilter => {
  const field = design.field(name);
  const codes = field === undefined ? [] : missingCodesOf(field, design);
  if (field !== undefined && codes.includes(code)) {
    return { field: name, [kindOf(field).comparison.codeOperator]: code };
  }
  const remedy = codes.length === 0 ? 'leave missingDataCode out' : `missingDataCode takes one of ${codes.join(', ')}`;
  throw refuse(`${name} can have no such missing data code: ${remedy}.`, path);
};

/** One operator of a field's filter. Throws BAD_USER_INPUT, at its place, for what does not fit the field. */
const condition = (compared: Compared, operator: string, value: unknown, path: Path): RecordFilter => {
  const { name: field, design } = compared;
  const toOperand = compared.toOperand ?? operandsOf(design.field(field));
  const checked = (filter: RecordFilter): RecordFilter => {
    const problem = checkCondition(filter, design, operator);
    if (problem !== null) throw refuse(problem, path);
    return filter;
  };
  switch (operator) {
    case 'in':
      return { or: operands(value, path).map((item) => checked({ field, eq: toOperand(item) })) };
    case 'missingDataCode':
      return missingCondition(compared, String(value), path);
    case 'checked':
      return allOf(operands(value, path).map((code) => checked({ field, checked: String(code) })));
    case 'notChecked':
      return allOf(operands(value, path).map((code) => ({ not: checked({ field, checked: String(code) }) })));
    case 'isBlank':
      return checked({ field, isBlank: value === true });
    default:
      return checked({ field, [operator]: toOperand(value) });
  }
};

/** The filter of a field, all operators of which must hold. Throws BAD_USER_INPUT, at its place, for what does not fit. */
export const readCondition = (compared: Compared, filter: GivenFilter, path: Path): RecordFilter => {
  const operators = given(filter);
  if (operators.length === 0) throw refuse(`${path.join('.')} is empty: give an operator, or leave it out.`, path);
  return allOf(operators.map(([operator, value]) => condition(compared, operator, value, [...path, operator])));
};
