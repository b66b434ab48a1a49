import { LogicError } from './error.ts';

/** A word of the logic language. `position` counts from 1. */
export type Token =
  | { readonly kind: 'number'; readonly text: string; readonly position: number }
  | { readonly kind: 'text'; readonly text: string; readonly position: number }
  /** Brackets that follow each other directly: `[event][field][2]` has three parts. */
  | { readonly kind: 'brackets'; readonly parts: readonly string[]; readonly position: number }
  | { readonly kind: 'name'; readonly text: string; readonly position: number }
  | { readonly kind: 'symbol'; readonly text: string; readonly position: number }
  | { readonly kind: 'end'; readonly position: number };

const space = /(?:\s|\/\/[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const number = /\d+\.?\d*|\.\d+/y;
// A backslash before the text's own quote keeps it, as in 'the user\'s guide'. Anywhere else it is a backslash.
const text = /'((?:[^'\\]|\\'|\\(?!'))*)'|"((?:[^"\\]|\\"|\\(?!"))*)"/y;
const bracket = /\[([^[\]\r\n]*)\]/y;
const name = /[A-Za-z_][A-Za-z0-9_]*/y;
const symbol = /<>|!=|>=|<=|&&|\|\||[-+*/^=<>(),]/y;

/** Splits a logic text into tokens; the last is always `end`. Comments and white space fall away. Throws LogicError. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let at = skipSpace(source, 0);
  while (at < source.length) {
    const [token, end] = readToken(source, at);
    tokens.push(token);
    at = skipSpace(source, end);
  }
  tokens.push({ kind: 'end', position: source.length + 1 });
  return tokens;
}

function skipSpace(source: string, at: number): number {
  const end = at + (match(space, source, at)?.[0].length ?? 0);
  if (source.startsWith('/*', end)) throw new LogicError('a comment /* has no closing */', end + 1);
  return end;
}

function readToken(source: string, at: number): [Token, number] {
  const position = at + 1;
  if (source[at] === '[') return readBrackets(source, at);
  const quoted = match(text, source, at);
  if (quoted) return [{ kind: 'text', text: unescapeText(quoted), position }, at + quoted[0].length];
  for (const [kind, pattern] of [
    ['number', number],
    ['name', name],
    ['symbol', symbol],
  ] as const) {
    const found = match(pattern, source, at);
    if (found) return [{ kind, text: found[0], position }, at + found[0].length];
  }
  throw new LogicError(problemAt(source[at]), position);
}

const unescapeText = ([, single, double = '']: RegExpExecArray): string =>
  single === undefined ? double.replaceAll('\\"', '"') : single.replaceAll("\\'", "'");

function readBrackets(source: string, start: number): [Token, number] {
  const parts: string[] = [];
  let at = start;
  while (source[at] === '[') {
    const found = match(bracket, source, at);
    if (!found) throw new LogicError('a bracket [ has no closing ]', at + 1);
    parts.push((found[1] ?? '').trim());
    at += found[0].length;
  }
  return [{ kind: 'brackets', parts, position: start + 1 }, at];
}

function problemAt(character: string | undefined): string {
  if (character === "'" || character === '"') return 'a quoted text has no closing quote';
  if (character === ']') return 'a bracket ] has no opening [';
  return 'there is a character that means nothing in logic';
}

function match(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}
