import type { FieldDefinition, SandboxProject, StoredRecord, StoredRow } from '../../../src/sandbox/state/project.ts';
import { rowKey } from '../../../src/sandbox/state/project.ts';
import { makeField as makeBlankField } from '../support.ts';

/** A field of the dictionary; everything that is not given is blank. */
export const makeField = (
  field_name: string,
  form_name: string,
  given: Partial<FieldDefinition> = {},
): FieldDefinition => makeBlankField(field_name, form_name, given.field_type ?? 'text', given);

const event = (eventId: number, armNum: number, eventName: string, uniqueEventName: string) => ({
  eventId,
  armNum,
  eventName,
  uniqueEventName,
  customEventLabel: '',
  dayOffset: eventId,
  offsetMin: 0,
  offsetMax: 0,
});

/**
 * A longitudinal project of two arms. Arm 1: baseline (demographics, and repeating medications), week (labs), close
 * (labs, outcome). Arm 2: a repeating visit (labs).
 */
export const makeProject = (extra: readonly FieldDefinition[] = []): SandboxProject => ({
  projectId: 7,
  settings: {
    project_title: 'Trial',
    project_language: 'English',
    purpose: 0,
    purpose_other: '',
    project_notes: '',
    custom_record_label: '',
    secondary_unique_field: '',
    is_longitudinal: true,
    surveys_enabled: true,
    scheduling_enabled: false,
    record_autonumbering_enabled: true,
    randomization_enabled: false,
    project_irb_number: '',
    project_grant_number: '',
    project_pi_firstname: '',
    project_pi_lastname: '',
    project_pi_email: '',
    display_today_now_button: true,
    missing_data_codes: 'UNK, Unknown | -99, Refused',
    bypass_branching_erase_field_prompt: false,
  },
  status: 'development',
  creationTime: '2024-01-01 08:00:00',
  productionTime: '',
  fields: [
    makeField('record_id', 'demographics'),
    makeField('dob', 'demographics', { text_validation_type_or_show_slider_number: 'date_dmy' }),
    makeField('height', 'demographics', { text_validation_type_or_show_slider_number: 'number_2dp_comma_decimal' }),
    makeField('race', 'demographics', {
      field_type: 'checkbox',
      select_choices_or_calculations: '1, A | 2, B | -4, C',
    }),
    makeField('drug', 'medications'),
    makeField('dose', 'medications'),
    makeField('weight', 'labs'),
    makeField('result', 'outcome'),
    ...extra,
  ],
  instruments: ['demographics', 'medications', 'labs', 'outcome'].map((name) => ({ name, label: name.toUpperCase() })),
  arms: [
    { armNum: 1, name: 'Drug' },
    { armNum: 2, name: 'Control' },
  ],
  events: [
    event(11, 1, 'Baseline', 'baseline_arm_1'),
    event(12, 1, 'Week', 'week_arm_1'),
    event(13, 1, 'Close', 'close_arm_1'),
    event(21, 2, 'Visit', 'visit_arm_2'),
  ],
  mappings: [
    { eventId: 11, form: 'demographics' },
    { eventId: 11, form: 'medications' },
    { eventId: 12, form: 'labs' },
    { eventId: 13, form: 'labs' },
    { eventId: 13, form: 'outcome' },
    { eventId: 21, form: 'labs' },
  ],
  repeating: [
    { eventId: 11, form: 'medications', customLabel: '' },
    { eventId: 21, form: '', customLabel: '' },
  ],
  dags: [{ groupId: 5, name: 'Site A', uniqueName: 'site_a' }],
  users: [],
  roles: [],
  surveys: [],
  records: new Map(),
  files: new Map(),
  nextDocId: 1,
  log: [],
});

/** A row with these values; `checked` as field to codes. */
export const makeRow = (
  eventId: number,
  repeatInstrument: string,
  instance: number | null,
  values: Readonly<Record<string, string>>,
  checked: Readonly<Record<string, readonly string[]>> = {},
): StoredRow => ({
  eventId,
  repeatInstrument,
  instance,
  values: new Map(Object.entries(values)),
  checked: new Map(Object.entries(checked).map(([field, codes]) => [field, new Set(codes)])),
  timestamps: new Map(),
});

/** A record of these rows. */
export const makeRecord = (name: string, rows: readonly StoredRow[]): StoredRecord => ({
  name,
  dagId: 5,
  surveyIdentifier: '',
  rows: new Map(rows.map((row) => [rowKey(row.eventId, row.repeatInstrument, row.instance), row])),
});
