import { dagByUniqueName } from '../state/design.ts';
import type { LogEntry, SandboxProject, StoredRecord } from '../state/project.ts';
import { makeSettings } from '../odm/setting.ts';
import type { SandboxStore } from '../state/store.ts';
import { addDemoUsers, makeDemoDags } from './access.ts';
import { demoInstruments, makeDemoFields } from './dictionary.ts';
import { recordParticipation } from './participant.ts';
import type { Site, Stage } from './participation.ts';
import { spellDay } from './participation.ts';
import { createRandom } from '../random.ts';
import type { DemoSchedule } from './schedule.ts';
import { demoArms, makeDemoSchedule } from './schedule.ts';
import { makeDemoRandomization } from './randomization.ts';
import { makeDemoReports } from './report.ts';
import { addShowcase } from './showcase.ts';

/** The key under which the gateway knows the demo study. */
export const demoProjectKey = 'stroke2';

/** The seed of everything random in the study. */
const seed = 20_250_101;

/** 2023-10-01, when the first participant was screened, in days since 1970. */
const firstDay = Date.UTC(2023, 9, 1) / 86_400_000;

/** One more than the number of records, because one record was deleted. */
const namesGiven = 1201;
const deletedName = '13';
const renamedName = '417';
const newName = '417-R';
/** The participant who took part in one arm and, later, in the other. */
const nameInBothArms = '42';

const makeProject = (store: SandboxStore, schedule: DemoSchedule): SandboxProject => ({
  projectId: store.nextProjectId++,
  settings: {
    ...makeSettings(),
    project_title: 'STROKE-2: a two-arm trial (demo)',
    purpose: 2,
    purpose_other: '1',
    project_notes: 'All people and values in this project are invented.',
    custom_record_label: '[screening_arm_1][screening_date]',
    is_longitudinal: true,
    surveys_enabled: true,
    scheduling_enabled: true,
    randomization_enabled: true,
    project_irb_number: 'DEMO-0002',
    project_pi_firstname: 'Grace',
    project_pi_lastname: 'Example',
    project_pi_email: 'grace@example.org',
    missing_data_codes: 'NASK, Not asked | -99, Unknown',
  },
  status: 'development',
  creationTime: '2023-09-18 09:12:44',
  productionTime: '',
  fields: makeDemoFields(),
  instruments: demoInstruments.map((instrument) => ({ ...instrument })),
  arms: demoArms.map((arm) => ({ ...arm })),
  events: schedule.events,
  internalEventId: null,
  mappings: schedule.mappings,
  repeating: schedule.repeating,
  dags: makeDemoDags(store),
  users: [],
  roles: [],
  surveys: [
    {
      form: 'quality_of_life',
      attributes: { form_name: 'quality_of_life', title: 'Quality of Life', survey_enabled: '1' },
    },
  ],
  reports: makeDemoReports(),
  randomizations: [makeDemoRandomization(schedule)],
  records: new Map(),
  files: new Map(),
  nextDocId: 1,
  log: [],
});

const chooseStage = (share: number): Stage => {
  if (share < 0.14) return 'screened';
  if (share < 0.24) return 'enrolled';
  return share < 0.4 ? 'followed' : 'finished';
};

const addParticipant = (project: SandboxProject, schedule: DemoSchedule, position: number): StoredRecord => {
  const random = createRandom(seed + position);
  const name = String(position);
  const site: Site = position === 1 ? 'nashville' : random.pick(['nashville', 'lyon', 'kampala']);
  const dag = dagByUniqueName(project, site);
  const record: StoredRecord = {
    name,
    // Not every record was put into a group.
    dagId: position > 1 && random.chance(0.01) ? null : (dag?.groupId ?? null),
    surveyIdentifier: '',
    rows: new Map(),
  };
  project.records.set(name, record);
  const isShown = position < 5 || name === nameInBothArms;
  const stage = isShown ? 'finished' : chooseStage(random.next());
  const armNum = isShown ? 1 : random.integer(1, 2);
  const day =
    position === 1 ? Date.UTC(2024, 0, 15) / 86_400_000 : firstDay + Math.floor((position * 420) / namesGiven);
  recordParticipation({ project, schedule, record, random, armNum, site, stage, day });
  if (name === nameInBothArms) {
    recordParticipation({ project, schedule, record, random, armNum: 2, site, stage: 'followed', day: day + 240 });
  }
  return record;
};

const makeLogEntry = (position: number, record: string, action: string, details: string): LogEntry => ({
  timestamp: `${spellDay(firstDay + Math.floor((position * 420) / namesGiven))} 16:0${String(position % 10)}:00`,
  username: 'demo_owner',
  action,
  details,
  record,
});

const writeLog = (project: SandboxProject, names: readonly string[]): LogEntry[] => [
  {
    timestamp: project.creationTime,
    username: 'demo_owner',
    action: 'Manage/Design ',
    details: 'Create project using REDCap XML file',
    record: '',
  },
  ...names.map((name, index) => makeLogEntry(index + 1, name, `Create record ${name}`, `record_id = '${name}'`)),
  makeLogEntry(namesGiven + 10, deletedName, `Delete record ${deletedName}`, `record_id = '${deletedName}'`),
  makeLogEntry(namesGiven + 11, newName, `Update record ${newName}`, `record_id = '${newName}'`),
];

const renameRecord = (project: SandboxProject): void => {
  const record = project.records.get(renamedName);
  if (record === undefined) return;
  project.records.delete(renamedName);
  record.name = newName;
  project.records.set(newName, record);
};

/**
 * Makes the demo study STROKE-2 and puts it into the store. It is an invented trial with two arms, repeating visits and
 * instruments, three sites and 1,200 records. It has a survey, files, missing data codes, a randomization and several scripts.
 * The study is the same every time. `demoUsers` lists its users with their tokens. The first user is the owner.
 */
export const createDemoProject = (store: SandboxStore): SandboxProject => {
  const schedule = makeDemoSchedule(store);
  const project = makeProject(store, schedule);
  const names: string[] = [];
  for (let position = 1; position <= namesGiven; position += 1) {
    names.push(addParticipant(project, schedule, position).name);
  }
  project.records.delete(deletedName);
  renameRecord(project);
  addShowcase(project, schedule);
  project.log = writeLog(project, names);
  addDemoUsers(project, store);
  store.projects.set(project.projectId, project);
  return project;
};
