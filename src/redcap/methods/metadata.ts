/** The 18 columns of the data dictionary, in REDCap's order. */
export const metadataColumns = [
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
] as const;

/** A field of the data dictionary as `content=metadata` gives it; every value is a string. */
export type MetadataRow = Readonly<Record<(typeof metadataColumns)[number], string>>;
