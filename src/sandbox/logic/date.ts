/** A point in time on the server's clock, without a zone; `milliseconds` count as if it were UTC, so that days are even. */
export interface Moment {
  readonly milliseconds: number;
  /** What was written: a date, a date and time, or a time of day alone. */
  readonly shape: 'date' | 'datetime' | 'time';
}

const ymd = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](.+))?$/;
const dayOrMonthFirst = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})(?: (.+))?$/;
const time = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/**
 * Reads a stored date, datetime or time, or the words `today` and `now`. `dayFirst` says how to read a date that does
 * not begin with its year.
 * Null for anything else, and for a day that the calendar does not have.
 */
export function readMoment(text: string, now: () => Date, dayFirst = false): Moment | null {
  const word = text.trim().toLowerCase();
  if (word === 'today')
    return { milliseconds: Math.floor(localMilliseconds(now()) / 86_400_000) * 86_400_000, shape: 'date' };
  if (word === 'now') return { milliseconds: localMilliseconds(now()), shape: 'datetime' };
  const [, year, month, day, clock] = ymd.exec(word) ?? yearFirst(dayOrMonthFirst.exec(word), dayFirst) ?? [];
  if (year !== undefined) return readDate(Number(year), Number(month), Number(day), clock);
  const seconds = readClock(word);
  return seconds === null ? null : { milliseconds: seconds * 1000, shape: 'time' };
}

/** `YYYY-MM-DD HH:MM:SS`, or its first part for a date. */
export function writeMoment({ milliseconds, shape }: Moment): string {
  const text = new Date(milliseconds).toISOString();
  if (shape === 'time') return text.slice(11, 19);
  return shape === 'date' ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
}

function yearFirst(found: RegExpExecArray | null, dayFirst: boolean): (string | undefined)[] | null {
  if (!found) return null;
  const [whole, first, second, year, clock] = found;
  return dayFirst ? [whole, year, second, first, clock] : [whole, year, first, second, clock];
}

function readDate(year: number, month: number, day: number, clock: string | undefined): Moment | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  if (clock === undefined) return { milliseconds: date.getTime(), shape: 'date' };
  const seconds = readClock(clock);
  return seconds === null ? null : { milliseconds: date.getTime() + seconds * 1000, shape: 'datetime' };
}

function readClock(text: string): number | null {
  const found = time.exec(text.trim());
  if (!found) return null;
  const [hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((part) => Number((part as string | undefined) ?? 0));
  return hours < 24 && minutes < 60 && seconds < 60 ? hours * 3600 + minutes * 60 + seconds : null;
}

const localMilliseconds = (now: Date): number =>
  Date.UTC(now.getFullYear(), now.getMonth(), now.getDate(), now.getHours(), now.getMinutes(), now.getSeconds());
