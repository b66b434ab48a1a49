import {
  evaluateCalculation,
  fieldsOf,
  formatNumber,
  LogicError,
  parseLogic,
  toNumber,
  toText,
} from '../logic/index.ts';
import type { LogicNode, LogicValue, Scope } from '../logic/index.ts';
import type { FieldDefinition } from '../state/project.ts';

/** The formula of a calculated field. */
export interface Formula {
  /** Null when the text is not valid logic. */
  readonly node: LogicNode | null;
  /** The fields that it names. */
  readonly inputs: readonly string[];
  /** Turns the result into the text that is stored. */
  readonly write: (result: LogicValue) => string;
}

const actionTag = /@(CALCTEXT|CALCDATE)\s*\(/;

/** Whether REDCap works out the field's value: `calc` fields, and text fields with `@CALCTEXT` or `@CALCDATE`. */
export const isCalculated = (field: FieldDefinition): boolean =>
  field.field_type === 'calc' || (field.field_type === 'text' && actionTag.test(field.field_annotation));

/** The formula of a field; null when it has none. */
export function readFormula(field: FieldDefinition): Formula | null {
  if (field.field_type === 'calc') return makeFormula(field.select_choices_or_calculations, writeCalculation);
  const tag = field.field_type === 'text' ? actionTag.exec(field.field_annotation) : null;
  if (!tag) return null;
  const inner = readParenthesis(field.field_annotation, tag.index + tag[0].length);
  if (tag[1] === 'CALCTEXT') return makeFormula(inner, toText);
  const validation = field.text_validation_type_or_show_slider_number;
  return makeFormula(`calcdate(${inner})`, (result) => writeDate(toText(result), validation));
}

/** What a formula comes to in a scope; '' for a broken one. */
export function evaluateFormula(formula: Formula, scope: Scope): string {
  if (!formula.node) return '';
  try {
    return formula.write(evaluateCalculation(formula.node, scope));
  } catch (error) {
    if (error instanceof LogicError) return '';
    throw error;
  }
}

function makeFormula(text: string, write: Formula['write']): Formula {
  const node = parse(text);
  return { node, inputs: node ? fieldsOf(node).map(({ field }) => field) : [], write };
}

/** Formulas are few and rows are many, so parsed formulas are kept. */
const parsed = new Map<string, LogicNode | null>();
const keptFormulas = 1_000;

function parse(text: string): LogicNode | null {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  if (parsed.size >= keptFormulas) parsed.clear();
  const node = tryParse(text);
  parsed.set(text, node);
  return node;
}

function tryParse(text: string): LogicNode | null {
  try {
    return parseLogic(text);
  } catch (error) {
    if (error instanceof LogicError) return null;
    throw error;
  }
}

/** A calculated field holds a number or nothing. */
function writeCalculation(result: LogicValue): string {
  const number = toNumber(result);
  return number === null ? '' : formatNumber(number);
}

/** A date as the field's validation stores it: `datetime_seconds_*`, `datetime_*` or, otherwise, a date alone. */
function writeDate(text: string, validation: string): string {
  if (text === '') return '';
  const full = text.length > 10 ? text : `${text} 00:00:00`;
  if (validation.startsWith('datetime_seconds')) return full;
  return validation.startsWith('datetime') ? full.slice(0, 16) : full.slice(0, 10);
}

/** The text from `start` to the parenthesis that closes it. Parentheses in quotes do not count. */
function readParenthesis(text: string, start: number): string {
  let depth = 1;
  let quote = '';
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === "'" || character === '"') quote = character;
    else if (character === '(') depth++;
    else if (character === ')' && --depth === 0) return text.slice(start, at);
  }
  return text.slice(start);
}
