import { momentShape, type LogicValue } from './value.ts';

const seconds = 1000;
const day = 24 * 60 * 60 * seconds;

/** The length of each unit of `datediff`, in milliseconds; REDCap's years and months are of a mean length. */
const units: ReadonlyMap<string, number> = new Map([
  ['y', 365.2425 * day],
  ['M', 30.44 * day],
  ['d', day],
  ['h', 60 * 60 * seconds],
  ['m', 60 * seconds],
  ['s', seconds],
]);

const toMilliseconds = (text: string): number => Date.parse(`${text.replace(' ', 'T')}${text.length > 10 ? 'Z' : ''}`);

const isDated = (text: string): boolean => !['time', null].includes(momentShape(text));

/** What stands between the unit and the end: a date format of old formulas, and whether the sign is kept. */
const isSigned = (rest: readonly LogicValue[]): boolean | null => {
  const [last = false] = rest.filter((value) => !isDateFormat(value));
  return typeof last === 'boolean' ? last : null;
};

const isDateFormat = (value: LogicValue): boolean => typeof value === 'string' && /^(ymd|mdy|dmy)$/i.test(value.trim());

/**
 * `datediff(from, to, unit, [format], [signed])` of two dates or two dates with times, as stored: year, month, day. Blank
 * when one is blank. Null for a date with a time beside one without.
 */
export const dateDifference = ([from = null, to = null, unit = null, ...rest]: readonly LogicValue[]): LogicValue => {
  const length = typeof unit === 'string' ? units.get(unit) : undefined;
  const signed = isSigned(rest);
  if (typeof from !== 'string' || typeof to !== 'string' || length === undefined || signed === null) return null;
  if ([from, to].some((text) => text !== '' && !isDated(text))) return null;
  if (from === '' || to === '') return '';
  if (momentShape(from) !== momentShape(to)) return null;
  const difference = (toMilliseconds(to) - toMilliseconds(from)) / length;
  return signed ? difference : Math.abs(difference);
};

/** A part of a date by its place in `YYYY-MM-DD`, or with -1 the day of the week from Monday, 1, to Sunday, 7. */
export const datePart = (value: LogicValue, part: -1 | 0 | 1 | 2): LogicValue => {
  if (value === '') return '';
  if (typeof value !== 'string' || !isDated(value)) return null;
  if (part === -1) return new Date(toMilliseconds(value.slice(0, 10))).getUTCDay() || 7;
  return Number(value.slice(0, 10).split('-')[part]);
};
