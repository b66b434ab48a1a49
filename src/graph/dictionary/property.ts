import type { MetadataRow } from '../../redcap/methods/metadata.ts';
import type { ChoiceNode } from './choice.ts';
import type { DictionaryField } from './field.ts';
import { typeRules, type OptionName } from './type-rule.ts';

/** What of a field its properties are read from. */
export type PropertySource = Pick<DictionaryField, 'fieldType' | 'choices' | 'row'>;

/**
 * Something that the dictionary says of a field: where it stands, how it is read and how it is written. Reading and writing
 * stand side by side, so that the graph can write everything that it reads.
 */
export interface Property<Value> {
  readonly column: keyof MetadataRow;
  /** Null where the column says nothing. */
  readonly read: (field: PropertySource) => Value | null;
  /** The text of the column. */
  readonly write: (value: Value) => string;
}

/** How a field and its label stand on the page, by REDCap's codes; a blank is REDCap's default, which is RV. */
const alignments = ['RV', 'RH', 'LV', 'LH'] as const;
export type Alignment = (typeof alignments)[number];

const orNull = (text: string): string | null => (text === '' ? null : text);

const text = (column: keyof MetadataRow): Property<string> => ({
  column,
  read: ({ row }) => orNull(row[column]),
  write: (value) => value,
});

const flag = (column: keyof MetadataRow): Property<boolean> => ({
  column,
  read: ({ row }) => row[column].trim().toLowerCase() === 'y',
  write: (value) => (value ? 'y' : ''),
});

/** One meaning of the column of choices; it is null for fields of which the column means something else. */
const option = <Value>(
  name: OptionName,
  read: (text: string) => Value,
  write: (value: Value) => string,
): Property<Value> => ({
  column: 'select_choices_or_calculations',
  read: ({ fieldType, row }) => {
    const written = row.select_choices_or_calculations;
    return typeRules[fieldType].options === name && written.trim() !== '' ? read(written) : null;
  },
  write,
});

const writeChoices = (choices: readonly ChoiceNode[]): string =>
  choices.map(({ code, label }) => `${code}, ${label}`.trim()).join(' | ');

/** The properties of a field by their names in the graph. */
export const properties = {
  sectionHeader: text('section_header'),
  fieldLabel: text('field_label'),
  fieldNote: text('field_note'),
  selectChoicesOrCalculations: text('select_choices_or_calculations'),
  /** Yes/no and true/false have choices that stand in no column; they are read and never written. */
  choices: {
    column: 'select_choices_or_calculations',
    read: ({ choices }) => choices,
    write: writeChoices,
  } satisfies Property<readonly ChoiceNode[]> as Property<readonly ChoiceNode[]>,
  calculation: option<string>(
    'calculation',
    (written) => written,
    (value) => value,
  ),
  sliderLabels: option<readonly string[]>(
    'sliderLabels',
    (written) => written.split('|').map((label) => label.trim()),
    (labels) => labels.map((label) => label.trim()).join(' | '),
  ),
  ontology: option<string>(
    'ontology',
    (written) => written,
    (value) => value,
  ),
  textValidationType: text('text_validation_type_or_show_slider_number'),
  textValidationMin: text('text_validation_min'),
  textValidationMax: text('text_validation_max'),
  isIdentifier: flag('identifier'),
  isRequired: flag('required_field'),
  branchingLogic: text('branching_logic'),
  customAlignment: {
    column: 'custom_alignment',
    read: ({ row }) => alignments.find((code) => code === row.custom_alignment.trim().toUpperCase()) ?? null,
    write: (code) => code,
  } satisfies Property<Alignment> as Property<Alignment>,
  questionNumber: text('question_number'),
  matrixGroupName: text('matrix_group_name'),
  hasMatrixRanking: flag('matrix_ranking'),
  fieldAnnotation: text('field_annotation'),
} as const;

export type PropertyName = keyof typeof properties;

/** The value of a property. */
export type PropertyValue<Name extends PropertyName> = NonNullable<ReturnType<(typeof properties)[Name]['read']>>;

/** Values of properties by their names. What is not named is left out; null says that the column is blank. */
export type PropertyValues = {
  readonly [Name in PropertyName]?: PropertyValue<Name> | null | undefined;
};

/** Properties that a designer may format with HTML. */
export const formatted: ReadonlySet<PropertyName> = new Set(['sectionHeader', 'fieldLabel', 'fieldNote']);
