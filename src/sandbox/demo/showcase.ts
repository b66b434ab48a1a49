import type { SandboxProject, StoredRow } from '../state/project.ts';
import { ensureRow } from '../state/rows.ts';
import { storePdf, storeSignature } from './document.ts';
import type { DemoSchedule, Visit } from './schedule.ts';

type Locate = (name: string, visit: Visit, form?: string, instance?: number) => StoredRow | null;

const locateIn =
  (project: SandboxProject, schedule: DemoSchedule): Locate =>
  (name, visit, form = '', instance) => {
    const record = project.records.get(name);
    return record === undefined ? null : ensureRow(record, schedule.eventId(1, visit), form, instance ?? null);
  };

const setAll = (row: StoredRow | null, values: Readonly<Record<string, string>>): void => {
  for (const [field, value] of Object.entries(values)) row?.values.set(field, value);
};

/** Signed forms of the first participants, and a code where a form is missing. */
const addConsents = (project: SandboxProject, locate: Locate): void => {
  for (const name of ['1', '2', '3']) {
    setAll(locate(name, 'screening'), {
      consent_signature: storeSignature(project, `signature_${name}.png`),
      consent_pdf: storePdf(project, `consent ${name} (signé).pdf`, `STROKE-2 consent of participant ${name}`),
    });
  }
  setAll(locate('4', 'screening'), { consent_pdf: 'NASK' });
};

/** Examples for a participant page: adverse events with a report, and unscheduled visits. */
const addFirstParticipant = (project: SandboxProject, locate: Locate): void => {
  setAll(locate('1', 'baseline'), {
    dob: '1948-03-21',
    age: '75',
    age_group: '2',
    sex: '1',
    first_name: 'Ada',
    last_name: "O'Brien",
    enrol_date: '2024-01-16',
    sbp: '151',
    dbp: '-99',
    household_note: 'Lives with her sister 👵🏽\n"No stairs", she says & smiles.',
  });
  setAll(locate('1', 'baseline', 'adverse_events', 1), {
    ae_term: 'Headache',
    ae_grade: '1',
    ae_serious: '0',
    ae_onset: '2024-01-16',
    ae_ongoing: '0',
    ae_outcome: '1',
    adverse_events_complete: '2',
  });
  setAll(locate('1', 'baseline', 'adverse_events', 2), {
    ae_term: 'Chute à domicile',
    ae_grade: '3',
    ae_serious: '1',
    ae_onset: '2024-01-18',
    ae_ongoing: '1',
    ae_outcome: '3',
    ae_report: storePdf(project, 'fall report.pdf', 'STROKE-2 report of an adverse event, participant 1'),
    ae_narrative: 'Fell on the way to the kitchen.\nNo fracture.',
    adverse_events_complete: '1',
  });
  setAll(locate('1', 'unscheduled', '', 1), { vitals_date: '2024-02-20', sbp: '168', vitals_complete: '2' });
  setAll(locate('1', 'unscheduled', '', 2), { vitals_date: '2024-03-02', sbp: 'NASK', vitals_complete: '1' });
};

/** Values that were stored before their validation, or that no list of choices has any more. */
const addInvalidValues = (locate: Locate): void => {
  setAll(locate('1', '21_day_follow_up'), { creatinine: '<0.10', labs_complete: '1' });
  setAll(locate('2', 'baseline'), { sbp: '18O' });
  setAll(locate('3', 'screening'), { referral: '9' });
};

/** Puts into the generated records the values that stories and documentation rely on. */
export const addShowcase = (project: SandboxProject, schedule: DemoSchedule): void => {
  const locate = locateIn(project, schedule);
  addConsents(project, locate);
  addFirstParticipant(project, locate);
  addInvalidValues(locate);
};
