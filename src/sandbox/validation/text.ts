import type { DateFormat } from './date.ts';
import { readDate, readDatetime, readDatetimeWithSeconds, readTime, readTimeWithSeconds } from './date.ts';

/** The patterns of REDCap's validations whose stored form is the text itself, by the name of the validation. */
const PATTERNS: Readonly<Record<string, RegExp>> = {
  integer: /^[-+]?\d+$/,
  number: /^[-+]?\d*\.?\d+([eE][-+]?\d+)?$/,
  number_comma_decimal: /^[-+]?\d*,?\d+([eE][-+]?\d+)?$/,
  time_mm_ss: /^[0-5]\d:[0-5]\d$/,
  email: /^[^\s@,;<>"]+@[^\s@.,;<>"]+(\.[^\s@.,;<>"]+)+$/,
  phone: /^(\+?1[-. ]?)?\(?[2-9]\d{2}\)?[-. ]*[2-9]\d{2}[-. ]*\d{4}(\s*(#|x\.?|ext\.?|extension)\s*\d+)?$/i,
  phone_australia: /^(\(0[2-8]\)|0[2-8])\s*\d{4}\s*\d{4}$/,
  phone_uk: /^(\+44\s?|\(?0)[\d\s()]{8,14}$/,
  zipcode: /^\d{5}(-\d{4})?$/,
  postalcode_australia: /^\d{4}$/,
  postalcode_canada: /^[A-Z]\d[A-Z]\s?\d[A-Z]\d$/i,
  postalcode_french: /^\d{5}$/,
  postalcode_germany: /^\d{5}$/,
  postalcode_uk: /^[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}$/i,
  ssn: /^\d{3}-\d{2}-\d{4}$/,
  vmrn: /^\d{4,9}$/,
  mrn_10d: /^\d{10}$/,
  mrn_generic: /^[a-z0-9_-]+$/i,
  alpha_only: /^[a-z]+$/i,
};

/** `number_2dp` and `number_2dp_comma_decimal` need exactly two decimals. The other numbers mean the same. */
const findDecimalsPattern = (validation: string): RegExp | undefined => {
  const parts = /^number_(\d)dp(_comma_decimal)?$/.exec(validation);
  if (parts === null) return undefined;
  return new RegExp(`^[-+]?\\d+${parts[2] === undefined ? '\\.' : ','}\\d{${parts[1] ?? ''}}$`);
};

/** Whether values of this validation type are numbers, which `decimalCharacter` then spells. */
export const isNumberValidation = (validation: string): boolean =>
  validation === 'integer' ||
  validation === 'number' ||
  /^number_(\ddp|comma_decimal|\ddp_comma_decimal)$/.test(validation);

/** Whether values of this validation type are dates or date-times, which de-identification removes. */
export const isDateValidation = (validation: string): boolean =>
  /^date(time)?(_seconds)?_(ymd|mdy|dmy)$/.test(validation);

/**
 * A value of a validated text field as REDCap stores it, or null when it breaks the validation. Dates become Y-M-D,
 * whatever the import's `dateFormat` is. Other values stay as they came.
 * An unknown validation accepts every value, because institutions add their own.
 */
export const readText = (validation: string, text: string, format: DateFormat): string | null => {
  if (/^date_(ymd|mdy|dmy)$/.test(validation)) return readDate(text, format);
  if (/^datetime_(ymd|mdy|dmy)$/.test(validation)) return readDatetime(text, format);
  if (/^datetime_seconds_(ymd|mdy|dmy)$/.test(validation)) return readDatetimeWithSeconds(text, format);
  if (validation === 'time') return readTime(text);
  if (validation === 'time_hh_mm_ss') return readTimeWithSeconds(text);
  const pattern = PATTERNS[validation] ?? findDecimalsPattern(validation);
  // PHP ignores blanks before a number, and R pads numbers with blanks. Servers were recorded to store such values as
  // they came.
  const meant = isNumberValidation(validation) ? text.trim() : text;
  return pattern === undefined || pattern.test(meant) ? text : null;
};
