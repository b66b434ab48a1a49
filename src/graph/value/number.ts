import type { FieldNode } from '../design.ts';
import { validationOf } from '../field-type.ts';

const decimalText = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/** The field stores a decimal comma (`number_comma_decimal` and its kin). */
export function hasDecimalComma(field: FieldNode): boolean {
  return validationOf(field.row).endsWith('_comma_decimal');
}

/** Decimals that the field's validation prescribes (`number_1dp`: 1); null when it prescribes none. */
export function decimalPlaces(field: FieldNode): number | null {
  const places = /^number_(\d+)dp/.exec(validationOf(field.row))?.[1];
  return places === undefined ? null : Number(places);
}

/** A stored integer's text as a bigint; null when it is none. */
export function parseInteger(text: string): bigint | null {
  return /^[+-]?\d+$/.test(text) ? BigInt(text.replace(/^\+/, '')) : null;
}

/** GraphQL's Int, or null beyond its 32 bits. */
export function narrowInteger(integer: bigint): number | null {
  return BigInt.asIntN(32, integer) === integer ? Number(integer) : null;
}

/** A stored number as canonical decimal text: point, no exponent, no needless zeros, no `+` or `-0`. Null when it is none. */
export function parseNumber(text: string, field: FieldNode): string | null {
  return canonicalDecimal(hasDecimalComma(field) ? text.replace(',', '.') : text);
}

/** Canonical text of a number with a decimal point; null when it is none. Equal numbers have equal texts. */
export function canonicalDecimal(text: string): string | null {
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
}

/** Orders two canonical decimals exactly, however many digits they have: negative, 0 or positive. */
export function compareDecimals(left: string, right: string): number {
  const places = Math.max(fractionOf(left).length, fractionOf(right).length);
  const difference = scale(left, places) - scale(right, places);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/**
 * The text that an import sends for a number: the digits as given, decimals filled up to what the validation prescribes,
 * a comma where the field has one. Null when it is no number; `'PLACES'` when it has more decimals than the field.
 */
export function formatNumber(text: string, field: FieldNode): string | null {
  const pointed = hasDecimalComma(field) ? text.replace(',', '.') : text;
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(pointed);
  const [, sign = '', whole = '', fraction = ''] = parts ?? [];
  if (!parts || (whole === '' && fraction === '')) return null;
  const places = decimalPlaces(field);
  const digits =
    places === null
      ? fraction
      : fraction.slice(places).replace(/0/g, '') === ''
        ? fraction.slice(0, places).padEnd(places, '0')
        : null;
  if (digits === null) return null;
  const separator = hasDecimalComma(field) ? ',' : '.';
  return `${sign === '-' ? '-' : ''}${whole || '0'}${digits === '' ? '' : separator + digits}`;
}

function fractionOf(decimal: string): string {
  return decimal.split('.')[1] ?? '';
}

function scale(decimal: string, places: number): bigint {
  return BigInt(decimal.split('.')[0] + fractionOf(decimal).padEnd(places, '0'));
}
