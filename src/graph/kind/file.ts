import { noComparison } from './comparison/none.ts';
import { blankness } from './filter-type.ts';
import type { InputType } from './graph-type.ts';
import type { Kind } from './kind.ts';
import { neverWritten, oneColumn, readCell } from './one-column.ts';
import { scalarInput } from './own-input.ts';

/** A stored file. */
export interface FileReading {
  readonly kind: 'file';
  /** Name of the stored file; old servers say `[document]` for every file. */
  readonly fileName: string | null;
}

/** The only thing to ask of a field that is not compared. */
export const fileFilter: InputType = {
  name: 'FileFilter',
  description: 'Whether there is a file.',
  fields: blankness,
};

/** File and signature. */
export const file: Kind<FileReading> = {
  fits: ({ type }) => type === 'FILE' || type === 'SIGNATURE',
  holdsValues: true,
  layout: oneColumn,
  read: readCell((stored) => ({ typed: { kind: 'file', fileName: stored } })),
  toOperand: (_field, cell) => cell,
  order: null,
  comparison: noComparison(({ operator, called }) => {
    if (operator === 'isBlank') return null;
    if (operator === 'checked') return 'is no checkbox: use eq';
    if (operator === 'contains' || operator === 'startsWith') {
      return `is no text, to which ${called} does not apply: use eq`;
    }
    return `holds a file, to which ${called} does not apply: use isBlank`;
  }),
  writing: neverWritten(({ fieldType }) =>
    fieldType === 'SIGNATURE'
      ? 'is a signature, which can only be given in REDCap itself'
      : 'holds a file: upload it by importFile',
  ),
  output: {
    name: 'FileValue',
    description: 'An uploaded file or a signature.',
    fields: {
      file: {
        type: 'StoredFile',
        description: 'The file; null when there is none.',
        read: ({ fileName }) => fileName,
      },
    },
  },
  filter: fileFilter,
  ownInput: scalarInput('String'),
};
