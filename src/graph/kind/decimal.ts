import type { DictionaryField } from '../dictionary/field.ts';
import { validationOf } from '../dictionary/field-type.ts';

const decimalText = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/** A text of digits as a bigint, whatever its size; null when it is no integer. */
export const parseInteger = (text: string): bigint | null =>
  /^[+-]?\d+$/.test(text) ? BigInt(text.replace(/^\+/, '')) : null;

/** The field stores a decimal comma (`number_comma_decimal` and its kin). */
export const hasDecimalComma = (field: DictionaryField): boolean => validationOf(field.row).endsWith('_comma_decimal');

/** A stored number as canonical decimal text: point, no exponent, no needless zeros, no `+` or `-0`. Null when it is none. */
export const parseNumber = (text: string, field: DictionaryField): string | null =>
  canonicalDecimal(hasDecimalComma(field) ? text.replace(',', '.') : text);

/** The number that a stored text or an operand is, in double precision as in REDCap; null for other text. */
export const toNumber = (field: DictionaryField, text: string): number | null => {
  const canonical = parseNumber(text.trim(), field);
  return canonical === null ? null : Number(canonical);
};

/** The number that a code is; null for other text. A code has a decimal point, whatever the field uses. */
export const codeNumber = (code: string): number | null => {
  const canonical = canonicalDecimal(code.trim());
  return canonical === null ? null : Number(canonical);
};

/** Canonical text of a number with a decimal point; null when it is none. Equal numbers have equal texts. */
export const canonicalDecimal = (text: string): string | null => {
  const parts = decimalText.exec(text);
  if (!parts) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  if (whole === '' && fraction === '') return null;
  const shift = Number(exponent);
  const digits = shift >= 0 ? whole + fraction.padEnd(shift, '0') : whole.padStart(-shift, '0') + fraction;
  const point = shift >= 0 ? whole.length + shift : Math.max(whole.length, -shift) + shift;
  const integer = digits.slice(0, point).replace(/^0+/, '') || '0';
  const rest = digits.slice(point).replace(/0+$/, '');
  const magnitude = rest === '' ? integer : `${integer}.${rest}`;
  return sign === '-' && magnitude !== '0' ? `-${magnitude}` : magnitude;
};

/** Two stored texts are the same number. */
export const isSameDecimal = (field: DictionaryField, left: string, right: string): boolean => {
  const number = parseNumber(left, field);
  return number !== null && number === parseNumber(right, field);
};
