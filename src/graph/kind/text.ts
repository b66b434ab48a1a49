import { textComparison } from './comparison/text.ts';
import { allMustHold, blankness, equality, membership, missingness } from './filter-type.ts';
import type { OutputType } from './graph-type.ts';
import type { Kind } from './kind.ts';
import { oneColumn, readParsed, writeCell, type ValueOf } from './one-column.ts';
import { scalarInput } from './own-input.ts';

/** The object type of a text. */
export const textOutput: OutputType<{ readonly value: string | null }> = {
  name: 'TextValue',
  description: 'Text, notes, and values of fields whose type is not known.',
  fields: { value: { type: 'String', description: 'The text.', read: ({ value }) => value } },
};

/** Text, notes, record names, and values of fields of types that are not known: whatever no other kind takes. */
export const text: Kind<ValueOf<'text', string>> = {
  fits: () => true,
  holdsValues: true,
  layout: oneColumn,
  read: readParsed('text', (stored) => stored),
  isVerbatim: true,
  toOperand: (_field, cell) => cell,
  order: { keyOf: (_field, { raw }) => raw },
  comparison: textComparison,
  writing: writeCell({ keys: ['raw'], toText: (_field, given) => ({ text: given }) }),
  output: textOutput,
  filter: {
    name: 'TextFilter',
    description: allMustHold,
    fields: {
      ...equality('String', 'text'),
      ...membership('String', 'text'),
      contains: { type: 'String', description: 'Holds this text somewhere, in capitals or not.' },
      startsWith: { type: 'String', description: 'Begins with this text, in capitals or not.' },
      ...blankness,
      ...missingness,
    },
  },
  ownInput: scalarInput('String'),
};
