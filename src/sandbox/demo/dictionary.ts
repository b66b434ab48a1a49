import type { FieldDefinition, InstrumentDefinition } from '../state/project.ts';

/** The instruments of the demo study in project order. */
export const demoInstruments: readonly InstrumentDefinition[] = [
  { name: 'screening', label: 'Screening' },
  { name: 'consent', label: 'Consent' },
  { name: 'demographics', label: 'Demographics' },
  { name: 'eligibility', label: 'Eligibility' },
  { name: 'randomization', label: 'Randomization' },
  { name: 'vitals', label: 'Vital Signs' },
  { name: 'labs', label: 'Laboratory' },
  { name: 'adverse_events', label: 'Adverse Events' },
  { name: 'concomitant_medications', label: 'Concomitant Medications' },
  { name: 'quality_of_life', label: 'Quality of Life' },
  { name: 'closeout', label: 'Closeout' },
];

/** What a field's definition says besides its name, type and label; the rest is blank. */
interface FieldOptions {
  readonly section?: string;
  readonly choices?: string;
  readonly note?: string;
  readonly validation?: string;
  readonly min?: string;
  readonly max?: string;
  readonly identifier?: true;
  readonly required?: true;
  readonly branching?: string;
  readonly alignment?: string;
  readonly question?: string;
  readonly matrix?: string;
  readonly annotation?: string;
}

type FieldLine = readonly [name: string, type: string, label: string, options?: FieldOptions];

const defineField = (form: string, [name, type, label, options = {}]: FieldLine): FieldDefinition => ({
  field_name: name,
  form_name: form,
  section_header: options.section ?? '',
  field_type: type,
  field_label: label,
  select_choices_or_calculations: options.choices ?? '',
  field_note: options.note ?? '',
  text_validation_type_or_show_slider_number: options.validation ?? '',
  text_validation_min: options.min ?? '',
  text_validation_max: options.max ?? '',
  identifier: options.identifier === true ? 'y' : '',
  branching_logic: options.branching ?? '',
  required_field: options.required === true ? 'y' : '',
  custom_alignment: options.alignment ?? '',
  question_number: options.question ?? '',
  matrix_group_name: options.matrix ?? '',
  matrix_ranking: '',
  field_annotation: options.annotation ?? '',
});

const rankinChoices =
  '0, No symptoms | 1, No significant disability | 2, Slight disability | 3, Moderate disability | ' +
  '4, Moderately severe disability | 5, Severe disability | 6, Dead';

const levelChoices =
  '1, No problems | 2, Slight problems | 3, Moderate problems | 4, Severe problems | 5, Unable, or extreme problems';

const lines: Readonly<Record<string, readonly FieldLine[]>> = {
  screening: [
    ['record_id', 'text', 'Participant ID'],
    ['screening_date', 'text', 'Date of screening', { validation: 'date_ymd', required: true }],
    ['onset_datetime', 'text', 'Onset of symptoms', { validation: 'datetime_dmy', note: 'Last known well' }],
    ['arrival_time', 'text', 'Arrival at the ward', { validation: 'time' }],
    [
      'language',
      'dropdown',
      'Language of the interview',
      { choices: 'en, English | fr, Français | lg, Oluganda', validation: 'autocomplete' },
    ],
    [
      'referral',
      'dropdown',
      'Referred by',
      { choices: '1, Ambulance, emergency call | 2, Walk-in, with relatives | 3, Other hospital (transfer), same day' },
    ],
    [
      'symptoms',
      'checkbox',
      'Symptoms <b>at onset</b> <i>(all that apply)</i>',
      {
        choices:
          '1, Facial droop | 2, Arm weakness | 3, Speech | 4, Vision | a, Another symptom, not listed | -1, None of these',
      },
    ],
    [
      'symptoms_other',
      'text',
      'Which other symptom?',
      { branching: "[symptoms(a)] = '1'", note: 'In the words of the participant' },
    ],
  ],
  consent: [
    [
      'consent_intro',
      'descriptive',
      '<div class="rich-text-field-label"><p>Read the information sheet <strong>before</strong> you sign.</p></div>',
    ],
    ['consent_date', 'text', 'Date of consent', { validation: 'date_ymd' }],
    [
      'consent_version',
      'radio',
      'Version of the form',
      { choices: '1.0, Version 1.0 | 1.1, Version 1.1 | 2.0, Version 2.0' },
    ],
    ['consent_signature', 'file', 'Signature of the participant', { validation: 'signature', identifier: true }],
    ['consent_pdf', 'file', 'Signed consent form (PDF)', { identifier: true }],
  ],
  demographics: [
    ['first_name', 'text', 'First name', { section: 'Identity', identifier: true }],
    ['last_name', 'text', 'Last name', { identifier: true }],
    ['dob', 'text', 'Date of birth', { validation: 'date_ymd', identifier: true, max: 'today' }],
    ['sex', 'radio', 'Sex', { choices: '1, Female | 2, Male | 3, Intersex', identifier: true, alignment: 'RH' }],
    ['email', 'text', 'E-mail', { validation: 'email', identifier: true }],
    ['address', 'notes', 'Address', { identifier: true, note: 'Street, town, country' }],
    ['enrol_date', 'text', 'Date of enrolment', { section: 'Enrolment', validation: 'date_ymd', required: true }],
    ['age', 'calc', 'Age at enrolment (years)', { choices: "rounddown(datediff([dob], [enrol_date], 'y'))" }],
    ['lives_alone', 'yesno', 'Lives alone?'],
    ['smoker', 'truefalse', 'Smokes at present'],
    ['household_note', 'notes', 'Notes on the household'],
  ],
  eligibility: [
    ['nihss', 'text', 'NIHSS score at baseline', { validation: 'integer', min: '0', max: '42', required: true }],
    ['age_group', 'radio', 'Age group', { choices: '1, Under 65 | 2, 65 and over' }],
    ['anticoagulated', 'yesno', 'Takes an anticoagulant?'],
    ['eligible', 'yesno', 'Eligible for the study?', { required: true }],
    ['ineligible_reason', 'notes', 'Why not?', { branching: "[eligible] = '0'" }],
  ],
  randomization: [
    ['rand_group', 'radio', 'Allocated treatment', { choices: '1, Drug A | 2, Drug B' }],
    ['rand_datetime', 'text', 'Moment of allocation', { validation: 'datetime_seconds_ymd' }],
  ],
  vitals: [
    ['vitals_date', 'text', 'Date of measurement', { validation: 'date_ymd' }],
    ['sbp', 'text', 'Systolic blood pressure (mmHg)', { validation: 'integer', min: '60', max: '260' }],
    ['dbp', 'text', 'Diastolic blood pressure (mmHg)', { validation: 'integer', min: '30', max: '160' }],
    ['pulse', 'text', 'Pulse (per minute)', { validation: 'integer', min: '30', max: '220' }],
    ['temperature', 'text', 'Temperature (°C)', { validation: 'number_1dp', min: '34.0', max: '42.0' }],
    ['height', 'text', 'Height (cm)', { validation: 'number', min: '100', max: '230' }],
    ['weight', 'text', 'Weight (kg)', { validation: 'number', min: '25', max: '250' }],
    ['bmi', 'calc', 'Body mass index', { choices: 'round([weight] * 10000 / ([height])^(2), 1)' }],
    ['mrs', 'dropdown', 'Modified Rankin Scale', { choices: rankinChoices }],
  ],
  labs: [
    ['sample_id', 'text', 'Sample', { annotation: '@CHARLIMIT=12' }],
    ['sample_datetime', 'text', 'Drawn at', { validation: 'datetime_seconds_ymd' }],
    ['creatinine', 'text', 'Creatinine (mg/dL)', { validation: 'number_2dp', min: '0.10', max: '15.00' }],
    ['glucose', 'text', 'Glucose (mmol/L, <em>decimal comma</em>)', { validation: 'number_1dp_comma_decimal' }],
    ['inr', 'text', 'INR', { validation: 'number_1dp', min: '0.5', max: '8.0' }],
    ['platelets', 'text', 'Platelets (10⁹/L)', { validation: 'integer' }],
    ['haemoglobin', 'text', 'Haemoglobin (g/dL)', { validation: 'number' }],
    ['lab_comment', 'notes', 'Comment of the laboratory'],
  ],
  adverse_events: [
    ['ae_term', 'text', 'What happened?', { required: true }],
    [
      'ae_grade',
      'radio',
      'Grade (CTCAE)',
      {
        choices:
          '1, Mild | 2, Moderate | 3, <span style="color:#c00">Severe</span> | 4, Life-threatening, urgent | 5, Death',
        required: true,
      },
    ],
    ['ae_serious', 'yesno', 'Serious?'],
    ['ae_onset', 'text', 'Onset', { validation: 'date_ymd' }],
    ['ae_ongoing', 'truefalse', 'Still going on'],
    [
      'ae_outcome',
      'dropdown',
      'Outcome',
      { choices: '1, Resolved | 2, Resolved, with sequelae | 3, Not resolved | 4, Fatal' },
    ],
    ['ae_report', 'file', 'Report'],
    ['ae_narrative', 'notes', 'Narrative', { branching: "[ae_serious] = '1'" }],
  ],
  concomitant_medications: [
    ['cm_name', 'text', 'Medication'],
    ['cm_dose', 'text', 'Dose', { validation: 'number' }],
    ['cm_unit', 'dropdown', 'Unit', { choices: 'mg, mg | ug, µg | iu, IU | ml, mL' }],
    ['cm_start', 'text', 'Started', { validation: 'date_ymd' }],
    ['cm_ongoing', 'yesno', 'Still taken?'],
  ],
  quality_of_life: [
    [
      'qol_mobility',
      'radio',
      'Mobility',
      { section: 'Your health <u>today</u>', choices: levelChoices, matrix: 'qol_levels', question: '1' },
    ],
    ['qol_self_care', 'radio', 'Self-care', { choices: levelChoices, matrix: 'qol_levels', question: '2' }],
    ['qol_activities', 'radio', 'Usual activities', { choices: levelChoices, matrix: 'qol_levels', question: '3' }],
    ['qol_pain', 'radio', 'Pain or discomfort', { choices: levelChoices, matrix: 'qol_levels', question: '4' }],
    ['qol_anxiety', 'radio', 'Anxiety or depression', { choices: levelChoices, matrix: 'qol_levels', question: '5' }],
    [
      'qol_vas',
      'slider',
      'How good is your health today?',
      { choices: 'The worst | In between | The best', validation: 'number', question: '6' },
    ],
    ['qol_words', 'notes', 'Anything else you want to tell us?', { question: '7' }],
  ],
  closeout: [
    ['closeout_date', 'text', 'Last contact', { validation: 'date_ymd' }],
    ['withdrawn', 'yesno', 'Withdrawn from the study?', { required: true }],
    [
      'withdrawn_reason',
      'dropdown',
      'Reason',
      {
        choices:
          '1, Consent withdrawn | 2, Lost, no contact after three attempts | 3, Moved away | 4, Decision of the investigator',
        branching: "[withdrawn] = '1'",
      },
    ],
    ['final_mrs', 'dropdown', 'Modified Rankin Scale at the end', { choices: rankinChoices }],
    ['closeout_note', 'notes', 'Remarks'],
  ],
};

/** The data dictionary of the demo study. */
export const makeDemoFields = (): FieldDefinition[] =>
  demoInstruments.flatMap(({ name }) => (lines[name] ?? []).map((line) => defineField(name, line)));
