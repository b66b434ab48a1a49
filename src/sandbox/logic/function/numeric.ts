import { orBlank, toNumber } from '../value.ts';
import type { LogicValue } from '../value.ts';
import { numberAt, textAt } from './definition.ts';
import type { FunctionCall, FunctionGroup, LogicFunction } from './definition.ts';

/** A function of one number; blank for a blank. */
const ofNumber = (operation: (number: number) => number): LogicFunction => ({
  least: 1,
  most: 1,
  evaluate: (call) => {
    const number = numberAt(call, 0);
    return number === null ? '' : orBlank(operation(number));
  },
});

/** A function of a number and a number of decimals, 0 unless given. */
const toDecimals = (rounding: (number: number) => number): LogicFunction => ({
  least: 1,
  most: 2,
  evaluate: (call) => {
    const number = numberAt(call, 0);
    return number === null ? '' : orBlank(roundTo(number, Math.trunc(numberAt(call, 1) ?? 0), rounding));
  },
});

/** A function of those arguments that are numbers; blank when none is, unless said otherwise. */
const ofNumbers = (operation: (numbers: readonly number[]) => number, ofNone: LogicValue = ''): LogicFunction => ({
  least: 1,
  most: Infinity,
  evaluate: (call) => {
    const numbers = call.arguments.map((_, index) => numberAt(call, index)).filter((number) => number !== null);
    return numbers.length === 0 ? ofNone : orBlank(operation(numbers));
  },
});

/** Numeric functions. Those of a set of numbers skip blanks. */
export const numericFunctions: FunctionGroup = {
  round: toDecimals((number) => Math.sign(number) * Math.round(Math.abs(number))),
  roundup: toDecimals(Math.ceil),
  rounddown: toDecimals(Math.floor),
  sqrt: ofNumber(Math.sqrt),
  abs: ofNumber(Math.abs),
  exponential: ofNumber(Math.exp),
  log: { least: 1, most: 2, evaluate: logarithm },
  mod: { least: 2, most: 2, evaluate: modulo },
  min: ofNumbers((numbers) => numbers.reduce((least, number) => Math.min(least, number))),
  max: ofNumbers((numbers) => numbers.reduce((most, number) => Math.max(most, number))),
  // Gives a result even when all arguments are blank, unlike `+`.
  sum: ofNumbers(sum, 0),
  mean: ofNumbers(mean),
  median: ofNumbers(median),
  stdev: ofNumbers(standardDeviation),
  isnumber: { least: 1, most: 1, evaluate: (call) => toNumber(textAt(call, 0)) !== null },
  isinteger: { least: 1, most: 1, evaluate: (call) => /^[-+]?\d+$/.test(textAt(call, 0).trim()) },
};

/**
 * Rounds as PHP does. The shifted number is first cut to 15 digits, so that 2.675 is half way between 2.67 and 2.68.
 */
function roundTo(number: number, decimals: number, rounding: (number: number) => number): number {
  const shifted = Number((number * 10 ** decimals).toPrecision(15));
  return Number.isFinite(shifted) ? Number(`${String(rounding(shifted))}e${String(-decimals)}`) : number;
}

/** Natural unless a base is given. */
function logarithm(call: FunctionCall): LogicValue {
  const number = numberAt(call, 0);
  const base = call.arguments.length > 1 ? numberAt(call, 1) : Math.E;
  if (number === null || base === null || number <= 0) return '';
  if (base === 10) return Math.log10(number);
  return base === 2 ? Math.log2(number) : orBlank(Math.log(number) / Math.log(base));
}

function modulo(call: FunctionCall): LogicValue {
  const dividend = numberAt(call, 0);
  const divisor = numberAt(call, 1);
  return dividend === null || divisor === null ? '' : orBlank(dividend % divisor);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function mean(numbers: readonly number[]): number {
  return sum(numbers) / numbers.length;
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((left, right) => left - right);
  const upper = Math.floor(sorted.length / 2);
  return mean(sorted.slice(sorted.length % 2 === 0 ? upper - 1 : upper, upper + 1));
}

/**
 * The deviation of a sample. The squares are divided by one less than their count, so that one number alone has none.
 */
function standardDeviation(numbers: readonly number[]): number {
  const middle = mean(numbers);
  return Math.sqrt(sum(numbers.map((number) => (number - middle) ** 2)) / (numbers.length - 1));
}
