import type { FieldNode } from '../design/design.ts';
import { validationOf } from '../dictionary/field-type.ts';

const decimalText = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/** The field stores a decimal comma (`number_comma_decimal` and its kin). */
export const hasDecimalComma = (field: FieldNode): boolean => validationOf(field.row).endsWith('_comma_decimal');

/** Decimals that the field's validation prescribes (`number_1dp`: 1); null when it prescribes none. */
export const decimalPlaces = (field: FieldNode): number | null => {
  const places = /^number_(\d+)dp/.exec(validationOf(field.row))?.[1];
  return places === undefined ? null : Number(places);
};

/** A stored integer's text as a bigint; null when it is none. */
export const parseInteger = (text: string): bigint | null =>
  /^[+-]?\d+$/.test(text) ? BigInt(text.replace(/^\+/, '')) : null;

/** GraphQL's Int, or null beyond its 32 bits. */
export const narrowInteger = (integer: bigint): number | null =>
  BigInt.asIntN(32, integer) === integer ? Number(integer) : null;

/** A stored number as canonical decimal text: point, no exponent, no needless zeros, no `+` or `-0`. Null when it is none. */
export const parseNumber = (text: string, field: FieldNode): string | null =>
  canonicalDecimal(hasDecimalComma(field) ? text.replace(',', '.') : text);

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

/**
 * The text that an import sends for a number: the digits as given, decimals filled up to what the validation prescribes,
 * a comma where the field has one. Null when it is no number or has more decimals than the field takes.
 */
export const formatNumber = (text: string, field: FieldNode): string | null => {
  const pointed = hasDecimalComma(field) ? text.replace(',', '.') : text;
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(pointed);
  const [, sign = '', whole = '', fraction = ''] = parts ?? [];
  if (!parts || (whole === '' && fraction === '')) return null;
  const digits = fitPlaces(fraction, decimalPlaces(field));
  if (digits === null) return null;
  const separator = hasDecimalComma(field) ? ',' : '.';
  return `${sign === '-' ? '-' : ''}${whole || '0'}${digits === '' ? '' : separator + digits}`;
};

/** Decimals filled up, or cut where only zeros are lost, to what is prescribed; null when more than zeros would be lost. */
const fitPlaces = (fraction: string, places: number | null): string | null => {
  if (places === null) return fraction;
  return /[^0]/.test(fraction.slice(places)) ? null : fraction.slice(0, places).padEnd(places, '0');
};
