import { readMoment, writeMoment } from '../date.ts';
import type { Moment } from '../date.ts';
import type { LogicValue } from '../value.ts';
import { flagAt, numberAt, operandAt, textAt } from './definition.ts';
import type { FunctionCall, FunctionGroup, LogicFunction } from './definition.ts';

/** Seconds in each unit of `datediff`: a year is 365.2425 days, a month 30.44. `M` is months, `m` minutes. */
const secondsIn: Readonly<Record<string, number>> = {
  y: 365.2425 * 86_400,
  M: 30.44 * 86_400,
  d: 86_400,
  h: 3_600,
  m: 60,
  s: 1,
};

/** A function of one date; blank when it is none. */
const ofDate = (read: (date: Date) => number): LogicFunction => ({
  least: 1,
  most: 1,
  evaluate: (call) => {
    const moment = momentAt(call, 0);
    return moment === null || moment.shape === 'time' ? '' : read(new Date(moment.milliseconds));
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

/** Without the sign unless the last argument is true; before it older formulas name a date format such as "ymd". */
function dateDifference(call: FunctionCall): LogicValue {
  const format = /^(ymd|mdy|dmy)$/i.exec(textAt(call, 3).trim())?.[0].toLowerCase();
  const from = momentAt(call, 0, format === 'dmy');
  const to = momentAt(call, 1, format === 'dmy');
  const unit = secondsIn[textAt(call, 2).trim()];
  if (!from || !to || unit === undefined || (from.shape === 'time') !== (to.shape === 'time')) return '';
  const difference = (to.milliseconds - from.milliseconds) / 1000 / unit;
  return flagAt(call, format === undefined ? 3 : 4) ? difference : Math.abs(difference);
}

/** Whole years by the calendar, or years of 365.2425 days with decimals when the third argument is true. */
function ageAtDate(call: FunctionCall): LogicValue {
  const birth = momentAt(call, 0);
  const date = momentAt(call, 1);
  if (!birth || !date || birth.shape === 'time' || date.shape === 'time') return '';
  if (date.milliseconds < birth.milliseconds) return '';
  if (flagAt(call, 2)) return (date.milliseconds - birth.milliseconds) / 1000 / (secondsIn['y'] ?? 1);
  const [from, to] = [new Date(birth.milliseconds), new Date(date.milliseconds)];
  const years = to.getUTCFullYear() - from.getUTCFullYear();
  return dayOfYear(to) < dayOfYear(from) ? years - 1 : years;
}

const dayOfYear = (date: Date): number => date.getUTCMonth() * 100 + date.getUTCDate();

/** A date moved by an amount of a unit. A date alone becomes a date and time when it is moved by hours or less. */
function calculateDate(call: FunctionCall): LogicValue {
  const moment = momentAt(call, 0);
  const amount = numberAt(call, 1);
  const unit = secondsIn[textAt(call, 2).trim()];
  if (!moment || moment.shape === 'time' || amount === null || unit === undefined) return '';
  const milliseconds = moment.milliseconds + Math.round(amount * unit) * 1000;
  return Math.abs(milliseconds) < 8e15
    ? writeMoment({ milliseconds, shape: unit < 86_400 ? 'datetime' : moment.shape })
    : '';
}
