import { dateDifference, datePart } from './moment.ts';
import { blankOrZero, isMissing, momentShape, toNumber, type LogicValue, type Missing } from './value.ts';

interface LogicFunction {
  /** Fewest and most arguments. */
  readonly takes: readonly [number, number];
  readonly call: (args: readonly LogicValue[]) => LogicValue;
}

/** A function of numbers, which is blank when one of them is blank. */
const ofNumbers = (least: number, most: number, call: (...numbers: number[]) => number | null): LogicFunction => ({
  takes: [least, most],
  call: (args) => {
    const numbers = args.filter((value) => value !== '').map(toNumber);
    const known = numbers.filter((number) => number !== null);
    if (known.length < numbers.length) return null;
    if (known.length < args.length) return '';
    const result = call(...known);
    return result !== null && Number.isFinite(result) ? result : null;
  },
});

/** A function of those numbers that are not blank. What REDCap makes of none at all is not sure. */
const ofMany = (call: (numbers: readonly number[]) => number): LogicFunction => ({
  takes: [1, 1_000],
  call: (args) => {
    const numbers = args.filter((value) => value !== '').map(toNumber);
    const known = numbers.filter((number) => number !== null);
    return known.length === 0 || known.length < numbers.length ? null : call(known);
  },
});

/** A text to be looked into. A date is none: REDCap's page holds it in the order that the field shows. */
const toText = (value: LogicValue): string | null => {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && momentShape(value) === null ? value : null;
};

const ofTexts = (least: number, most: number, call: (...texts: string[]) => LogicValue): LogicFunction => ({
  takes: [least, most],
  call: (args) => {
    const known = args.map(toText).filter((text) => text !== null);
    return known.length < args.length ? null : call(...known);
  },
});

/** Searches do not look at case; what is found of nothing is not documented. */
const search = (find: (text: string, part: string) => boolean): LogicFunction =>
  ofTexts(2, 2, (text, part) => (part === '' ? null : find(text.toLowerCase(), part.toLowerCase())));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const median = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((left, right) => left - right);
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
  return sum(middle) / middle.length;
};

/** Rounds at a decimal place, by moving the point in the text: 1.005 at 2 is 1.01. Below 0 the ways of rounding differ. */
const atPlace =
  (round: (value: number) => number) =>
  (value: number, places = 0): number | null => {
    if (!Number.isInteger(places) || Math.abs(places) > 15 || /e/.test(String(value))) return null;
    const rounded = Number(`${String(round(Number(`${String(value)}e${String(places)}`)))}e${String(-places)}`);
    return value < 0 && rounded !== value ? null : rounded;
  };

const isCount = (count: number | null): count is number => count !== null && Number.isInteger(count) && count >= 0;

const slice = (least: number, cut: (text: string, ...counts: number[]) => string): LogicFunction => ({
  takes: [least, least],
  call: ([value = null, ...rest]) => {
    const text = toText(value);
    const counts = rest.map(toNumber).filter(isCount);
    return text === null || counts.length < rest.length ? null : cut(text, ...counts);
  },
});

/** A function that asks why a value is blank. An option of a checkbox is never asked. */
const ofMissing = (call: (value: string | number | Missing) => boolean): LogicFunction => ({
  takes: [1, 1],
  call: ([value = null]) =>
    isMissing(value) || typeof value === 'string' || typeof value === 'number' ? call(value) : null,
});

const isKind = (fits: (value: number, text: string) => boolean | null): LogicFunction => ({
  takes: [1, 1],
  call: ([value = null]) => {
    if (value === null || isMissing(value)) return null;
    const number = toNumber(value);
    return number === null ? false : fits(number, typeof value === 'string' ? value : String(number));
  },
});

/** Those of REDCap's functions whose result is sure, on its page and on its server alike. `if` is the evaluator's. */
const functions: ReadonlyMap<string, LogicFunction> = new Map([
  ['if', { takes: [3, 3], call: () => null }],
  ['datediff', { takes: [3, 5], call: dateDifference }],
  ['year', { takes: [1, 1], call: ([value = null]) => datePart(value, 0) }],
  ['month', { takes: [1, 1], call: ([value = null]) => datePart(value, 1) }],
  ['day', { takes: [1, 1], call: ([value = null]) => datePart(value, 2) }],
  ['dayoftheweek', { takes: [1, 1], call: ([value = null]) => datePart(value, -1) }],
  ['round', ofNumbers(1, 2, atPlace(Math.round))],
  ['roundup', ofNumbers(1, 2, atPlace(Math.ceil))],
  ['rounddown', ofNumbers(1, 2, atPlace(Math.floor))],
  ['abs', ofNumbers(1, 1, Math.abs)],
  ['sqrt', ofNumbers(1, 1, Math.sqrt)],
  ['exponential', ofNumbers(1, 1, Math.exp)],
  [
    'log',
    ofNumbers(1, 2, (value, base = Math.E) => (base === Math.E ? Math.log(value) : Math.log(value) / Math.log(base))),
  ],
  ['mod', ofNumbers(2, 2, (value, by) => (value < 0 || by <= 0 ? null : value % by))],
  ['sum', ofMany(sum)],
  ['mean', ofMany((numbers) => sum(numbers) / numbers.length)],
  ['median', ofMany(median)],
  ['min', ofMany((numbers) => Math.min(...numbers))],
  ['max', ofMany((numbers) => Math.max(...numbers))],
  ['isnumber', isKind(() => true)],
  ['isinteger', isKind((value, text) => (/^[+-]?\d+$/.test(text) ? true : Number.isInteger(value) ? null : false))],
  ['isblankormissingcode', ofMissing((value) => value === '' || isMissing(value))],
  ['isblanknotmissingcode', ofMissing((value) => value === '')],
  ['ismissingcode', ofMissing(isMissing)],
  [
    'hasmissingcode',
    {
      takes: [2, 2],
      call: ([value = null, codes = null]) => {
        if (value === null || typeof value === 'boolean' || typeof codes !== 'string') return null;
        const wanted = codes.split(',').map((code) => code.trim());
        return isMissing(value) && wanted.includes(value.missingDataCode);
      },
    },
  ],
  ['contains', search((text, part) => text.includes(part))],
  ['not_contain', search((text, part) => !text.includes(part))],
  ['starts_with', search((text, part) => text.startsWith(part))],
  ['ends_with', search((text, part) => text.endsWith(part))],
  ['length', ofTexts(1, 1, (text) => text.length)],
  ['trim', ofTexts(1, 1, (text) => text.trim())],
  ['upper', ofTexts(1, 1, (text) => text.toUpperCase())],
  ['lower', ofTexts(1, 1, (text) => text.toLowerCase())],
  ['concat', ofTexts(1, 1_000, (...texts) => texts.join(''))],
  ['left', slice(2, (text, count = 0) => text.slice(0, count))],
  ['right', slice(2, (text, count = 0) => (count === 0 ? '' : text.slice(-count)))],
]);

/** There is a function of this name, in lower case, that takes so many arguments, and its result is sure. */
export const takesArguments = (name: string, count: number): boolean => {
  const found = functions.get(name);
  return found !== undefined && count >= found.takes[0] && count <= found.takes[1];
};

/** What a function makes of its arguments; null when that is not sure. */
export const callFunction = (name: string, args: readonly LogicValue[]): LogicValue =>
  args.includes(blankOrZero) ? null : (functions.get(name)?.call(args) ?? null);
