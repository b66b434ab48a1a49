import type { FieldDefinition } from '../../state/project.ts';

/** The 18 columns of the data dictionary in the API's order (EVIDENCE.md#metadata-columns). */
export const metadataColumns: readonly (keyof FieldDefinition)[] = [
  'field_name',
  'form_name',
  'section_header',
  'field_type',
  'field_label',
  'select_choices_or_calculations',
  'field_note',
  'text_validation_type_or_show_slider_number',
  'text_validation_min',
  'text_validation_max',
  'identifier',
  'branching_logic',
  'required_field',
  'custom_alignment',
  'question_number',
  'matrix_group_name',
  'matrix_ranking',
  'field_annotation',
];

const spellFlag = (text: string): string => (text === 'Y' ? 'y' : text);

const listTypes: ReadonlySet<string> = new Set(['checkbox', 'dropdown', 'radio']);

/** `1, A|2, B` as REDCap keeps it: `1, A | 2, B`. Formulas, labels and queries of other types stay as they are. */
const spellChoices = (type: string, text: string): string =>
  listTypes.has(type)
    ? text
        .split('|')
        .map((piece) => piece.trim())
        .filter((piece) => piece !== '')
        .join(' | ')
    : text;

/** A dictionary row as it was sent. Columns that it leaves out are blank. Nothing is checked here. */
export const readMetadataRow = (row: Readonly<Record<string, string>>): FieldDefinition => {
  const cell = (column: keyof FieldDefinition): string => row[column] ?? '';
  const trimmed = (column: keyof FieldDefinition): string => cell(column).trim();
  return {
    field_name: trimmed('field_name'),
    form_name: trimmed('form_name').toLowerCase().replace(/\s+/g, '_'),
    section_header: cell('section_header'),
    field_type: trimmed('field_type'),
    field_label: cell('field_label'),
    select_choices_or_calculations: spellChoices(trimmed('field_type'), cell('select_choices_or_calculations')),
    field_note: cell('field_note'),
    text_validation_type_or_show_slider_number: trimmed('text_validation_type_or_show_slider_number'),
    text_validation_min: trimmed('text_validation_min'),
    text_validation_max: trimmed('text_validation_max'),
    identifier: spellFlag(trimmed('identifier')),
    branching_logic: cell('branching_logic'),
    required_field: spellFlag(trimmed('required_field')),
    custom_alignment: trimmed('custom_alignment'),
    question_number: trimmed('question_number'),
    matrix_group_name: trimmed('matrix_group_name'),
    matrix_ranking: spellFlag(trimmed('matrix_ranking')),
    field_annotation: cell('field_annotation'),
  };
};
