import { compare } from './comparison.ts';
import { LogicError } from './error.ts';
import type { MissingCodes } from './function/definition.ts';
import { functionNamed } from './function/index.ts';
import type { ChainLink, ComparisonOperator, LogicNode } from './node.ts';
import type { Scope } from './scope.ts';
import { isTrue, orBlank, toNumber } from './value.ts';
import type { LogicValue } from './value.ts';

/** Works out what a logic text gives in a scope. Conditions give booleans, everything else numbers or text, '' if blank. */
export const evaluateLogic = (node: LogicNode, scope: Scope): LogicValue => evaluate(node, scope, 'keep');

/** Works out a calculation: a field that holds a missing data code counts as blank. */
export const evaluateCalculation = (node: LogicNode, scope: Scope): LogicValue => evaluate(node, scope, 'blank');

/** Whether a condition, such as `filterLogic`, is met in a scope. */
export const meetsLogic = (node: LogicNode, scope: Scope): boolean => isTrue(evaluateLogic(node, scope));

function evaluate(node: LogicNode, scope: Scope, codes: MissingCodes): LogicValue {
  switch (node.kind) {
    case 'number':
      return Number(node.text);
    case 'text':
      // Older formulas write "NaN" for a blank.
      return node.text === 'NaN' ? '' : node.text;
    case 'boolean':
      return node.value;
    case 'field':
      return withoutCode(scope.value(node.reference), scope, codes);
    case 'smart':
      return scope.smart(node.reference.smart);
    case 'negation':
      return calculate([numberOf(node.operand, scope)], (number = 0) => -number);
    case 'power':
      return calculate(
        [numberOf(node.base, scope), numberOf(node.exponent, scope)],
        (base = 0, exponent = 0) => base ** exponent,
      );
    case 'chain':
      return evaluateChain(node.first, node.rest, scope);
    case 'comparison':
      return evaluateComparison(node.operator, node.left, node.right, scope);
    case 'condition':
      return node.operator === 'and'
        ? node.operands.every((operand) => isTrue(evaluate(operand, scope, 'keep')))
        : node.operands.some((operand) => isTrue(evaluate(operand, scope, 'keep')));
    case 'call':
      return evaluateCall(node.name, node.arguments, scope, codes);
  }
}

const withoutCode = (value: string, scope: Scope, codes: MissingCodes): string =>
  codes === 'blank' && scope.missingCodes.has(value) ? '' : value;

const numberOf = (node: LogicNode, scope: Scope): number | null => toNumber(evaluate(node, scope, 'blank'));

/** Arithmetic. The result is blank when an operand is blank or no number, and where there is no result. */
function calculate(operands: readonly (number | null)[], operation: (...numbers: number[]) => number): LogicValue {
  const numbers = operands.filter((operand) => operand !== null);
  return numbers.length === operands.length ? orBlank(operation(...numbers)) : '';
}

function evaluateChain(first: LogicNode, rest: readonly ChainLink[], scope: Scope): LogicValue {
  const operands = [first, ...rest.map((link) => link.operand)].map((operand) => numberOf(operand, scope));
  return calculate(operands, (start = 0, ...others) =>
    others.reduce((left, right, index) => applyLink(rest[index]?.operator ?? '+', left, right), start),
  );
}

function applyLink(operator: ChainLink['operator'], left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
  }
}

/** Equality sees missing data codes, so that logic can ask for one. For an ordering they are blank. */
function evaluateComparison(operator: ComparisonOperator, left: LogicNode, right: LogicNode, scope: Scope): boolean {
  const codes = operator === '=' || operator === '<>' ? 'keep' : 'blank';
  return compare(operator, evaluate(left, scope, codes), evaluate(right, scope, codes));
}

function evaluateCall(name: string, given: readonly LogicNode[], scope: Scope, codes: MissingCodes): LogicValue {
  const called = functionNamed(name);
  if (!called) throw new LogicError(`there is no function "${name}"`);
  const operands = given.map((node) => (wanted: MissingCodes) => evaluate(node, scope, wanted));
  return called.evaluate({ arguments: operands, codes, scope });
}
