import { makeSettings } from '../../src/sandbox/odm/setting.ts';
import { addUser } from '../../src/sandbox/odm/index.ts';
import { rowKey } from '../../src/sandbox/state/project.ts';
import type {
  EventDefinition,
  FieldDefinition,
  SandboxProject,
  StoredRecord,
  UserDefinition,
} from '../../src/sandbox/state/project.ts';
import type { SandboxStore } from '../../src/sandbox/state/store.ts';
import { makeField } from '../sandbox/support.ts';

const field = (form: string, name: string, type: string, more: Partial<FieldDefinition> = {}): FieldDefinition =>
  makeField(name, form, type, more);

const text = (form: string, name: string, validation = '', more: Partial<FieldDefinition> = {}): FieldDefinition =>
  field(form, name, 'text', { text_validation_type_or_show_slider_number: validation, ...more });

const choices = (form: string, name: string, type: string, list: string): FieldDefinition =>
  field(form, name, type, { select_choices_or_calculations: list });

const fields = (): FieldDefinition[] => [
  text('demographics', 'record_id'),
  text('demographics', 'first_name', '', { identifier: 'y' }),
  text('demographics', 'dob', 'date_mdy'),
  choices('demographics', 'sex', 'radio', '0, Female | 1, Male'),
  choices('demographics', 'race', 'checkbox', '1, Asian | -4, Other | a, Not told'),
  text('demographics', 'weight', 'number_1dp'),
  field('demographics', 'notes', 'notes'),
  choices('demographics', 'double', 'calc', '[weight] * 2'),
  field('demographics', 'welcome', 'descriptive'),
  text('labs', 'drawn', 'datetime_dmy'),
  text('labs', 'sodium', 'number_comma_decimal'),
  choices('labs', 'panel', 'dropdown', '1, Basic | 2, Full | 3, Full'),
  text('adverse_events', 'ae_term'),
  choices('adverse_events', 'ae_grade', 'radio', '1, Mild | 2, Severe'),
  field('adverse_events', 'ae_report', 'file'),
  text('vitals', 'pulse', 'integer'),
  field('consent', 'consent_pdf', 'file'),
  field('consent', 'signed', 'file', { text_validation_type_or_show_slider_number: 'signature' }),
];

const instruments = ['demographics', 'labs', 'adverse_events', 'vitals', 'consent'];

const event = (store: SandboxStore, armNum: number, eventName: string, uniqueEventName: string): EventDefinition => ({
  eventId: store.nextEventId++,
  armNum,
  eventName,
  uniqueEventName,
  customEventLabel: '',
  dayOffset: 0,
  offsetMin: 0,
  offsetMax: 0,
});

/** Keeps values in a record of the clinic, as a person at REDCap would have. */
export const keep = (
  project: SandboxProject,
  record: string,
  eventName: string,
  values: Readonly<Record<string, string>>,
  place: { repeatInstrument?: string; instance?: number; checked?: Readonly<Record<string, readonly string[]>> } = {},
): StoredRecord => {
  const { eventId } = project.events.find(({ uniqueEventName }) => uniqueEventName === eventName) ?? { eventId: 0 };
  const stored: StoredRecord = project.records.get(record) ?? {
    name: record,
    dagId: null,
    surveyIdentifier: '',
    rows: new Map(),
  };
  project.records.set(record, stored);
  const { repeatInstrument = '', instance = null, checked = {} } = place;
  stored.rows.set(rowKey(eventId, repeatInstrument, instance), {
    eventId,
    repeatInstrument,
    instance,
    values: new Map(Object.entries(values)),
    checked: new Map(Object.entries(checked).map(([name, codes]) => [name, new Set(codes)])),
    timestamps: new Map(),
  });
  return stored;
};

/** What is stored in one place of a record, options of checkboxes as `race(1)`; undefined when there is no row. */
export const stored = (
  project: SandboxProject,
  record: string,
  eventName: string,
  repeatInstrument = '',
  instance: number | null = null,
): Record<string, string> | undefined => {
  const { eventId } = project.events.find(({ uniqueEventName }) => uniqueEventName === eventName) ?? { eventId: 0 };
  const row = project.records.get(record)?.rows.get(rowKey(eventId, repeatInstrument, instance));
  if (row === undefined) return undefined;
  const options = [...row.checked].flatMap(([name, codes]) =>
    [...codes].map((code): [string, string] => [`${name}(${code})`, '1']),
  );
  return Object.fromEntries([...row.values, ...options]);
};

/** Everything that is stored, in an order of its own, to be compared before and after. */
export const everything = (project: SandboxProject): unknown =>
  [...project.records.values()]
    .map((record) => ({
      name: record.name,
      dagId: record.dagId,
      rows: [...record.rows]
        .map(([key, row]) => ({
          key,
          values: [...row.values].sort(),
          checked: [...row.checked].map(([name, codes]) => [name, [...codes].sort()]).sort(),
        }))
        .sort((a, b) => a.key.localeCompare(b.key)),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));

const putUp = (
  store: SandboxStore,
  parts: Pick<SandboxProject, 'events' | 'arms' | 'mappings' | 'repeating'>,
  isLongitudinal: boolean,
): { project: SandboxProject; owner: UserDefinition } => {
  const project: SandboxProject = {
    projectId: store.nextProjectId++,
    settings: {
      ...makeSettings(),
      project_title: 'Clinic',
      is_longitudinal: isLongitudinal,
      record_autonumbering_enabled: true,
      missing_data_codes: 'UNK, Unknown',
    },
    status: 'development',
    creationTime: '2026-01-01 00:00:00',
    productionTime: '',
    fields: fields(),
    instruments: instruments.map((name) => ({ name, label: `The ${name.replace('_', ' ')}` })),
    ...parts,
    ...(isLongitudinal ? { internalEventId: null } : {}),
    dags: [
      { groupId: store.nextDagId++, name: 'Lyon', uniqueName: 'lyon' },
      { groupId: store.nextDagId++, name: 'Kampala', uniqueName: 'kampala' },
    ],
    users: [],
    roles: [],
    surveys: [],
    records: new Map(),
    files: new Map(),
    nextDocId: 1,
    log: [],
  };
  store.projects.set(project.projectId, project);
  return { project, owner: addUser(project, store, { username: 'owner', rights: 'all' }) };
};

/**
 * A longitudinal clinic: `baseline_arm_1` with repeating adverse events, the repeating event `unscheduled_arm_1` with labs
 * and vitals, `baseline_arm_2`. Record 1 has a baseline and adverse events 1 and 3; record 2 a baseline.
 */
export const clinic = (store: SandboxStore): { project: SandboxProject; owner: UserDefinition } => {
  const baseline = event(store, 1, 'Baseline', 'baseline_arm_1');
  const unscheduled = event(store, 1, 'Unscheduled', 'unscheduled_arm_1');
  const baseline2 = event(store, 2, 'Baseline', 'baseline_arm_2');
  const designate = (at: EventDefinition, ...forms: string[]) => forms.map((form) => ({ eventId: at.eventId, form }));
  const made = putUp(
    store,
    {
      arms: [
        { armNum: 1, name: 'Drug A' },
        { armNum: 2, name: 'Drug B' },
      ],
      events: [baseline, unscheduled, baseline2],
      mappings: [
        ...designate(baseline, 'demographics', 'labs', 'adverse_events', 'consent'),
        ...designate(unscheduled, 'labs', 'vitals', 'consent'),
        ...designate(baseline2, 'demographics'),
      ],
      repeating: [
        { eventId: baseline.eventId, form: 'adverse_events', customLabel: '' },
        { eventId: unscheduled.eventId, form: '', customLabel: '' },
      ],
    },
    true,
  );
  const { project } = made;
  keep(
    project,
    '1',
    'baseline_arm_1',
    { first_name: 'Ada', dob: '1980-01-31', sex: '0', weight: '61.5', demographics_complete: '2' },
    { checked: { race: ['1'] } },
  );
  keep(
    project,
    '1',
    'baseline_arm_1',
    { ae_term: 'Rash', ae_grade: '1' },
    { repeatInstrument: 'adverse_events', instance: 1 },
  );
  keep(project, '1', 'baseline_arm_1', { ae_term: 'Fever' }, { repeatInstrument: 'adverse_events', instance: 3 });
  keep(project, '2', 'baseline_arm_1', { first_name: 'Bo', demographics_complete: '0' });
  return made;
};

/** The clinic as a classic project in which nothing repeats; it has no records. */
export const classicClinic = (store: SandboxStore): { project: SandboxProject; owner: UserDefinition } => {
  const internal = event(store, 1, 'Event 1', 'event_1_arm_1');
  return putUp(store, { arms: [{ armNum: 1, name: 'Arm 1' }], events: [internal], mappings: [], repeating: [] }, false);
};
