/** Project information as `content=project` gives it; flags are booleans here, unset texts are "". */
export interface ProjectRow {
  readonly project_id: number;
  readonly project_title: string;
  readonly creation_time: string;
  readonly production_time: string;
  readonly in_production: boolean;
  readonly project_language: string;
  readonly purpose: number | null;
  readonly purpose_other: string;
  readonly project_notes: string;
  readonly custom_record_label: string;
  readonly secondary_unique_field: string;
  readonly is_longitudinal: boolean;
  readonly has_repeating_instruments_or_events: boolean;
  readonly surveys_enabled: boolean;
  readonly scheduling_enabled: boolean;
  readonly record_autonumbering_enabled: boolean;
  readonly randomization_enabled: boolean;
  readonly missing_data_codes: string;
}
