import type { RecordRow } from '../../redcap/methods/record.ts';
import type { ChoiceNode } from '../dictionary/choice.ts';
import type { DictionaryField } from '../dictionary/field.ts';
import type { FieldType } from '../dictionary/field-type.ts';
import type { ShownText } from './code.ts';
import type { Comparison } from './comparison/comparison.ts';
import type { InputType, OutputType, ScalarName } from './graph-type.ts';
import type { InputKey, ValueInput } from './input.ts';
import type { MissingData } from './missing-data.ts';

/** What the dictionary says of a field's type: REDCap's words in one spelling. */
export interface Declaration {
  readonly type: FieldType;
  readonly validation: string;
}

/** What the dictionary and Export Field Names say of a field's codes. */
export interface CodeSource {
  readonly fieldName: string;
  readonly type: FieldType;
  /** The column of choices in the dictionary. */
  readonly text: string;
  /** The field's options by Export Field Names: code and column. Empty where it is silent. */
  readonly options: readonly { readonly code: string; readonly column: string }[];
  /** The missing data codes that the field may store. */
  readonly missing: readonly ChoiceNode[];
}

/** The columns of a flat export that hold a field. A checkbox has one for each code. */
export type FieldColumns = Pick<DictionaryField, 'columns' | 'columnByCode'>;

/** How a field's values stand in the columns of a flat export. */
export interface Layout {
  /** The choices of the field; null for a kind that has none. */
  readonly choices: (source: CodeSource) => readonly ChoiceNode[] | null;
  readonly columns: (source: CodeSource, choices: readonly ChoiceNode[]) => FieldColumns;
  /** The column that a logic names by the field and, for an option, its code. Undefined where it names none, or several. */
  readonly columnOf: (field: DictionaryField, code: string | undefined) => string | undefined;
  /** Nothing is stored in the field. */
  readonly isBlank: (field: DictionaryField, row: RecordRow) => boolean;
  /** The field stores this code, a checkbox perhaps among others. */
  readonly holdsCode: (field: DictionaryField, row: RecordRow, code: string) => boolean;
}

/** What stands in the cells of a field. */
export interface Reading<Typed> {
  readonly typed: Typed;
  readonly raw: string | null;
  /** What a person reads. Null where there is nothing, or a text that means nothing. */
  readonly shown: ShownText | null;
  readonly missingDataCode: ChoiceNode | null;
  /** No value is stored. It does not matter where `missingDataCode` is set, which is the first reason for an absence. */
  readonly isBlank: boolean;
  readonly isInvalid: boolean;
}

/** What a field's cells are read against. */
export interface ReadingContext {
  readonly design: MissingData;
  /** The instrument (instance) is saved. */
  readonly exists: boolean;
}

/** By what a value is ordered; null comes last. */
export type SortKey = bigint | number | string | null;

/** How records are ordered by a field. */
export interface Order<Typed> {
  /** The key of a value: numbers by size, texts as a reader orders them. Null for a stored text that does not fit the kind. */
  keyOf(field: DictionaryField, value: Typed & { readonly raw: string | null }): SortKey;
}

/** The types that texts of a table's column may have. A `moment` is a date with a time, without a zone. */
export type TextType = 'text' | 'integer' | 'number' | 'date' | 'moment' | 'boolean';

/** A text as its type has it: numbers and truths as such, days and moments as milliseconds since 1970 began, in no zone. */
export type TypedText = string | number | boolean;

/** How a table whose columns have types holds a value. */
export interface TypedCell<Typed> {
  readonly type: TextType;
  /** Null where the type cannot hold the value. */
  toTyped(value: Typed): TypedText | null;
}

/** A text that fits the field, or what to do instead, to follow the field's name. */
export type WrittenText = { readonly text: string } | { readonly remedy: string };

/** The cells that store an input, or what to do instead, to follow the field's name. */
export type WrittenCells = { readonly cells: RecordRow } | { readonly remedy: string };

/** How values of a kind are written. */
export interface Writing {
  /** Why an import cannot write such a field; null when it can. */
  readonly refuse: (field: DictionaryField) => string | null;
  /** The keys of an input that the kind takes, besides `erase` and the two of a project's own schema. */
  readonly keys: readonly InputKey[];
  /** The value under one of those keys. */
  readonly write: (field: DictionaryField, input: ValueInput, key: InputKey, design: MissingData) => WrittenCells;
  /** The value in the one form that a project's own schema takes. */
  readonly writeOwnForm: (field: DictionaryField, text: string, design: MissingData) => WrittenCells;
  readonly writeMissingDataCode: (field: DictionaryField, code: string, design: MissingData) => WrittenCells;
  /** Single options, by their codes: ticked or not. Only a checkbox has them. */
  readonly writeOptions?: (
    field: DictionaryField,
    options: Readonly<Record<string, boolean>>,
    design: MissingData,
  ) => WrittenCells;
  readonly erase: (field: DictionaryField) => RecordRow;
  /** Two different texts store the same value: REDCap spells some values in its own way. */
  readonly isSame: (field: DictionaryField, left: string, right: string) => boolean;
}

/** What a project's own schema takes for a value of a kind. */
export interface OwnInput {
  /** Nothing asks for it where no import writes such a field. */
  readonly type: ScalarName | InputType;
  /** The value as REDCap stores it. */
  readonly toText: (value: unknown) => string;
  /** The value as an input of the writer. */
  readonly toInput: (value: unknown) => Pick<ValueInput, 'value' | 'checked'>;
}

/**
 * All that is particular to a kind of value. The dictionary gives each field its kind, and data never do. Rules that hold for
 * every kind stand in other folders and ask the kind.
 */
export interface Kind<Typed extends { readonly kind: string } = { readonly kind: string }> {
  /** A field that is declared so is of this kind. The kinds are asked in the order of their table. */
  readonly fits: (declaration: Declaration) => boolean;
  /** Fields of the kind hold values at all. */
  readonly holdsValues: boolean;
  readonly layout: Layout;
  readonly read: (field: DictionaryField, cells: RecordRow, context: ReadingContext) => Reading<Typed>;
  /** All that is ever shown of a stored text is the text itself, whatever it is. */
  readonly isVerbatim?: true;
  /** What a stored text is for branching logic; null when it is not sure. */
  readonly toOperand: (field: DictionaryField, cell: string) => string | number | null;
  /** The order of records by a field; null for a kind that holds no single value. */
  readonly order: Order<Typed> | null;
  readonly comparison: Comparison;
  readonly writing: Writing;
  /** In a table whose columns have types; text unless given. */
  readonly typedCell?: TypedCell<Typed>;
  /** The object type of a value. */
  readonly output: OutputType<Typed>;
  /** The filter in a project's own schema. */
  readonly filter: InputType;
  readonly ownInput: OwnInput;
}
