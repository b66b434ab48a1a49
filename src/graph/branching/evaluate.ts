import type { Arithmetic, Comparator, Expression } from './expression.ts';
import { callFunction } from './function.ts';
import { blankOrZero, compare, equals, isMissing, toNumber, toTruth, type LogicValue } from './value.ts';

/**
 * What an expression comes to. A part that is not sure makes the whole unsure only where it matters: `false and ?` is false.
 */
export const evaluate = <Reference>(
  expression: Expression<Reference>,
  read: (reference: Reference) => LogicValue,
): LogicValue => {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'reference':
      return read(expression.reference);
    case 'and':
      return decide(expression.parts, false, read);
    case 'or':
      return decide(expression.parts, true, read);
    case 'compare':
      return holds(expression.operator, evaluate(expression.left, read), evaluate(expression.right, read));
    case 'compute':
      return expression.rest.reduce<LogicValue>(
        (left, { operator, operand }) => compute(operator, left, evaluate(operand, read)),
        evaluate(expression.first, read),
      );
    case 'negate':
      return compute('-', 0, evaluate(expression.operand, read));
    case 'call':
      return expression.name === 'if'
        ? choose(expression.args, read)
        : callFunction(
            expression.name,
            expression.args.map((argument) => evaluate(argument, read)),
          );
  }
};

/** The first part that is `deciding` decides; else all must be known. */
const decide = <Reference>(
  parts: readonly Expression<Reference>[],
  deciding: boolean,
  read: (reference: Reference) => LogicValue,
): boolean | null => {
  let isKnown = true;
  for (const part of parts) {
    const truth = toTruth(evaluate(part, read));
    if (truth === deciding) return deciding;
    isKnown &&= truth !== null;
  }
  return isKnown ? !deciding : null;
};

const choose = <Reference>(
  [condition, then, otherwise]: readonly Expression<Reference>[],
  read: (reference: Reference) => LogicValue,
): LogicValue => {
  const truth = condition === undefined ? null : toTruth(evaluate(condition, read));
  const chosen = truth === true ? then : otherwise;
  return truth === null || chosen === undefined ? null : evaluate(chosen, read);
};

const holds = (operator: Comparator, left: LogicValue, right: LogicValue): boolean | null => {
  if (operator === '=' || operator === '<>') {
    const same = equals(left, right);
    return same === null ? null : same === (operator === '=');
  }
  if (left === blankOrZero || right === blankOrZero) {
    // Of a blank no ordering is true: where none is true of 0 either, it is sure.
    const [first, second] = [left, right].map((value) => (value === blankOrZero ? 0 : value));
    return holds(operator, first ?? null, second ?? null) === false ? false : null;
  }
  const order = compare(left, right);
  if (order === null || order === 'blank') return order === null ? null : false;
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
};

/** A blank operand makes a blank. */
const compute = (operator: Arithmetic, left: LogicValue, right: LogicValue): LogicValue => {
  if ([left, right].some((value) => value === null || isMissing(value))) return null;
  const [first, second] = [toNumber(left), toNumber(right)];
  if ((left !== '' && first === null) || (right !== '' && second === null)) return null;
  if (first === null || second === null) return '';
  const result = results[operator](first, second);
  return Number.isFinite(result) ? result : null;
};

const results: Readonly<Record<Arithmetic, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '^': (left, right) => left ** right,
};
