import { isDate } from '../kind/date.ts';
import { parseDateTime } from '../kind/datetime.ts';
import { canonicalDecimal } from '../kind/decimal.ts';

/** A missing data code stands where a value should: it equals its own text, and nothing more is sure of it. */
export interface Missing {
  readonly missingDataCode: string;
}

/** Either `''` or 0, and no document says which: only what is true of both is sure. There is one, `blankOrZero`. */
interface BlankOrZero {
  readonly blankOr: 0;
}

export const blankOrZero: BlankOrZero = { blankOr: 0 };

/**
 * What a part of a logic comes to. Text `''` is blank. A boolean is a comparison or an option of a checkbox. Null is not sure:
 * all that depends on it is null as well, and nothing else.
 */
export type LogicValue = string | number | boolean | Missing | BlankOrZero | null;

/** A value is a missing data code. */
export const isMissing = (value: LogicValue): value is Missing =>
  typeof value === 'object' && value !== null && 'missingDataCode' in value;

/** The number that a value is: a checked option and what is true are 1. Null for blank, other text and missing codes. */
export const toNumber = (value: LogicValue): number | null => {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string') return null;
  const canonical = canonicalDecimal(value);
  return canonical === null ? null : Number(canonical);
};

/** Whether a value counts as true where a condition is asked for; null when that is not sure. */
export const toTruth = (value: LogicValue): boolean | null => {
  if (typeof value === 'boolean') return value;
  if (value === '') return false;
  const number = toNumber(value);
  // REDCap's page takes the text '0' for true, its server for false.
  if (number === null || (number === 0 && typeof value === 'string')) return null;
  return number !== 0;
};

/** The shape of a text: a date, a date and time, or a time. Two texts of one shape can be ordered. */
export const momentShape = (text: string): 'date' | 'datetime' | 'datetime_seconds' | 'time' | null => {
  if (isDate(text)) return 'date';
  if (/^\d{2}:\d{2}$/.test(text)) return 'time';
  if (!text.includes('T') && parseDateTime(text) !== null) return text.length === 16 ? 'datetime' : 'datetime_seconds';
  return null;
};

/**
 * Whether two values are equal. Numbers and checkbox options compare as numbers; a blank is no 0. Null where REDCap's page
 * and its server differ or nothing is documented: `'01'` and `'1'`, an unchecked option and a blank, a missing data code
 * and a blank.
 */
export const equals = (left: LogicValue, right: LogicValue): boolean | null => {
  if (left === null || right === null) return null;
  if (isMissing(left) || isMissing(right)) return equalsMissing(left, right);
  if (left === blankOrZero || right === blankOrZero) return equalsNeither(left === blankOrZero ? right : left);
  if (left === right) return true;
  if (left === '' || right === '') return left === false || right === false ? null : false;
  const numbers = [toNumber(left), toNumber(right)];
  const areTexts = typeof left === 'string' && typeof right === 'string';
  if (areTexts) return numbers[0] !== null && numbers[0] === numbers[1] ? null : false;
  return numbers.includes(null) ? null : numbers[0] === numbers[1];
};

/** False of what is neither blank nor 0. */
const equalsNeither = (value: LogicValue): false | null =>
  value === blankOrZero || value === '' || toNumber(value) === 0 ? null : false;

const equalsMissing = (left: LogicValue, right: LogicValue): boolean | null => {
  const [missing, other] = isMissing(left) ? [left, right] : [right, left];
  if (!isMissing(missing) || isMissing(other) || other === '' || other === blankOrZero) return null;
  return equals(missing.missingDataCode, other);
};

/** How two values stand: negative, 0 or positive; `blank` when one is blank, which no ordering is true of. */
export const compare = (left: LogicValue, right: LogicValue): number | 'blank' | null => {
  if (left === null || right === null || isMissing(left) || isMissing(right)) return null;
  if (left === '' || right === '') return 'blank';
  const [first, second] = [toNumber(left), toNumber(right)];
  if (first !== null && second !== null) return first - second;
  if (typeof left !== 'string' || typeof right !== 'string') return null;
  const shape = momentShape(left);
  if (shape === null || shape !== momentShape(right)) return null;
  return left < right ? -1 : Number(left > right);
};
