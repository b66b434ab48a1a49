import type { RecordRow } from '../../redcap/methods/record.ts';
import { checkboxColumn, parseChoices, type ChoiceNode } from '../dictionary/choice.ts';
import type { DictionaryField } from '../dictionary/field.ts';
import { listCodes, showChoices } from './code.ts';
import { checkboxComparison } from './comparison/checkbox.ts';
import { missingness } from './filter-type.ts';
import type { CodeSource, FieldColumns, Kind, Layout, WrittenCells, Writing } from './kind.ts';
import { findMissingDataCode, type MissingData } from './missing-data.ts';
import { sharesColumn } from './option.ts';

/** A checkbox over all its columns. */
export interface CheckboxReading {
  readonly kind: 'checkbox';
  /** In the order of the choices; empty both for "none apply" and for "never answered". */
  readonly checked: readonly ChoiceNode[];
  /** The instrument is saved, so that an empty `checked` may be an answer. */
  readonly formStarted: boolean;
}

/** A checkbox has a column a missing data code too, which is no choice unless the designer wrote it as one. */
const knownCodes = ({ text, options, missing }: CodeSource): string[] => {
  const written = new Set(parseChoices(text).map(({ code }) => code));
  const missingCodes = new Set(missing.map(({ code }) => code));
  return options.map(({ code }) => code).filter((code) => written.has(code) || !missingCodes.has(code));
};

/** Export Field Names is believed; only where it is silent about the field are the columns worked out. */
const columnsOf = ({ fieldName, options, missing }: CodeSource, choices: readonly ChoiceNode[]): FieldColumns => {
  const columnByCode = new Map(
    options.length > 0
      ? options.map(({ code, column }) => [code, column])
      : [...choices, ...missing].map(({ code }) => [code, checkboxColumn(fieldName, code)]),
  );
  return { columns: [...new Set(columnByCode.values())], columnByCode };
};

const isTicked = (field: DictionaryField, row: RecordRow, code: string): boolean =>
  row[field.columnByCode.get(code) ?? ''] === '1';

const layout: Layout = {
  choices: (source) => parseChoices(source.text, knownCodes(source)),
  columns: columnsOf,
  columnOf: (field, code) =>
    code === undefined || sharesColumn(field, code) ? undefined : field.columnByCode.get(code),
  isBlank: ({ columns }, row) => !columns.some((column) => row[column] === '1'),
  holdsCode: isTicked,
};

/** What is ticked, in the order of the choices, and the missing data code, which has a column of its own. */
const read: Kind<CheckboxReading>['read'] = (field, cells, { design, exists }) => {
  const ticked = [...field.columnByCode.keys()].filter((code) => isTicked(field, cells, code));
  const checked = (field.choices ?? []).filter((choice) => ticked.includes(choice.code));
  const missing = ticked.flatMap((code) => findMissingDataCode(field, code, design) ?? []);
  const [missingDataCode = null] = missing;
  const tickedColumns = new Set(ticked.map((code) => field.columnByCode.get(code)));
  const shown = missingDataCode === null ? checked : [...checked, missingDataCode];
  return {
    typed: { kind: 'checkbox', checked, formStarted: exists },
    raw: shown.length === 0 ? null : shown.map(({ code }) => code).join(','),
    shown: shown.length === 0 ? null : showChoices(shown),
    missingDataCode,
    isBlank: checked.length === 0,
    // A cell that is neither 0, 1 nor blank, a ticked column of two codes, or a missing data code beside answers.
    isInvalid:
      field.columns.some((column) => !['0', '1', '', undefined].includes(cells[column])) ||
      tickedColumns.size < ticked.length ||
      (missing.length > 0 && ticked.length > 1),
  };
};

/** Every column of a checkbox, 1 for these codes and 0 for the others: a blank would not untick. */
const cellsOf = (field: DictionaryField, codes: readonly string[]): RecordRow => {
  const ticked = new Set(codes.map((code) => field.columnByCode.get(code)));
  return Object.fromEntries(field.columns.map((column) => [column, ticked.has(column) ? '1' : '0']));
};

const writeCodes = (field: DictionaryField, codes: readonly string[], design: MissingData): WrittenCells => {
  if (codes.some((code) => !field.columnByCode.has(code))) {
    return { remedy: `takes the codes ${listCodes(field)}, not labels or others` };
  }
  const hasMissing = codes.some((code) => findMissingDataCode(field, code, design));
  if (hasMissing && new Set(codes).size > 1) return { remedy: 'takes a missing data code alone, or choices' };
  if (codes.some((code) => sharesColumn(field, code))) {
    return {
      remedy: 'has two choices that REDCap exports in one column: change one of their codes in the dictionary',
    };
  }
  return { cells: cellsOf(field, codes) };
};

const writeOptions = (
  field: DictionaryField,
  options: Readonly<Record<string, boolean>>,
  design: MissingData,
): WrittenCells => {
  const ticked = Object.keys(options).filter((code) => options[code] === true);
  const written = writeCodes(field, ticked, design);
  if (!('cells' in written)) return written;
  const named = new Set(Object.keys(options).map((code) => field.columnByCode.get(code)));
  return { cells: Object.fromEntries(Object.entries(written.cells).filter(([column]) => named.has(column))) };
};

const writing: Writing = {
  refuse: () => null,
  keys: ['checked', 'raw'],
  write: (field, { checked, raw }, _key, design) =>
    writeCodes(field, checked ?? (raw ?? '').split(',').filter((code) => code !== ''), design),
  writeOwnForm: () => ({ remedy: 'takes a list of codes in checked' }),
  writeMissingDataCode: (field, code, design) => writeCodes(field, [code], design),
  writeOptions,
  erase: (field) => cellsOf(field, []),
  isSame: () => false,
};

const codesIn = (value: unknown): readonly string[] => {
  const checked = typeof value === 'object' && value !== null && 'checked' in value ? value.checked : [];
  return Array.isArray(checked) ? checked.map(String) : [];
};

/** Checkboxes: any number of choices, a column for each of them. */
export const checkbox: Kind<CheckboxReading> = {
  fits: ({ type }) => type === 'CHECKBOX',
  holdsValues: true,
  layout,
  read,
  toOperand: (_field, cell) => cell,
  order: null,
  comparison: checkboxComparison,
  writing,
  output: {
    name: 'CheckboxValue',
    description:
      'Any number of choices. `checked` is empty both for "none apply" and for "never answered". `formStarted` distinguishes the two as far as REDCap allows.',
    fields: {
      checked: {
        type: 'Choice',
        isList: true,
        description: 'The checked choices in the order of the dictionary.',
        read: (value) => [...value.checked],
      },
      formStarted: {
        type: 'Boolean',
        isRequired: true,
        description: 'Something is stored for the instrument.',
        read: (value) => value.formStarted,
      },
    },
  },
  filter: {
    name: 'CheckboxFilter',
    description: 'Which choices are ticked. A value matches when all the given operators match.',
    fields: {
      checked: { type: 'String', isList: true, description: 'All of these codes are ticked.' },
      notChecked: { type: 'String', isList: true, description: 'None of these codes is ticked.' },
      isBlank: {
        type: 'Boolean',
        description:
          'True: nothing is ticked, and no missing data code is stored. False: a choice is ticked, or a missing data code is stored.',
      },
      ...missingness,
    },
  },
  ownInput: {
    type: {
      name: 'CheckboxInput',
      description: 'The choices of a checkbox that are ticked after the import.',
      fields: {
        checked: {
          type: 'String',
          isList: true,
          isRequired: true,
          description:
            'Codes of the choices that are ticked. All other choices are unticked. An empty list unticks all.',
        },
      },
    },
    toText: String,
    toInput: (value) => ({ checked: codesIn(value) }),
  },
};
