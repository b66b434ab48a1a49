/** A column of record exports as `content=exportFieldNames` gives it: the authority on checkbox columns. */
export interface FieldNameRow {
  readonly original_field_name: string;
  /** The checkbox option's real code; "" for every other field. */
  readonly choice_value: string;
  readonly export_field_name: string;
}
