import type { Design, DesignRows } from '../../../src/graph/design/design.ts';
import type { MetadataRow } from '../../../src/redcap/methods/metadata.ts';
import { designOf, eventRow, metadataRow, validated } from '../../graph/support/design.ts';

type Rest = Partial<MetadataRow>;

const text = (name: string, form: string, field_label: string, rest: Rest = {}): MetadataRow =>
  metadataRow(name, form, 'text', { field_label, ...rest });

const choosing = (name: string, form: string, type: string, field_label: string, list: string): MetadataRow =>
  metadataRow(name, form, type, { field_label, select_choices_or_calculations: list });

const recordId = text('record_id', 'demographics', 'Study ID');

const demographics = [
  recordId,
  text('dob', 'demographics', 'Date of birth', { ...validated('date_dmy'), identifier: 'y' }),
  choosing('sex', 'demographics', 'radio', 'Sex', '0, Female | 1, Male'),
];

const vitals = [
  text('sbp', 'vitals', 'Systolic blood pressure', {
    ...validated('integer'),
    text_validation_min: '60',
    text_validation_max: '260',
    field_note: 'mmHg, sitting',
  }),
  text('weight_kg', 'vitals', 'Weight', { ...validated('number_1dp'), field_note: 'kg' }),
];

const adverseEvents = [
  text('ae_term', 'adverse_events', 'What happened?'),
  choosing('ae_grade', 'adverse_events', 'dropdown', 'CTCAE grade', '1, Mild | 2, Moderate | 3, Severe'),
  text('ae_stop', 'adverse_events', 'End', { ...validated('datetime_ymd'), branching_logic: "[ae_ongoing] = '0'" }),
];

const labels: Readonly<Record<string, string>> = {
  demographics: 'Demographics',
  vitals: 'Vital signs',
  adverse_events: 'Adverse events',
};

const instrumentsOf = (fields: readonly MetadataRow[]): DesignRows['instruments'] =>
  [...new Set(fields.map(({ form_name }) => form_name))].map((name) => ({
    instrument_name: name,
    instrument_label: labels[name] ?? name,
  }));

const arms = (...names: readonly string[]): DesignRows['arms'] =>
  names.map((name, index) => ({ arm_num: index + 1, name }));

const event = (name: string, event_name: string, arm = 1): DesignRows['events'][number] => ({
  ...eventRow(name, arm),
  event_name,
});

const mappings = (forms: Readonly<Record<string, readonly string[]>>, arm_num = 1): DesignRows['mappings'] =>
  Object.entries(forms).flatMap(([unique_event_name, names]) =>
    names.map((form) => ({ arm_num, unique_event_name, form })),
  );

const repeats = (event_name: string | null, form_name: string): NonNullable<DesignRows['repeating']>[number] => ({
  event_name,
  form_name,
  custom_form_label: '',
});

const project = (fields: readonly MetadataRow[], rest: Parameters<typeof designOf>[1] = {}): Design =>
  designOf(fields, { instruments: instrumentsOf(fields), ...rest });

const everyKindOfField: readonly MetadataRow[] = [
  ...demographics,
  metadataRow('history', 'demographics', 'notes', { field_label: 'Medical <b>history</b>' }),
  choosing('race', 'demographics', 'checkbox', 'Race', '1, Asian | -4, Other | a, Not told'),
  metadataRow('consented', 'demographics', 'yesno', { field_label: 'Consented?' }),
  metadataRow('eligible', 'demographics', 'truefalse', { field_label: 'Eligible' }),
  text('seen_at', 'demographics', 'Time of day', validated('time')),
  metadataRow('pain', 'demographics', 'slider', { field_label: 'Pain', ...validated('number') }),
  choosing('bmi', 'demographics', 'calc', 'BMI', '[weight_kg] / 4'),
  metadataRow('scan', 'demographics', 'file', { field_label: 'Scan' }),
  metadataRow('signed', 'demographics', 'file', { field_label: 'Signature', ...validated('signature') }),
  choosing('doctor', 'demographics', 'sql', 'Doctor', 'select 1'),
  metadataRow('welcome', 'demographics', 'descriptive', { field_label: 'Welcome to the study' }),
];

const visits = [event('baseline_arm_1', 'Baseline'), event('21_day_arm_1', '21 days')];

/** A project of each kind, by what is special about it. */
export const sampleDesigns: Readonly<Record<string, () => Design>> = {
  classic: () => project(everyKindOfField),
  longitudinal: () =>
    project([...demographics, ...vitals], {
      project: { is_longitudinal: true },
      arms: arms('Arm 1'),
      events: visits,
      mappings: mappings({ baseline_arm_1: ['demographics', 'vitals'], '21_day_arm_1': ['vitals'] }),
    }),
  'multi-arm': () =>
    project([...demographics, ...vitals], {
      project: { is_longitudinal: true },
      arms: arms('Drug A', 'Drug B'),
      events: [event('baseline_arm_1', 'Baseline'), event('baseline_arm_2', 'Baseline', 2)],
      mappings: [
        ...mappings({ baseline_arm_1: ['demographics', 'vitals'] }),
        ...mappings({ baseline_arm_2: ['demographics'] }, 2),
      ],
    }),
  'repeating-instrument': () =>
    project([...demographics, ...adverseEvents], {
      project: { has_repeating_instruments_or_events: true },
      repeating: [repeats(null, 'adverse_events')],
    }),
  'repeating-event': () =>
    project([...demographics, ...vitals], {
      project: { is_longitudinal: true, has_repeating_instruments_or_events: true },
      arms: arms('Arm 1'),
      events: [event('baseline_arm_1', 'Baseline'), event('unscheduled_arm_1', 'Unscheduled')],
      mappings: mappings({ baseline_arm_1: ['demographics'], unscheduled_arm_1: ['vitals'] }),
      repeating: [repeats('unscheduled_arm_1', '')],
    }),
  mixed: () =>
    project([...demographics, ...adverseEvents], {
      project: { is_longitudinal: true, has_repeating_instruments_or_events: true, missing_data_codes: 'UNK, Unknown' },
      arms: arms('Arm 1'),
      events: [...visits, event('unscheduled_arm_1', 'Unscheduled')],
      mappings: mappings({
        baseline_arm_1: ['demographics', 'adverse_events'],
        '21_day_arm_1': ['adverse_events'],
        unscheduled_arm_1: ['adverse_events'],
      }),
      repeating: [repeats('21_day_arm_1', 'adverse_events'), repeats('unscheduled_arm_1', '')],
    }),
  dag: () => project(demographics),
  survey: () => project(demographics, { project: { surveys_enabled: true } }),
};

const long = (start: string): string => start + '_and_so_on'.repeat(20);

const monstrousInstruments = [
  ...[
    'query',
    'record',
    'mutation',
    'event',
    'status',
    'id',
    'name',
    'events',
    'rows',
    '__x',
    '2nd_visit',
    'and',
    'List',
  ],
  ...[
    'record_where',
    'instrument_data',
    'float',
    'subscription',
    'vitals',
    'vitals_event',
    'vitalsList',
    'Vitals',
    'été',
  ],
  ...['constructor', '__proto__', 'tostring', 'false', long('instrument'), ''],
];

const ownFields = [
  ...['id', 'status', 'event', 'and', 'or', 'not', 'true', 'false', 'null', 'record', 'survey', 'repeatInstance'],
  ...[
    '__typename',
    '__proto__',
    'constructor',
    'Record',
    'String',
    'query',
    '1st',
    '_1st',
    'größe',
    '名前',
    'twin',
    'Twin',
  ],
  ...['TWIN', 'values', 'erase', 'direction', 'null_', 'status_', ' ', 'a b', '\ud800', '\udfff', long('field')],
];

const hostileLabels = [
  '<p onclick="x()">Rich <b>text</b><br>on two lines &amp; more</p><script>alert(1)</script>',
  'Quotes """ and """""" and \\""" and a backslash \\',
  'Control \u0000\u0007\u001b[31m\u007f\u0085 characters\r\n\tand lines',
  'Half a pair \ud83d and \ude00, a whole one 😀, ‮right to left‬, \ufeffa mark',
  '# no comment } { } @deprecated',
  '',
  '"',
  '\\',
];

const monstrousCodes =
  "-1, minus | 0, zero | a b, with a blank | é, accent | 1.5, | , no code | x | true, yes | 'q', quote";
const manyChoices = Array.from({ length: 300 }, (_, code) => `${String(code)}, Choice ${String(code)}`).join(' | ');

/** A project in which everything has a name, label or code that could hurt. */
export const monstrousDesign = (): Design => {
  const fields = [
    metadataRow('record_id', 'query', 'text'),
    ...ownFields.map((name, index) => text(name, 'query', hostileLabels[index % hostileLabels.length] ?? '')),
    ...['radio', 'dropdown', 'checkbox'].map((type) =>
      choosing(`codes_${type}`, 'query', type, 'Codes', monstrousCodes),
    ),
    choosing('many', 'query', 'radio', 'Many', manyChoices),
    choosing('none', 'query', 'checkbox', 'No choices', ''),
    text('logic', 'query', 'Logic', {
      branching_logic: '[a] = """ or [b] = "\u0000\n" ',
      ...validated('\u0001"""'),
      text_validation_min: '"""',
      text_validation_max: '\ud800',
      field_note: '<i>Note</i> """',
    }),
    metadataRow('odd_type', 'query', 'hologram'),
    ...monstrousInstruments.slice(1).map((form, index) => text(`field_${String(index)}`, form, `Of ${form}`)),
    metadataRow('words', 'only_words', 'descriptive'),
  ];
  const instruments = [...new Set([...monstrousInstruments, 'only_words', 'no_fields', 'nowhere'])];
  const events = ['true', 'null', '1st_arm_1', 'twin', 'Twin', '__e', 'é', long('event')];
  return designOf(fields, {
    project: { is_longitudinal: true, has_repeating_instruments_or_events: true, missing_data_codes: '-99, """ | é' },
    instruments: instruments.map((name, index) => ({
      instrument_name: name,
      instrument_label: hostileLabels[index % hostileLabels.length] ?? '',
    })),
    arms: arms('"""'),
    events: events.map((name) => event(name, `<b>${name}</b> """`)),
    mappings: instruments
      .filter((name) => name !== 'nowhere')
      .flatMap((form, index) =>
        events
          .filter((_name, place) => index === 0 || place === 0 || (index % 4 === 1 && place === 1))
          .map((unique_event_name) => ({ arm_num: 1, unique_event_name, form })),
      ),
    repeating: [repeats('1st_arm_1', ''), repeats('true', 'status'), repeats('null', 'vitals')],
  });
};
