import { LogicError } from './error.ts';
import { functionNamed } from './function/index.ts';
import type { ChainLink, ChainOperator, ComparisonOperator, LogicNode } from './node.ts';
import { readReference } from './reference.ts';
import { tokenize } from './token.ts';
import type { Token } from './token.ts';

/** The longest logic text that is read, in characters. REDCap's own columns hold as much. */
const maximumLength = 65_535;

/** How deep parentheses, functions and signs may be nested. */
const maximumDepth = 400;

/**
 * Reads a text of REDCap's logic language (branching logic, calculations, `filterLogic`).
 * Throws LogicError for anything that is not one complete expression. It also throws for an unknown function, for the
 * wrong number of arguments, and for a text that is too long or nested too deep.
 */
export function parseLogic(text: string): LogicNode {
  if (text.length > maximumLength) {
    throw new LogicError(`the logic is longer than ${String(maximumLength)} characters`);
  }
  const cursor: Cursor = { tokens: tokenize(text), at: 0, depth: 0 };
  if (peek(cursor).kind === 'end') throw new LogicError('the logic is empty');
  const node = parseExpression(cursor, 0);
  if (peek(cursor).kind !== 'end') throw unexpected(peek(cursor));
  return node;
}

interface Cursor {
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
}

interface Operator {
  /** How tightly it binds; PHP's order. */
  readonly power: number;
  readonly spelling: string;
}

const operators: ReadonlyMap<string, Operator> = new Map([
  ['||', { power: 1, spelling: 'or' }],
  ['or', { power: 1, spelling: 'or' }],
  ['&&', { power: 2, spelling: 'and' }],
  ['and', { power: 2, spelling: 'and' }],
  ['=', { power: 3, spelling: '=' }],
  ['<>', { power: 3, spelling: '<>' }],
  ['!=', { power: 3, spelling: '<>' }],
  ['<', { power: 4, spelling: '<' }],
  ['<=', { power: 4, spelling: '<=' }],
  ['>', { power: 4, spelling: '>' }],
  ['>=', { power: 4, spelling: '>=' }],
  ['+', { power: 5, spelling: '+' }],
  ['-', { power: 5, spelling: '-' }],
  ['*', { power: 6, spelling: '*' }],
  ['/', { power: 6, spelling: '/' }],
  ['^', { power: 8, spelling: '^' }],
]);
const signPower = 7;

function parseExpression(cursor: Cursor, least: number): LogicNode {
  if (++cursor.depth > maximumDepth) {
    throw new LogicError(`the logic is nested deeper than ${String(maximumDepth)} levels`, peek(cursor).position);
  }
  let left = parseOperand(cursor);
  for (let next = operatorAt(cursor); next && next.power > least; next = operatorAt(cursor)) {
    left = parseLevel(cursor, left, next);
  }
  cursor.depth--;
  return left;
}

/** Everything at the binding power of the operator at hand, `left` being its first operand. */
function parseLevel(cursor: Cursor, left: LogicNode, { power, spelling }: Operator): LogicNode {
  if (spelling === '^') {
    cursor.at++;
    // Right associative: the exponent takes further powers, and a sign, with it.
    return { kind: 'power', base: left, exponent: parseExpression(cursor, signPower) };
  }
  if (spelling === 'or' || spelling === 'and') {
    const operands = [left, ...parseRest(cursor, power).map((link) => link.operand)];
    return { kind: 'condition', operator: spelling, operands };
  }
  if (power === 3 || power === 4) return parseComparison(cursor, left, power, spelling as ComparisonOperator);
  return { kind: 'chain', first: left, rest: parseRest(cursor, power) as ChainLink[] };
}

function parseRest(cursor: Cursor, power: number): { operator: string; operand: LogicNode }[] {
  const rest = [];
  for (let next = operatorAt(cursor); next?.power === power; next = operatorAt(cursor)) {
    cursor.at++;
    rest.push({ operator: next.spelling as ChainOperator, operand: parseExpression(cursor, power) });
  }
  return rest;
}

function parseComparison(cursor: Cursor, left: LogicNode, power: number, operator: ComparisonOperator): LogicNode {
  cursor.at++;
  const right = parseExpression(cursor, power);
  if (operatorAt(cursor)?.power === power) {
    throw new LogicError('comparisons cannot be chained; join them with and', peek(cursor).position);
  }
  return { kind: 'comparison', operator, left, right };
}

function operatorAt(cursor: Cursor): Operator | undefined {
  const token = peek(cursor);
  return token.kind === 'symbol' || token.kind === 'name' ? operators.get(token.text.toLowerCase()) : undefined;
}

function parseOperand(cursor: Cursor): LogicNode {
  const token = peek(cursor);
  cursor.at++;
  switch (token.kind) {
    case 'number':
      return { kind: 'number', text: token.text };
    case 'text':
      return { kind: 'text', text: token.text };
    case 'brackets':
      return readReference(token.parts, token.position);
    case 'name':
      return parseName(cursor, token.text.toLowerCase(), token);
    case 'symbol':
      return parseSymbol(cursor, token.text, token);
    case 'end':
      throw unexpected(token);
  }
}

function parseSymbol(cursor: Cursor, text: string, token: Token): LogicNode {
  if (text === '-') return { kind: 'negation', operand: parseExpression(cursor, signPower) };
  if (text !== '(') throw unexpected(token);
  const inner = parseExpression(cursor, 0);
  expect(cursor, ')');
  return inner;
}

function parseName(cursor: Cursor, name: string, token: Token): LogicNode {
  if (!isSymbol(peek(cursor), '(')) {
    if (name === 'true' || name === 'false') return { kind: 'boolean', value: name === 'true' };
    throw new LogicError('a name stands alone; a field goes in [brackets] and text in quotes', token.position);
  }
  const called = functionNamed(name);
  if (!called) throw new LogicError(`there is no function "${name}"`, token.position);
  const given = parseArguments(cursor);
  if (given.length < called.least || given.length > called.most) {
    throw new LogicError(`the function "${name}" has the wrong number of arguments`, token.position);
  }
  return { kind: 'call', name, arguments: given };
}

function parseArguments(cursor: Cursor): LogicNode[] {
  expect(cursor, '(');
  const given: LogicNode[] = [];
  if (!isSymbol(peek(cursor), ')')) {
    do given.push(parseExpression(cursor, 0));
    while (take(cursor, ','));
  }
  expect(cursor, ')');
  return given;
}

function take(cursor: Cursor, symbol: string): boolean {
  const found = isSymbol(peek(cursor), symbol);
  if (found) cursor.at++;
  return found;
}

function expect(cursor: Cursor, symbol: string): void {
  if (!take(cursor, symbol)) throw unexpected(peek(cursor), ` where "${symbol}" belongs`);
}

function unexpected(token: Token, instead = ''): LogicError {
  const found = token.kind === 'symbol' ? `"${token.text}"` : token.kind === 'end' ? 'the end' : `a ${token.kind}`;
  return new LogicError(`there is ${found}${instead || ' where it does not belong'}`, token.position);
}

const isSymbol = (token: Token, symbol: string): boolean => token.kind === 'symbol' && token.text === symbol;

function peek(cursor: Cursor): Token {
  return cursor.tokens[cursor.at] ?? { kind: 'end', position: 0 };
}
