import type { FieldNode } from '../design/design.ts';
import { validationOf } from '../dictionary/field-type.ts';

/** The text is `YYYY-MM-DD` and that day exists. REDCap exports and imports dates so, whatever order it shows. */
export const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

/** A date and time as `YYYY-MM-DDTHH:MM:SS` from REDCap's text with a blank or ISO's with a `T`; null when it is none. */
export const parseDateTime = (text: string): string | null => {
  const parts = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(?::(\d{2}))?$/.exec(text);
  const [, day = '', minutes = '', seconds = '00'] = parts ?? [];
  if (!parts || !isDate(day) || parseClock(`${minutes}:${seconds}`, 3) === null) return null;
  return `${day}T${minutes}:${seconds}`;
};

/** REDCap's text of a `YYYY-MM-DDTHH:MM:SS`: a blank between, seconds only where the field has them. Null when seconds would be lost. */
export const formatDateTime = (dateTime: string, field: FieldNode): string | null => {
  const text = dateTime.replace('T', ' ');
  if (hasSeconds(field)) return text;
  return text.endsWith(':00') ? text.slice(0, -3) : null;
};

/** The field's date and time is stored with seconds. */
export const hasSeconds = (field: FieldNode): boolean => validationOf(field.row).startsWith('datetime_seconds');

/** A time in the form of the field's validation (`HH:MM`, `HH:MM:SS`, or `MM:SS`), two digits each; null when it is none. */
export const parseTime = (text: string, field: FieldNode): string | null => {
  switch (validationOf(field.row)) {
    case 'time_hh_mm_ss':
      return parseClock(text, 3);
    case 'time_mm_ss':
      return parseClock(`00:${text}`, 3)?.slice(3) ?? null;
    default:
      return parseClock(text, 2);
  }
};

/** The form of the field's times, for a person. */
export const timeForm = (field: FieldNode): string => {
  const forms: Readonly<Record<string, string>> = { time_hh_mm_ss: 'HH:MM:SS', time_mm_ss: 'MM:SS' };
  return forms[validationOf(field.row)] ?? 'HH:MM';
};

const parseClock = (text: string, parts: 2 | 3): string | null => {
  const numbers = text.split(':');
  const isClock = numbers.length === parts && numbers.every((number) => /^\d{1,2}$/.test(number));
  if (!isClock || Number(numbers[0]) > 23 || numbers.slice(1).some((number) => Number(number) > 59)) return null;
  return numbers.map((number) => number.padStart(2, '0')).join(':');
};
