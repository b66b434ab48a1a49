import { noComparison } from './comparison/none.ts';
import { fileFilter } from './file.ts';
import type { Kind } from './kind.ts';
import { neverWritten, oneColumn, readCell, type ValueOf } from './one-column.ts';
import { scalarInput } from './own-input.ts';
import { textOutput } from './text.ts';

/** A field that never holds a value (descriptive). */
export const none: Kind<ValueOf<'none', never>> = {
  fits: ({ type }) => type === 'DESCRIPTIVE',
  holdsValues: false,
  layout: { ...oneColumn, columns: () => ({ columns: [], columnByCode: new Map() }) },
  read: readCell(() => ({ typed: { kind: 'none', value: null } })),
  toOperand: (_field, cell) => cell,
  order: null,
  comparison: noComparison(() => 'is descriptive and never holds a value'),
  writing: neverWritten(() => 'is descriptive and never holds a value'),
  // A lookup by name still returns a value, which is blank.
  output: textOutput,
  filter: fileFilter,
  ownInput: scalarInput('String'),
};
