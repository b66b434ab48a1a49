import type { StoredRow } from '../state/project.ts';
import { ensureRow } from '../state/rows.ts';
import type { Participation } from './participation.ts';
import { orMissing, setValues, spellDay, spellTime } from './participation.ts';
import type { Visit } from './schedule.ts';
import { siteTexts } from './text.ts';
import { recordAdverseEvents, recordMedications, recordQualityOfLife } from './visit-log.ts';
import { recordLabs, recordVitals } from './visit-measure.ts';

/** The row of a visit; of an event that repeats, the row of this instance. */
const visitRow = (participation: Participation, visit: Visit, instance: number | null = null): StoredRow =>
  ensureRow(participation.record, participation.schedule.eventId(participation.armNum, visit), '', instance);

const recordScreening = (participation: Participation): void => {
  const { random, site, day } = participation;
  const row = visitRow(participation, 'screening');
  setValues(row, {
    screening_date: spellDay(day),
    onset_datetime: orMissing(random, `${spellDay(day - random.integer(0, 1))} ${spellTime(random)}`),
    arrival_time: spellTime(random),
    language: random.chance(0.9) ? siteTexts[site].language : 'en',
    referral: random.pick(['1', '2', '3']),
    screening_complete: '2',
    consent_date: spellDay(day),
    consent_version: random.pick(['1.0', '1.1', '2.0']),
    consent_complete: random.pick(['2', '2', '2', '1']),
  });
  const checked = new Set(['1', '2', '3', '4'].filter(() => random.chance(0.45)));
  if (random.chance(0.1)) {
    checked.add('a');
    row.values.set('symptoms_other', random.pick(siteTexts[site].remarks));
  }
  if (checked.size === 0) checked.add(random.chance(0.2) ? 'NASK' : '-1');
  row.checked.set('symptoms', checked);
};

/** Whole years between two days, a year being 365.2425 days as REDCap's `datediff` has it. */
const countYears = (from: number, to: number): string => String(Math.floor((to - from) / 365.2425));

const recordBaseline = (participation: Participation, nihss: number): void => {
  const { random, site, armNum } = participation;
  const texts = siteTexts[site];
  const day = participation.day + 1;
  const birthday = day - Math.round(random.around(67, 11) * 365.25);
  const dob = orMissing(random, spellDay(birthday));
  const age = dob === '-99' || dob === 'NASK' ? '' : countYears(birthday, day);
  const firstName = random.pick(texts.firstNames);
  const row = visitRow(participation, 'baseline');
  setValues(row, {
    first_name: firstName,
    last_name: random.pick(texts.lastNames),
    dob,
    sex: orMissing(random, random.pick(['1', '2', '1', '2', '1', '2', '3'])),
    email: random.chance(0.6) ? `participant.${participation.record.name}@example.org` : '',
    address: random.pick(texts.addresses),
    enrol_date: spellDay(day),
    age,
    lives_alone: orMissing(random, random.pick(['0', '0', '1'])),
    smoker: random.pick(['0', '0', '0', '1']),
    household_note: random.chance(0.2) ? random.pick(texts.remarks) : '',
    demographics_complete: random.pick(['2', '2', '2', '1', '0']),
    nihss: String(nihss),
    age_group: age === '' ? '' : Number(age) < 65 ? '1' : '2',
    anticoagulated: random.pick(['0', '0', '1']),
    eligible: '1',
    eligibility_complete: '2',
    rand_group: String(armNum),
    rand_datetime: `${spellDay(day)} ${spellTime(random)}:${String(random.integer(10, 59))}`,
    randomization_complete: '2',
  });
  recordVitals(participation, row, day);
  recordLabs(participation, row, day);
  recordAdverseEvents(participation, 'baseline', day);
  recordMedications(participation, 'baseline', day);
};

const recordIneligible = (participation: Participation): void => {
  const { random, day } = participation;
  setValues(visitRow(participation, 'baseline'), {
    nihss: String(random.integer(23, 42)),
    eligible: '0',
    ineligible_reason: random.pick([
      'NIHSS above 22',
      'Onset unknown, or more than 24 h ago',
      'Non éligible : anticoagulé',
    ]),
    eligibility_complete: '2',
  });
  setValues(visitRow(participation, 'closeout'), {
    closeout_date: spellDay(day + 1),
    withdrawn: '0',
    closeout_complete: '2',
  });
};

const recordFollowUp = (participation: Participation, visit: Visit, day: number): void => {
  const row = visitRow(participation, visit);
  recordVitals(participation, row, day);
  recordLabs(participation, row, day);
  recordQualityOfLife(participation, row, day);
  recordAdverseEvents(participation, visit, day);
  recordMedications(participation, visit, day);
};

const recordUnscheduled = (participation: Participation): void => {
  const { random } = participation;
  const visits = random.chance(0.15) ? random.integer(1, 3) : 0;
  for (let instance = 1; instance <= visits; instance += 1) {
    const day = participation.day + 25 + instance * random.integer(3, 20);
    const row = visitRow(participation, 'unscheduled', instance);
    recordVitals(participation, row, day);
    if (random.chance(0.5)) recordLabs(participation, row, day);
  }
};

const recordCloseout = (participation: Participation): void => {
  const { random, site } = participation;
  const withdrawn = random.chance(0.12);
  setValues(visitRow(participation, 'closeout'), {
    closeout_date: spellDay(participation.day + 180 + random.integer(-14, 14)),
    withdrawn: withdrawn ? '1' : '0',
    withdrawn_reason: withdrawn ? random.pick(['1', '2', '3', '4']) : '',
    final_mrs: withdrawn ? '' : String(random.integer(0, 5)),
    closeout_note: random.chance(0.15) ? random.pick(siteTexts[site].remarks) : '',
    closeout_complete: random.pick(['2', '2', '2', '1']),
  });
};

/** Records a participant's visits in one arm, as far as the stage says. */
export const recordParticipation = (participation: Participation): void => {
  const { random, stage, day } = participation;
  recordScreening(participation);
  if (stage === 'screened') {
    if (random.chance(0.4)) recordIneligible(participation);
    return;
  }
  recordBaseline(participation, random.integer(4, 22));
  if (stage === 'enrolled') return;
  recordFollowUp(participation, '21_day_follow_up', day + 21 + random.integer(-3, 3));
  recordUnscheduled(participation);
  if (stage === 'followed') return;
  recordFollowUp(participation, '90_day_follow_up', day + 90 + random.integer(-7, 7));
  recordCloseout(participation);
};
