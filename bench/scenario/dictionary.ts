import type { Design } from '../../src/graph/design/design.ts';
import type { MetadataRow } from '../../src/redcap/methods/metadata.ts';
import { designOf, eventRow, metadataRow } from '../../test/graph/support/design.ts';

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

/**
 * The design of a longitudinal project with so many fields: instruments of a hundred, a third of them in one event, a third in
 * all five, and a third repeating.
 */
export const makeDesign = (fields: number): Design => {
  const metadata = Array.from({ length: fields }, (_, index): MetadataRow => {
    const form = Math.floor(index / FIELDS_PER_INSTRUMENT) + 1;
    const name = index === 0 ? 'record_id' : `visit_${String(form)}_field_${String(index)}`;
    return metadataRow(name, `visit_${String(form)}`, 'text', {
      ...KINDS[index % KINDS.length],
      field_label: `Question <b>${String(index)}</b> of the visit: how was it, and since when?`,
    });
  });
  const forms = [...new Set(metadata.map((row) => row.form_name))];
  const placed = forms.flatMap((form, index) =>
    (index % 3 === 0 ? EVENTS.slice(0, 1) : EVENTS).map((unique_event_name) => ({
      arm_num: 1,
      unique_event_name,
      form,
    })),
  );
  return designOf(metadata, {
    instruments: forms.map((form) => ({ instrument_name: form, instrument_label: `Visit ${form}` })),
    arms: [{ arm_num: 1, name: 'Arm' }],
    events: EVENTS.map((name) => eventRow(name)),
    mappings: placed,
    repeating: placed
      .filter(({ form }) => forms.indexOf(form) % 3 === 2)
      .map(({ unique_event_name, form }) => ({
        event_name: unique_event_name,
        form_name: form,
        custom_form_label: '',
      })),
    project: {
      project_title: 'Benchmark',
      is_longitudinal: true,
      has_repeating_instruments_or_events: true,
      missing_data_codes: '-99, Not asked',
    },
  });
};
