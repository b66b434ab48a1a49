import type { DictionaryField } from '../dictionary/field.ts';
import { validationOf } from '../dictionary/field-type.ts';
import { numberComparison } from './comparison/number.ts';
import { hasDecimalComma, isSameDecimal, parseNumber } from './decimal.ts';
import { orderedFilter } from './filter-type.ts';
import type { Kind, WrittenText } from './kind.ts';
import type { InputKey } from './input.ts';
import { oneColumn, readParsed, writeCell, type ValueOf } from './one-column.ts';
import { scalarInput } from './own-input.ts';

const isNumberValidation = (validation: string): boolean =>
  validation === 'float' || /^number(_\d+dp)?(_comma_decimal)?$/.test(validation);

/** Decimals that the field's validation prescribes (`number_1dp`: 1); null when it prescribes none. */
const decimalPlaces = (field: DictionaryField): number | null => {
  const places = /^number_(\d+)dp/.exec(validationOf(field.row))?.[1];
  return places === undefined ? null : Number(places);
};

/** Decimals filled up, or cut where only zeros are lost, to what is prescribed; null when more than zeros would be lost. */
const fitPlaces = (fraction: string, places: number | null): string | null => {
  if (places === null) return fraction;
  return /[^0]/.test(fraction.slice(places)) ? null : fraction.slice(0, places).padEnd(places, '0');
};

/**
 * The text that an import sends for a number: the digits as given, decimals filled up to what the validation prescribes,
 * a comma where the field has one. Null when it is no number or has more decimals than the field takes.
 */
const formatNumber = (text: string, field: DictionaryField): string | null => {
  const pointed = hasDecimalComma(field) ? text.replace(',', '.') : text;
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(pointed);
  const [, sign = '', whole = '', fraction = ''] = parts ?? [];
  if (!parts || (whole === '' && fraction === '')) return null;
  const digits = fitPlaces(fraction, decimalPlaces(field));
  if (digits === null) return null;
  const separator = hasDecimalComma(field) ? ',' : '.';
  return `${sign === '-' ? '-' : ''}${whole || '0'}${digits === '' ? '' : separator + digits}`;
};

const writeNumber = (field: DictionaryField, text: string, key: InputKey): WrittenText => {
  const places = decimalPlaces(field);
  const isLoose = key === 'raw' && hasDecimalComma(field);
  const written = text.includes(',') && !isLoose ? null : formatNumber(text, field);
  if (written !== null) return { text: written };
  const limit = places === null ? '' : ` with at most ${places} decimal${places === 1 ? '' : 's'}`;
  return { remedy: `takes a decimal number${limit}, with a decimal point, such as 22.${'0'.repeat(places ?? 1)}` };
};

/** So many digits of a decimal a floating-point number of 64 bits always keeps. */
const EXACT_DIGITS = 15;

/** A decimal as a number; null where a number would not keep all of its digits. */
const toExactNumber = (decimal: string): number | null => {
  const digits = decimal.replace(/[-.]/g, '').replace(/^0+|0+$/g, '');
  return digits.length > EXACT_DIGITS ? null : Number(decimal);
};

/** Numbers and calculations: plain digits with a decimal point, no exponent, no needless zeros. */
export const number: Kind<ValueOf<'number', string>> = {
  fits: ({ type, validation }) => type === 'CALC' || (type === 'TEXT' && isNumberValidation(validation)),
  holdsValues: true,
  layout: oneColumn,
  read: readParsed('number', parseNumber),
  // A number with a comma is a number, and no text that equals what the logic has in quotes.
  toOperand: (field, cell) => {
    if (!hasDecimalComma(field) || cell === '') return cell;
    const decimal = parseNumber(cell, field);
    return decimal === null ? null : Number(decimal);
  },
  order: { keyOf: (_field, { value }) => (value === null ? null : Number(value)) },
  comparison: numberComparison,
  writing: { ...writeCell({ keys: ['number', 'raw'], toText: writeNumber }), isSame: isSameDecimal },
  typedCell: { type: 'number', toTyped: ({ value }) => (value === null ? null : toExactNumber(value)) },
  output: {
    name: 'NumberValue',
    description: 'A number: fields validated as `number` in any form, and calculated fields.',
    fields: {
      value: {
        type: 'Decimal',
        description: 'The number with a decimal point, whatever the field uses.',
        read: ({ value }) => value,
      },
    },
  },
  filter: orderedFilter('DecimalFilter', 'Decimal', 'number'),
  ownInput: scalarInput('Decimal'),
};
