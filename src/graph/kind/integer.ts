import { integerComparison } from './comparison/integer.ts';
import { canonicalDecimal, isSameDecimal, parseInteger } from './decimal.ts';
import { orderedFilter } from './filter-type.ts';
import type { Kind } from './kind.ts';
import { oneColumn, readParsed, writeCell, type ValueOf } from './one-column.ts';
import { scalarInput } from './own-input.ts';

/** An integer as a number that every JSON parser reads exactly; null beyond these. */
const exactNumber = (integer: bigint): number | null => {
  const number = Number(integer);
  return Number.isSafeInteger(number) ? number : null;
};

const readInteger = (text: string): number | null => {
  const integer = parseInteger(text);
  return integer === null ? null : exactNumber(integer);
};

/** Integers and sliders. An integer of 17 digits does not fit the type, and is ordered, compared and written exactly. */
export const integer: Kind<ValueOf<'integer', number>> = {
  fits: ({ type, validation }) =>
    type === 'SLIDER' || (type === 'TEXT' && (validation === 'integer' || validation === 'int')),
  holdsValues: true,
  layout: oneColumn,
  read: readParsed('integer', readInteger),
  toOperand: (_field, cell) => cell,
  order: { keyOf: (_field, { raw }) => (raw === null ? null : parseInteger(raw)) },
  comparison: integerComparison,
  writing: {
    ...writeCell({
      keys: ['number', 'raw'],
      // Digits in `raw` are kept as they are; `number` may carry an empty fraction.
      toText: (_field, text, key) => {
        const digits = key === 'number' ? (canonicalDecimal(text) ?? '') : text;
        return parseInteger(digits) === null ? { remedy: 'takes an integer, such as 12' } : { text: digits };
      },
    }),
    isSame: isSameDecimal,
  },
  typedCell: { type: 'integer', toTyped: ({ value }) => value },
  output: {
    name: 'IntegerValue',
    description: 'A whole number: fields validated as `integer`, and sliders.',
    fields: {
      value: {
        type: 'WholeNumber',
        description:
          'The number. Null beyond 9007199254740991 in size, where numbers of JSON are not exact: isInvalid is then true, and `raw` has all digits.',
        read: ({ value }) => value,
      },
    },
  },
  filter: orderedFilter('IntegerFilter', 'WholeNumber', 'number'),
  ownInput: scalarInput('WholeNumber'),
};
