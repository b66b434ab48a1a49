import type { RecordRow } from '../../redcap/methods/record.ts';
import type { ChoiceNode } from '../dictionary/choice.ts';
import type { DictionaryField } from '../dictionary/field.ts';
import { showChoices, showText, type ShownText } from './code.ts';
import type { InputKey, ValueInput } from './input.ts';
import type { Layout, Reading, ReadingContext, WrittenCells, WrittenText, Writing } from './kind.ts';
import { findMissingDataCode, type MissingData } from './missing-data.ts';

const noCodes: ReadonlyMap<string, string> = new Map();

/** A field has one column, which has its name. */
export const oneColumn: Layout = {
  choices: () => null,
  columns: ({ fieldName }) => ({ columns: [fieldName], columnByCode: noCodes }),
  columnOf: ({ columns: [column] }, code) => (code === undefined ? column : undefined),
  isBlank: ({ fieldName }, row) => (row[fieldName] ?? '') === '',
  holdsCode: ({ fieldName }, row, code) => row[fieldName] === code,
};

/** A stored text, understood. */
export interface Parsed<Typed> {
  readonly typed: Typed;
  readonly isInvalid?: boolean;
  /** What a person reads, where that is not the text itself; null where the text means nothing. */
  readonly shown?: ShownText | null;
}

type Read<Typed> = (field: DictionaryField, cells: RecordRow, context: ReadingContext) => Reading<Typed>;

const shownOf = (
  missing: ChoiceNode | null,
  stored: string | null,
  parsed: ShownText | null | undefined,
): ShownText | null => {
  if (parsed !== undefined) return parsed;
  if (missing !== null) return showChoices([missing]);
  return stored === null ? null : showText(stored);
};

/** Reads the one cell of a field. `parse` gets null where nothing is stored, or a missing data code. */
export const readCell =
  <Typed>(parse: (stored: string | null, field: DictionaryField) => Parsed<Typed>): Read<Typed> =>
  (field, cells, { design }) => {
    const cell = cells[field.fieldName] ?? '';
    const missingDataCode = findMissingDataCode(field, cell, design);
    const stored = cell === '' || missingDataCode !== null ? null : cell;
    const { typed, isInvalid = false, shown } = parse(stored, field);
    return {
      typed,
      raw: cell === '' ? null : cell,
      shown: shownOf(missingDataCode, stored, shown),
      missingDataCode,
      isBlank: cell === '',
      isInvalid,
    };
  };

/** The reading of a kind that has a single typed value. */
export interface ValueOf<Name extends string, Value> {
  readonly kind: Name;
  readonly value: Value | null;
}

/** Reads the one cell of a field as a value; `parse` returns null for a text that does not fit. */
export const readParsed = <Name extends string, Value>(
  kind: Name,
  parse: (text: string, field: DictionaryField) => Value | null,
): Read<ValueOf<Name, Value>> =>
  readCell((stored, field) => {
    const value = stored === null ? null : parse(stored, field);
    return { typed: { kind, value }, isInvalid: stored !== null && value === null };
  });

/** What distinguishes the writing of kinds that store one text. */
interface TextRules {
  /** The forms that the kind takes; the first is the form of a project's own schema. */
  readonly keys: readonly [InputKey, ...InputKey[]];
  /** The text that an import sends. */
  readonly toText: (field: DictionaryField, text: string, key: InputKey) => WrittenText;
}

/** Writes the one cell of a field. */
export const writeCell = ({ keys, toText }: TextRules): Writing => {
  const cells = ({ fieldName }: DictionaryField, text: string): { readonly cells: RecordRow } => ({
    cells: { [fieldName]: text },
  });
  const writeForm = (
    field: DictionaryField,
    { key, text, called, remedy }: { key: InputKey; text: string; called: InputKey; remedy: string },
    design: MissingData,
  ): WrittenCells => {
    if (key === 'raw' && (text === '' || findMissingDataCode(field, text, design))) return cells(field, text);
    const written = toText(field, text, key);
    if ('remedy' in written) return written;
    if (!findMissingDataCode(field, written.text, design)) return cells(field, written.text);
    return { remedy: `would store a missing data code by that ${called}: if it is meant, ${remedy}` };
  };
  return {
    refuse: () => null,
    keys,
    write: (field, input: ValueInput, key, design) => {
      const text = input[key];
      if (typeof text !== 'string') return { remedy: `takes text in ${key}` };
      return writeForm(field, { key, text, called: key, remedy: 'give it in raw' }, design);
    },
    writeOwnForm: (field, text, design) => {
      const own = { key: keys[0], text, called: 'value', remedy: 'give it in missingDataCodes' } as const;
      return writeForm(field, own, design);
    },
    writeMissingDataCode: cells,
    erase: ({ fieldName }) => ({ [fieldName]: '' }),
    isSame: () => false,
  };
};

/** Refuses to write at all, with the reason. */
export const neverWritten = (refuse: (field: DictionaryField) => string): Writing => ({
  ...writeCell({ keys: ['raw'], toText: (_field, text) => ({ text }) }),
  keys: [],
  refuse,
});
