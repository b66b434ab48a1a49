import type { MetadataRow } from '../../redcap/methods/metadata.ts';
import type { ChoiceNode } from './choice.ts';
import type { FieldType } from './field-type.ts';

/** A field as the dictionary describes it: all that is needed to read, compare and write its values. */
export interface DictionaryField {
  readonly fieldName: string;
  readonly instrument: string;
  /** From 0, in dictionary order over the whole project. */
  readonly position: number;
  readonly fieldType: FieldType;
  /** Choices of dropdown, radio and checkbox, and the implied ones of yesno and truefalse; null for other types. */
  readonly choices: readonly ChoiceNode[] | null;
  /** Columns of a flat export that hold this field: one per option for a checkbox, none for descriptive fields. */
  readonly columns: readonly string[];
  /** For a checkbox: real code to column. Empty otherwise. */
  readonly columnByCode: ReadonlyMap<string, string>;
  readonly isRecordId: boolean;
  readonly row: MetadataRow;
}
