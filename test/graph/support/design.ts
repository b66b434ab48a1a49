import { buildDesign } from '../../../src/graph/design/builder.ts';
import type { Design, DesignRows } from '../../../src/graph/design/design.ts';
import { metadataColumns } from '../../../src/redcap/methods/metadata.ts';
import type { MetadataRow } from '../../../src/redcap/methods/metadata.ts';
import type { ProjectRow } from '../../../src/redcap/methods/project.ts';

export const projectRow: ProjectRow = {
  project_id: 1,
  project_title: 'Test',
  creation_time: '2024-01-01 10:00:00',
  production_time: '',
  in_production: false,
  project_language: 'English',
  purpose: 0,
  purpose_other: '',
  project_notes: '',
  custom_record_label: '',
  secondary_unique_field: '',
  is_longitudinal: false,
  has_repeating_instruments_or_events: false,
  surveys_enabled: false,
  scheduling_enabled: false,
  record_autonumbering_enabled: false,
  randomization_enabled: false,
  project_irb_number: '',
  project_grant_number: '',
  project_pi_firstname: '',
  project_pi_lastname: '',
  project_pi_email: '',
  display_today_now_button: false,
  missing_data_codes: '',
  bypass_branching_erase_field_prompt: false,
};

const emptyRow = Object.fromEntries(metadataColumns.map((column) => [column, ''])) as MetadataRow;

/** A dictionary row: name, instrument, type and what else matters. */
export const metadataRow = (
  field_name: string,
  form_name: string,
  field_type: string,
  rest: Partial<MetadataRow> = {},
): MetadataRow => ({ ...emptyRow, field_name, form_name, field_type, field_label: field_name, ...rest });

/** A text field's validation. */
export const validated = (type: string): Partial<MetadataRow> => ({ text_validation_type_or_show_slider_number: type });

export const choices = (text: string): Partial<MetadataRow> => ({ select_choices_or_calculations: text });

/** The rows of a classic project with this dictionary, changed as given. */
export const designRows = (
  metadata: readonly MetadataRow[],
  rest: Partial<Omit<DesignRows, 'project'>> & { readonly project?: Partial<ProjectRow> } = {},
): DesignRows => {
  const forms = [...new Set(metadata.map((row) => row.form_name))];
  return {
    metadata,
    fieldNames: [],
    instruments: forms.map((form) => ({ instrument_name: form, instrument_label: form })),
    arms: [],
    events: [],
    mappings: [],
    repeating: [],
    ...rest,
    project: { ...projectRow, ...rest.project },
  };
};

export const designOf = (...args: Parameters<typeof designRows>): Design => buildDesign(designRows(...args));

/** An event row of arm 1 or another. */
export const eventRow = (unique_event_name: string, arm_num = 1): DesignRows['events'][number] => ({
  event_name: unique_event_name,
  arm_num,
  unique_event_name,
  custom_event_label: null,
  event_id: null,
});
