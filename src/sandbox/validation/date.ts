/** The order of year, month and day in the dates of one import (`dateFormat`). */
export type DateFormat = 'YMD' | 'MDY' | 'DMY';

const LAYOUTS: Readonly<Record<DateFormat, { pattern: RegExp; year: number; month: number; day: number }>> = {
  YMD: { pattern: /^(\d{4})-(\d{1,2})-(\d{1,2})$/, year: 1, month: 2, day: 3 },
  MDY: { pattern: /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/, year: 3, month: 1, day: 2 },
  DMY: { pattern: /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/, year: 3, month: 2, day: 1 },
};

/** The days of a month in the Gregorian calendar. */
const countDays = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/**
 * A date in the import's format as REDCap stores it, `YYYY-MM-DD`; null when it is no such date. A date that begins with
 * its year is taken in every format (EVIDENCE.md#dates-that-begin-with-the-year).
 */
export const readDate = (text: string, format: DateFormat): string | null => {
  const layout = LAYOUTS.YMD.pattern.test(text) ? LAYOUTS.YMD : LAYOUTS[format];
  const parts = layout.pattern.exec(text);
  if (parts === null) return null;
  const year = Number(parts[layout.year]);
  const month = Number(parts[layout.month]);
  const day = Number(parts[layout.day]);
  if (month < 1 || month > 12 || day < 1 || day > countDays(year, month)) return null;
  return `${parts[layout.year] ?? ''}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
};

/** A time of day `HH:MM` (or `H:MM`) as REDCap stores it; null when it is none. */
export const readTime = (text: string): string | null =>
  /^([01]?\d|2[0-3]):[0-5]\d$/.test(text) ? text.padStart(5, '0') : null;

/** A time of day `HH:MM:SS`; null when it is none. */
export const readTimeWithSeconds = (text: string): string | null =>
  /^([01]?\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(text) ? text.padStart(8, '0') : null;

/** A date, one blank and a time; the time is read by `read`. */
const readMoment = (text: string, format: DateFormat, read: (time: string) => string | null): string | null => {
  const blank = text.indexOf(' ');
  if (blank < 0) return null;
  const date = readDate(text.slice(0, blank), format);
  const time = read(text.slice(blank + 1));
  return date === null || time === null ? null : `${date} ${time}`;
};

/** A date-time `HH:MM` behind a date in the import's format; null when it is none. */
export const readDatetime = (text: string, format: DateFormat): string | null => readMoment(text, format, readTime);

/** As `readDatetime`, to the second. A time without seconds is taken as the full minute, which REDCap stores as `:00`. */
export const readDatetimeWithSeconds = (text: string, format: DateFormat): string | null =>
  readMoment(text, format, (time) => {
    const minutes = readTime(time);
    return minutes === null ? readTimeWithSeconds(time) : `${minutes}:00`;
  });
