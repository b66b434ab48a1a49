import type { Scope } from '../scope.ts';
import { toNumber, toText } from '../value.ts';
import type { LogicValue } from '../value.ts';

/** Whether a field that holds a missing data code gives the code or counts as blank. */
export type MissingCodes = 'keep' | 'blank';

/** A function call: its arguments not yet evaluated, so that `if` works out only the branch that it takes. */
export interface FunctionCall {
  readonly arguments: readonly ((codes: MissingCodes) => LogicValue)[];
  /** How the caller wants missing data codes. */
  readonly codes: MissingCodes;
  readonly scope: Scope;
}

/** A function of the logic language. */
export interface LogicFunction {
  /** Least and greatest number of arguments. */
  readonly least: number;
  readonly most: number;
  readonly evaluate: (call: FunctionCall) => LogicValue;
}

/** A group of functions by lower-case name. */
export type FunctionGroup = Readonly<Record<string, LogicFunction>>;

/** Argument `index` as it stands, missing data codes included; '' when it was not given. */
export const valueAt = (call: FunctionCall, index: number): LogicValue => call.arguments[index]?.('keep') ?? '';

/** Argument `index` as text, missing data codes included. */
export const textAt = (call: FunctionCall, index: number): string => toText(valueAt(call, index));

/** Argument `index` as text for calculating: '' for a missing data code. */
export const operandAt = (call: FunctionCall, index: number): string => toText(call.arguments[index]?.('blank') ?? '');

/** Argument `index` as a number; null when it is blank, a missing data code or no number. */
export const numberAt = (call: FunctionCall, index: number): number | null =>
  toNumber(call.arguments[index]?.('blank') ?? '');

/** Whether argument `index` says true: true, 1 or the word in quotes, in any case. */
export const flagAt = (call: FunctionCall, index: number): boolean =>
  ['1', 'true'].includes(textAt(call, index).trim().toLowerCase());
