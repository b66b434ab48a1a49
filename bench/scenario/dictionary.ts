import { buildDesign } from '../../src/graph/design/builder.ts';
import type { Design } from '../../src/graph/design/design.ts';
import { metadataColumns } from '../../src/redcap/methods/metadata.ts';
import type { MetadataRow } from '../../src/redcap/methods/metadata.ts';

/** What a dictionary of a study is like: every tenth field is one of these, over and over. */
const KINDS: readonly Partial<MetadataRow>[] = [
  { field_type: 'text' },
  { field_type: 'text', text_validation_type_or_show_slider_number: 'date_ymd', identifier: 'y' },
  { field_type: 'text', text_validation_type_or_show_slider_number: 'integer', text_validation_min: '0' },
  { field_type: 'text', text_validation_type_or_show_slider_number: 'number_1dp', field_note: 'mg/dL' },
  { field_type: 'radio', select_choices_or_calculations: '0, No | 1, Yes | 9, Not known' },
  { field_type: 'dropdown', select_choices_or_calculations: '1, Mild | 2, Moderate | 3, Severe | 4, Life-threatening' },
  { field_type: 'checkbox', select_choices_or_calculations: '1, Aspirin | 2, Heparin | 3, Warfarin | 99, Other' },
  { field_type: 'yesno', branching_logic: "[visit_1_field_1] = '1'" },
  { field_type: 'notes' },
  { field_type: 'calc', select_choices_or_calculations: 'round([visit_1_field_3] / 2, 1)' },
];

const FIELDS_PER_INSTRUMENT = 100;
const EVENTS = ['screening', 'baseline', 'month_1', 'month_6', 'closeout'].map((name) => `${name}_arm_1`);
const BLANK = Object.fromEntries(metadataColumns.map((column) => [column, ''])) as MetadataRow;

/**
 * The design of a longitudinal project with so many fields: instruments of a hundred, a third of them in one event, a third in
 * all five, and a third repeating.
 */
export const makeDesign = (fields: number): Design => {
  const metadata = Array.from({ length: fields }, (_, index): MetadataRow => {
    const form = Math.floor(index / FIELDS_PER_INSTRUMENT) + 1;
    return {
      ...BLANK,
      field_type: 'text',
      ...KINDS[index % KINDS.length],
      field_name: index === 0 ? 'record_id' : `visit_${String(form)}_field_${String(index)}`,
      form_name: `visit_${String(form)}`,
      field_label: `Question <b>${String(index)}</b> of the visit: how was it, and since when?`,
    };
  });
  const forms = [...new Set(metadata.map((row) => row.form_name))];
  const placed = forms.flatMap((form, index) =>
    (index % 3 === 0 ? EVENTS.slice(0, 1) : EVENTS).map((unique_event_name) => ({
      arm_num: 1,
      unique_event_name,
      form,
    })),
  );
  return buildDesign({
    metadata,
    fieldNames: [],
    instruments: forms.map((form) => ({ instrument_name: form, instrument_label: `Visit ${form}` })),
    arms: [{ arm_num: 1, name: 'Arm' }],
    events: EVENTS.map((name) => ({
      event_name: name,
      arm_num: 1,
      unique_event_name: name,
      custom_event_label: null,
      event_id: null,
    })),
    mappings: placed,
    repeating: placed
      .filter(({ form }) => forms.indexOf(form) % 3 === 2)
      .map(({ unique_event_name, form }) => ({
        event_name: unique_event_name,
        form_name: form,
        custom_form_label: '',
      })),
    project: {
      project_id: 1,
      project_title: 'Benchmark',
      creation_time: '2024-01-01 10:00:00',
      production_time: '',
      in_production: false,
      project_language: 'English',
      purpose: 0,
      purpose_other: '',
      project_notes: '',
      custom_record_label: '',
      secondary_unique_field: '',
      is_longitudinal: true,
      has_repeating_instruments_or_events: true,
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
      missing_data_codes: '-99, Not asked',
      bypass_branching_erase_field_prompt: false,
    },
  });
};
