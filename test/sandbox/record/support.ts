import { Refusal } from '../../../src/sandbox/call/refusal.ts';
import { authorize } from '../../../src/sandbox/http/authorization.ts';
import { effectiveRights } from '../../../src/sandbox/call/right.ts';
import type { Format } from '../../../src/sandbox/call/call.ts';
import { fileMethods } from '../../../src/sandbox/contents/file/file.ts';
import { nextRecordNameMethods } from '../../../src/sandbox/contents/record/next-name.ts';
import { recordMethods } from '../../../src/sandbox/contents/record/record.ts';
import { addUser, makeSettings, readProjectXml } from '../../../src/sandbox/odm/index.ts';
import { readParameters } from '../../../src/sandbox/call/parameters.ts';
import type {
  EventDefinition,
  FieldDefinition,
  ProjectSettings,
  SandboxProject,
  UserDefinition,
} from '../../../src/sandbox/state/project.ts';
import type { SandboxStore } from '../../../src/sandbox/state/store.ts';
import { createStore } from '../../../src/sandbox/state/store.ts';
import { writeAnswer, writeRefusal } from '../../../src/sandbox/wire/write-answer.ts';
import type { KnownStudy } from '../../support/known-study.ts';
import { asStored } from '../../support/known-study.ts';
import { makeField as makeBlankField } from '../support.ts';

const methods = [...recordMethods, ...fileMethods, ...nextRecordNameMethods];

/** Form fields as a test writes them: a list becomes `name[0]=…&name[1]=…`. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** A project with one user who has all rights, and a way to call the record and file methods on it. */
export interface Bench {
  readonly store: SandboxStore;
  readonly project: SandboxProject;
  readonly user: UserDefinition;
  /** Calls the method of `content` and `action` (default: export of records, format and returnFormat json). */
  readonly send: (fields: Fields, file?: File) => Promise<Response>;
  readonly text: (fields: Fields) => Promise<string>;
  readonly json: (fields: Fields) => Promise<unknown>;
  /** Imports rows as JSON; answers what Import Records answered. */
  readonly importRows: (rows: readonly object[], fields?: Fields) => Promise<string>;
}

const spread = (fields: Fields): [string, string][] =>
  Object.entries(fields).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string'
      ? [[name, value]]
      : value.map((item, index): [string, string] => [`${name}[${String(index)}]`, item]),
  );

/** Puts a project on the bench, with its first user or one who may do everything. */
export const setBench = (project: SandboxProject, store: SandboxStore): Bench => {
  const user = project.users[0] ?? addUser(project, store, { username: 'alice', rights: 'all' });
  const send: Bench['send'] = async (fields, file) => {
    const given = { content: 'record', action: 'export', format: 'json', ...fields };
    const method = methods.find((entry) => entry.content === given.content && entry.action === given.action);
    if (method === undefined) throw new Error(`no method ${given.content} ${given.action}`);
    const format = given.format as Format;
    const returnFormat = (fields.returnFormat ?? (format === 'odm' ? 'xml' : format)) as 'json' | 'csv' | 'xml';
    const rights = effectiveRights(project, user);
    try {
      authorize(method, project, rights);
      const parameters = readParameters(spread(given));
      const call = { store, project, user, rights, parameters, file: file ?? null, format, returnFormat };
      return writeAnswer(await method.handle(call), format, returnFormat);
    } catch (error) {
      if (error instanceof Refusal) return writeRefusal(error, returnFormat);
      throw error;
    }
  };
  const text: Bench['text'] = async (fields) => (await send(fields)).text();
  return {
    store,
    project,
    user,
    send,
    text,
    json: async (fields) => JSON.parse(await text(fields)) as unknown,
    importRows: (rows, fields = {}) => text({ action: 'import', data: JSON.stringify(rows), ...fields }),
  };
};

/** A moment for stores: 2024-03-01 12:00:00 of the machine's own zone. */
export const noon = (): Date => new Date(2024, 2, 1, 12, 0, 0);

/** A field of the dictionary from what matters about it. */
export const makeField = (
  field_name: string,
  form_name: string,
  field_type = 'text',
  more: Partial<FieldDefinition> = {},
): FieldDefinition =>
  makeBlankField(field_name, form_name, field_type, { field_label: `Label of ${field_name}`, ...more });

/** A text field with a validation. */
export const makeValidated = (name: string, form: string, validation: string): FieldDefinition =>
  makeField(name, form, 'text', { text_validation_type_or_show_slider_number: validation });

const makeEvent = (eventId: number, eventName: string, armNum: number): EventDefinition => ({
  eventId,
  armNum,
  eventName,
  uniqueEventName: `${eventName.toLowerCase().replaceAll(' ', '_')}_arm_${String(armNum)}`,
  customEventLabel: '',
  dayOffset: 0,
  offsetMin: 0,
  offsetMax: 0,
});

/** What a test says of its project. */
export interface Sketch {
  readonly fields: readonly FieldDefinition[];
  /** Event name, arm number and the forms designated there; none for a classic project. */
  readonly events?: readonly (readonly [name: string, arm: number, forms: readonly string[]])[];
  /** Index of the event with the repeating form, or "" for the whole event. */
  readonly repeating?: readonly (readonly [event: number, form: string])[];
  readonly groups?: readonly string[];
  readonly surveys?: readonly string[];
  readonly settings?: Partial<ProjectSettings>;
}

/** Makes a project without records. Groups have the ids 20, 21, …; events 1, 2, …; arms are named `Drug A`, `Drug B`. */
export const sketchBench = (sketch: Sketch): Bench => {
  const store = createStore({ seed: 'records', now: noon });
  const forms = [...new Set(sketch.fields.map((field) => field.form_name))];
  const longitudinal = sketch.events !== undefined;
  const events = sketch.events ?? [['Event 1', 1, forms] as const];
  const made = events.map(([name, arm], index) => makeEvent(index + 1, name, arm));
  const project: SandboxProject = {
    projectId: 1,
    internalEventId: longitudinal ? null : 1,
    settings: { ...makeSettings(), is_longitudinal: longitudinal, ...sketch.settings },
    status: 'development',
    creationTime: '2024-01-01 00:00:00',
    productionTime: '',
    fields: [...sketch.fields],
    instruments: forms.map((name) => ({ name, label: `Form ${name}` })),
    arms: [...new Set(events.map(([, arm]) => arm))].map((armNum) => ({
      armNum,
      name: `Drug ${String.fromCharCode(64 + armNum)}`,
    })),
    events: made,
    mappings: events.flatMap(([, , designated], index) => designated.map((form) => ({ eventId: index + 1, form }))),
    repeating: (sketch.repeating ?? []).map(([event, form]) => ({ eventId: event + 1, form, customLabel: '' })),
    dags: (sketch.groups ?? []).map((uniqueName, index) => ({ groupId: 20 + index, name: uniqueName, uniqueName })),
    users: [],
    roles: [],
    surveys: (sketch.surveys ?? []).map((form) => ({ form, attributes: {} })),
    records: new Map(),
    files: new Map(),
    nextDocId: 1,
    log: [],
  };
  return setBench(project, store);
};

/** A classic project with three records; the third is touched on its first form only. */
export const sketchClinic = async (): Promise<Bench> => {
  const bmi = { select_choices_or_calculations: 'round(([weight]*10000)/(([height])^(2)), 1)' };
  const race = { select_choices_or_calculations: '1, American Indian|3, Native Hawaiian|5, White' };
  const bench = sketchBench({
    fields: [
      makeField('record_id', 'demographics'),
      makeField('name_first', 'demographics'),
      makeValidated('height', 'health', 'number'),
      makeValidated('weight', 'health', 'integer'),
      makeField('bmi', 'health', 'calc', bmi),
      makeField('mugshot', 'health', 'file'),
      makeField('race', 'race_and_ethnicity', 'checkbox', race),
      makeField('ethnicity', 'race_and_ethnicity', 'radio', { select_choices_or_calculations: '0, No|1, Yes' }),
    ],
  });
  await bench.importRows([
    { record_id: '1', name_first: 'Nutmeg', height: '7', weight: '1', race___5: '1', health_complete: '1' },
    { record_id: '2', name_first: 'Tumtum', height: '6', weight: '1', race___3: '1', race___5: '1', ethnicity: '1' },
    { record_id: '3', name_first: 'Marcus', demographics_complete: '0' },
  ]);
  return bench;
};

/** A longitudinal project: three events, three records, weights 11 to 33. */
export const sketchVisits = async (): Promise<Bench> => {
  const forms = ['collection'];
  const bench = sketchBench({
    fields: [
      makeField('record_id', 'collection'),
      makeValidated('interview_date', 'collection', 'date_dmy'),
      makeValidated('weight', 'collection', 'integer'),
      makeField('image_profile', 'collection', 'file'),
    ],
    events: [
      ['Intake', 1, forms],
      ['Discharge', 1, forms],
      ['Follow up', 1, forms],
    ],
  });
  const events = ['intake_arm_1', 'discharge_arm_1', 'follow_up_arm_1'];
  await bench.importRows(
    [1, 2, 3].flatMap((record) =>
      events.map((redcap_event_name, index) => ({
        record_id: record,
        redcap_event_name,
        weight: record * 10 + index + 1,
      })),
    ),
  );
  return bench;
};

/** A project with a repeating form, two records and instances 1 and 2 of the first. */
export const sketchPressure = async (): Promise<Bench> => {
  const bench = sketchBench({
    fields: [
      makeField('record_id', 'demographics'),
      makeField('sex', 'demographics', 'radio', { select_choices_or_calculations: '0, Female|1, Male' }),
      makeField('consent', 'demographics', 'checkbox', { select_choices_or_calculations: '1, Yes' }),
      makeValidated('bp_systolic', 'bp', 'integer'),
      makeField('signs', 'bp', 'checkbox', { select_choices_or_calculations: '1, Dizzy' }),
    ],
    repeating: [[0, 'bp']],
  });
  await bench.importRows([
    { record_id: '2', sex: '1' },
    { record_id: '1', sex: '0', demographics_complete: '2' },
    { record_id: '1', redcap_repeat_instrument: 'bp', redcap_repeat_instance: '2', bp_systolic: '111' },
    { record_id: '1', redcap_repeat_instrument: 'bp', redcap_repeat_instance: 1, bp_systolic: 110, bp_complete: 2 },
  ]);
  return bench;
};

/** Puts a known study on the bench. */
export const loadBench = (study: KnownStudy): Bench => {
  const store = createStore({ seed: study.name, now: noon, variants: asStored });
  const project = readProjectXml(study.xml(), store);
  project.users = [];
  return setBench(project, store);
};
