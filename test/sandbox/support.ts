import { createSandbox } from '../../src/sandbox/http/app.ts';
import { makeAllRights, makeFlags, makeSettings } from '../../src/sandbox/odm/index.ts';
import type {
  EventDefinition,
  FieldDefinition,
  InstrumentDefinition,
  Rights,
  SandboxProject,
  UserDefinition,
} from '../../src/sandbox/state/project.ts';
import type { SandboxStore, StoreOptions } from '../../src/sandbox/state/store.ts';
import { createStore } from '../../src/sandbox/state/store.ts';
import { blankField } from '../support/dictionary.ts';

/** Tokens of the hand-written projects; `reader` may export only, `writer` may import only. */
export const tokens = {
  classic: 'C0000000000000000000000000000001',
  classicReader: 'C0000000000000000000000000000002',
  classicWriter: 'C0000000000000000000000000000003',
  classicSite: 'C0000000000000000000000000000004',
  longitudinal: 'D0000000000000000000000000000001',
  longitudinalReader: 'D0000000000000000000000000000002',
  repeating: 'E0000000000000000000000000000001',
} as const;

/** What came back, in a form that a test can state whole. */
export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly contentType: string;
}

/** A sandbox with its store, and a way to post form parameters to it. */
export interface SandboxKit {
  readonly store: SandboxStore;
  readonly handle: (request: Request) => Promise<Response>;
  readonly post: (parameters: Readonly<Record<string, string>>) => Promise<Reply>;
  /** As `post` with json both ways; answers the parsed body. */
  readonly postJson: (parameters: Readonly<Record<string, string>>) => Promise<unknown>;
  readonly classic: SandboxProject;
  readonly longitudinal: SandboxProject;
  readonly repeating: SandboxProject;
}

/** A dictionary row: field, form and type, the rest as given or blank. */
export const makeField = (
  field_name: string,
  form_name: string,
  field_type: string,
  more: Partial<FieldDefinition> = {},
): FieldDefinition => ({
  ...blankField,
  field_name,
  form_name,
  field_type,
  field_label: field_name,
  ...more,
});

const makeEvent = (eventId: number, armNum: number, eventName: string, uniqueEventName: string): EventDefinition => ({
  eventId,
  armNum,
  eventName,
  uniqueEventName,
  customEventLabel: '',
  dayOffset: eventId,
  offsetMin: 0,
  offsetMax: 0,
});

const makeUser = (username: string, token: string | null, rights: Rights): UserDefinition => ({
  username,
  email: `${username}@example.org`,
  firstname: 'First',
  lastname: 'Last',
  expiration: '',
  dagId: null,
  role: null,
  token,
  ...rights,
});

const makeProject = (
  projectId: number,
  title: string,
  instruments: InstrumentDefinition[],
  fields: FieldDefinition[],
): SandboxProject => ({
  projectId,
  settings: { ...makeSettings(), project_title: title },
  status: 'development',
  creationTime: '2024-01-01 00:00:00',
  productionTime: '',
  fields,
  instruments,
  arms: [{ armNum: 1, name: 'Arm 1' }],
  events: [makeEvent(projectId * 100, 1, 'Event 1', 'event_1_arm_1')],
  mappings: instruments.map(({ name }) => ({ eventId: projectId * 100, form: name })),
  repeating: [],
  dags: [],
  users: [],
  roles: [],
  surveys: [],
  records: new Map(),
  files: new Map(),
  nextDocId: 1,
  log: [],
});

/** Rights with these flags only, and full rights on the forms. */
export const makeRights = (forms: readonly string[], flags: Record<string, number>): Rights => ({
  ...makeAllRights(forms),
  flags: { ...makeFlags(0), ...flags },
});

/** Two forms, every field type that matters, groups `north` and `south`. */
const makeClassic = (): SandboxProject => {
  const forms = ['demographics', 'health'];
  const project = makeProject(
    1,
    'Classic',
    [
      { name: 'demographics', label: 'Demographics' },
      { name: 'health', label: 'Health & <b>Habits</b>' },
    ],
    [
      makeField('study_id', 'demographics', 'text'),
      makeField('first_name', 'demographics', 'text', { identifier: 'y' }),
      makeField('dob', 'demographics', 'text', { text_validation_type_or_show_slider_number: 'date_ymd' }),
      makeField('sex', 'demographics', 'radio', { select_choices_or_calculations: '0, Female | 1, Male' }),
      makeField('comments', 'demographics', 'notes'),
      makeField('mugshot', 'demographics', 'file'),
      makeField('race', 'health', 'checkbox', {
        select_choices_or_calculations: '1, One, or more | A, Letter | -4, Minus',
      }),
      makeField('height', 'health', 'text', { text_validation_type_or_show_slider_number: 'number' }),
      makeField('age', 'health', 'calc', { select_choices_or_calculations: '1 + 1' }),
      makeField('hint', 'health', 'descriptive'),
      makeField('smoker', 'health', 'yesno'),
    ],
  );
  project.dags = [
    { groupId: 20, name: 'North', uniqueName: 'north' },
    { groupId: 21, name: 'South', uniqueName: 'south' },
  ];
  project.users = [
    makeUser('owner', tokens.classic, makeAllRights(forms)),
    makeUser('reader', tokens.classicReader, makeRights(forms, { api_export: 1 })),
    makeUser('writer', tokens.classicWriter, makeRights(forms, { api_import: 1 })),
    { ...makeUser('site', tokens.classicSite, makeAllRights(forms)), dagId: 20 },
  ];
  return project;
};

/** Two arms; `visit` is a repeating event, `diary` repeats by itself in `baseline_arm_1`. */
const makeLongitudinal = (): SandboxProject => {
  const forms = ['enrollment', 'diary', 'exam'];
  const project = makeProject(
    2,
    'Longitudinal',
    [
      { name: 'enrollment', label: 'Enrollment' },
      { name: 'diary', label: 'Diary' },
      { name: 'exam', label: 'Exam' },
    ],
    [
      makeField('record_id', 'enrollment', 'text'),
      makeField('consented', 'enrollment', 'yesno'),
      makeField('mood', 'diary', 'text'),
      makeField('weight', 'exam', 'text', { text_validation_type_or_show_slider_number: 'number' }),
      makeField('findings', 'exam', 'checkbox', { select_choices_or_calculations: '1, A | 2, B' }),
    ],
  );
  project.settings.is_longitudinal = true;
  project.arms = [
    { armNum: 1, name: 'Drug A' },
    { armNum: 2, name: 'Drug B' },
  ];
  project.events = [
    makeEvent(201, 1, 'Baseline', 'baseline_arm_1'),
    makeEvent(202, 1, 'Visit', 'visit_arm_1'),
    makeEvent(203, 2, 'Baseline', 'baseline_arm_2'),
  ];
  project.mappings = [
    { eventId: 201, form: 'enrollment' },
    { eventId: 201, form: 'diary' },
    { eventId: 202, form: 'exam' },
    { eventId: 203, form: 'enrollment' },
  ];
  project.repeating = [
    { eventId: 201, form: 'diary', customLabel: '[mood]' },
    { eventId: 202, form: '', customLabel: '' },
  ];
  project.users = [
    makeUser('owner', tokens.longitudinal, makeAllRights(forms)),
    makeUser('reader', tokens.longitudinalReader, makeRights(forms, { api_export: 1 })),
  ];
  return project;
};

/** Classic with one repeating form, `weight`. */
const makeRepeating = (): SandboxProject => {
  const project = makeProject(
    3,
    'Repeating',
    [
      { name: 'enrollment', label: 'Enrollment' },
      { name: 'weight', label: 'Weight' },
    ],
    [
      makeField('record_id', 'enrollment', 'text'),
      makeField('name', 'enrollment', 'text'),
      makeField('weight_date', 'weight', 'text', { text_validation_type_or_show_slider_number: 'date_ymd' }),
      makeField('weight_time', 'weight', 'text', { text_validation_type_or_show_slider_number: 'time' }),
      makeField('kg', 'weight', 'text', { text_validation_type_or_show_slider_number: 'number' }),
    ],
  );
  project.repeating = [{ eventId: 300, form: 'weight', customLabel: '[weight_date] [weight_time]' }];
  project.users = [makeUser('owner', tokens.repeating, makeAllRights(['enrollment', 'weight']))];
  return project;
};

/** A sandbox with three small projects and no records; the clock stands still at noon of 2024-06-01, local time. */
export const makeSandbox = (options: Pick<StoreOptions, 'version' | 'variants'> = {}): SandboxKit => {
  const store = createStore({ seed: 'test', now: () => new Date(2024, 5, 1, 12, 0, 0), ...options });
  const [classic, longitudinal, repeating] = [makeClassic(), makeLongitudinal(), makeRepeating()];
  for (const project of [classic, longitudinal, repeating]) store.projects.set(project.projectId, project);
  store.nextProjectId = 4;
  store.nextEventId = 1000;
  store.nextDagId = 50;
  const handle = createSandbox(store);
  const post = async (parameters: Readonly<Record<string, string>>): Promise<Reply> => {
    const body = new URLSearchParams(parameters);
    const response = await handle(new Request('http://sandbox.test/api/', { method: 'POST', body }));
    const text = await response.text();
    return { status: response.status, text, contentType: response.headers.get('content-type') ?? '' };
  };
  const postJson = async (parameters: Readonly<Record<string, string>>): Promise<unknown> => {
    const { text } = await post({ format: 'json', ...parameters });
    return JSON.parse(text) as unknown;
  };
  return { store, handle, post, postJson, classic, longitudinal, repeating };
};
