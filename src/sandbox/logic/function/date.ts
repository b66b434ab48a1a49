import { readMoment, writeMoment } from '../date.ts';
import type { Moment } from '../date.ts';
import type { LogicValue } from '../value.ts';
import { flagAt, numberAt, operandAt, textAt } from './definition.ts';
import type { FunctionCall, FunctionGroup, LogicFunction } from './definition.ts';

const secondsInYear = 365.2425 * 86_400;

/** Seconds in each unit of `datediff`: a year is 365.2425 days, a month 30.44. `M` is months, `m` minutes. */
const secondsIn: ReadonlyMap<string, number> = new Map([
  ['y', secondsInYear],
  ['M', 30.44 * 86_400],
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
]);

/** A function of one date; blank when it is none. */
const ofDate = (read: (date: Date) => number): LogicFunction => ({
  least: 1,
  most: 1,
  evaluate: (call) => {
    const day = dayAt(call, 0);
    return day ? read(day) : '';
  },
});

/** Date functions. Dates are as stored (Y-M-D), or the words `today` and `now`. */
export const dateFunctions: FunctionGroup = {
  datediff: { least: 3, most: 5, evaluate: dateDifference },
  age_at_date: { least: 2, most: 3, evaluate: ageAtDate },
  calcdate: { least: 3, most: 3, evaluate: calculateDate },
  // Monday is 1 and Sunday 7.
  dayoftheweek: ofDate((date) => date.getUTCDay() || 7),
  year: ofDate((date) => date.getUTCFullYear()),
  month: ofDate((date) => date.getUTCMonth() + 1),
  day: ofDate((date) => date.getUTCDate()),
};

const momentAt = (call: FunctionCall, index: number, dayFirst = false): Moment | null =>
  readMoment(operandAt(call, index), call.scope.now, dayFirst);

/**
 * The result has a sign only when the last argument is true. Older formulas have a date format such as "ymd" before it.
 */
function dateDifference(call: FunctionCall): LogicValue {
  const format = /^(ymd|mdy|dmy)$/i.exec(textAt(call, 3).trim())?.[0].toLowerCase();
  const from = momentAt(call, 0, format === 'dmy');
  const to = momentAt(call, 1, format === 'dmy');
  const unit = secondsIn.get(textAt(call, 2).trim());
  if (!from || !to || unit === undefined || (from.shape === 'time') !== (to.shape === 'time')) return '';
  const difference = (to.milliseconds - from.milliseconds) / 1000 / unit;
  return flagAt(call, format === undefined ? 3 : 4) ? difference : Math.abs(difference);
}

/**
 * Whole years by the calendar. With a true third argument, years of 365.2425 days with decimals. Times do not count.
 */
function ageAtDate(call: FunctionCall): LogicValue {
  const birth = dayAt(call, 0);
  const date = dayAt(call, 1);
  if (!birth || !date || date < birth) return '';
  if (flagAt(call, 2)) return (date.getTime() - birth.getTime()) / 1000 / secondsInYear;
  const years = date.getUTCFullYear() - birth.getUTCFullYear();
  return dayOfYear(date) < dayOfYear(birth) ? years - 1 : years;
}

/** The day of a date or datetime; null for anything else. */
function dayAt(call: FunctionCall, index: number): Date | null {
  const moment = momentAt(call, index);
  if (!moment || moment.shape === 'time') return null;
  return new Date(Math.floor(moment.milliseconds / 86_400_000) * 86_400_000);
}

const dayOfYear = (date: Date): number => date.getUTCMonth() * 100 + date.getUTCDate();

/** A date moved by an amount of a unit. A date alone becomes a date and time when it is moved by hours or less. */
function calculateDate(call: FunctionCall): LogicValue {
  const moment = momentAt(call, 0);
  const amount = numberAt(call, 1);
  const unit = secondsIn.get(textAt(call, 2).trim());
  if (!moment || moment.shape === 'time' || amount === null || unit === undefined) return '';
  const milliseconds = moment.milliseconds + Math.round(amount * unit) * 1000;
  return Math.abs(milliseconds) < 8e15
    ? writeMoment({ milliseconds, shape: unit < 86_400 ? 'datetime' : moment.shape })
    : '';
}
