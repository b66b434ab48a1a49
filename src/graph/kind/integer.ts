import { numberComparison } from './comparison/number.ts';
import { canonicalDecimal, isSameDecimal } from './decimal.ts';
import { orderedFilter } from './filter-type.ts';
import type { Kind } from './kind.ts';
import { oneColumn, readCell, writeCell, type ValueOf } from './one-column.ts';
import { scalarInput } from './own-input.ts';

/** A stored integer's text as a bigint; null when it is none. */
const parseInteger = (text: string): bigint | null =>
  /^[+-]?\d+$/.test(text) ? BigInt(text.replace(/^\+/, '')) : null;

/** GraphQL's Int, or null beyond its 32 bits. */
const narrowInteger = (integer: bigint): number | null =>
  BigInt.asIntN(32, integer) === integer ? Number(integer) : null;

/** Integers and sliders. Beyond 32 bits `value` is null, though the text is valid: GraphQL's Int ends there; take `raw`. */
export const integer: Kind<ValueOf<'integer', number>> = {
  fits: ({ type, validation }) =>
    type === 'SLIDER' || (type === 'TEXT' && (validation === 'integer' || validation === 'int')),
  holdsValues: true,
  layout: oneColumn,
  read: readCell((stored) => {
    const parsed = stored === null ? null : parseInteger(stored);
    return {
      typed: { kind: 'integer', value: parsed === null ? null : narrowInteger(parsed) },
      isInvalid: stored !== null && parsed === null,
    };
  }),
  toOperand: (_field, cell) => cell,
  order: { keyOf: (_field, { raw }) => Number(raw) },
  comparison: numberComparison,
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
  output: {
    name: 'IntegerValue',
    description: 'A whole number: fields validated as `integer`, and sliders.',
    fields: {
      value: {
        type: 'Int',
        description: "The number. Null beyond 32 bits, where GraphQL's Int ends: take `raw`.",
        read: ({ value }) => value,
      },
    },
  },
  filter: orderedFilter('IntegerFilter', 'Int', 'number'),
  ownInput: scalarInput('Int'),
};
