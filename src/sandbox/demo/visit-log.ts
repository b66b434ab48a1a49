import type { StoredRow } from '../state/project.ts';
import { ensureRow } from '../state/rows.ts';
import type { Participation } from './participation.ts';
import { orMissing, setValues, spellDay, spellTime } from './participation.ts';
import type { Visit } from './schedule.ts';
import { adverseEventTerms, medications, siteTexts } from './text.ts';

const instanceRow = (participation: Participation, visit: Visit, form: string, instance: number): StoredRow =>
  ensureRow(participation.record, participation.schedule.eventId(participation.armNum, visit), form, instance);

/** The adverse events of a visit: mostly none, each an instance of the form. */
export const recordAdverseEvents = (participation: Participation, visit: Visit, day: number): void => {
  const { random, site } = participation;
  const count = random.chance(0.18) ? random.integer(1, 3) : 0;
  for (let instance = 1; instance <= count; instance += 1) {
    const grade = random.pick(['1', '1', '1', '2', '2', '3', '4']);
    const isSerious = grade > '2';
    const isOngoing = random.chance(0.3);
    setValues(instanceRow(participation, visit, 'adverse_events', instance), {
      ae_term: random.pick(adverseEventTerms),
      ae_grade: grade,
      ae_serious: isSerious ? '1' : '0',
      ae_onset: orMissing(random, spellDay(day - random.integer(0, 2))),
      ae_ongoing: isOngoing ? '1' : '0',
      ae_outcome: isOngoing ? '3' : random.pick(['1', '1', '2']),
      ae_narrative: isSerious ? random.pick(siteTexts[site].remarks) : '',
      adverse_events_complete: random.pick(['2', '2', '1']),
    });
  }
};

/** The medications that are written down at a visit, each an instance of the form. */
export const recordMedications = (participation: Participation, visit: Visit, day: number): void => {
  const { random } = participation;
  const count = random.chance(0.25) ? random.integer(1, 3) : 0;
  for (let instance = 1; instance <= count; instance += 1) {
    const [name, dose, unit] = random.pick(medications);
    setValues(instanceRow(participation, visit, 'concomitant_medications', instance), {
      cm_name: name,
      cm_dose: orMissing(random, dose),
      cm_unit: unit,
      cm_start: spellDay(day - random.integer(0, 900)),
      cm_ongoing: random.pick(['1', '1', '0']),
      concomitant_medications_complete: '2',
    });
  }
};

/** The survey on quality of life. Some participants leave it out, and some break off. */
export const recordQualityOfLife = (participation: Participation, row: StoredRow, day: number): void => {
  const { random, site } = participation;
  if (random.chance(0.15)) return;
  const isComplete = random.chance(0.85);
  const levels = ['mobility', 'self_care', 'activities', 'pain', 'anxiety'].slice(0, isComplete ? 5 : 2);
  setValues(row, {
    ...Object.fromEntries(levels.map((level) => [`qol_${level}`, String(random.integer(1, 4))])),
    qol_vas: isComplete ? String(random.integer(20, 100)) : '',
    qol_words: isComplete && random.chance(0.2) ? random.pick(siteTexts[site].remarks) : '',
    quality_of_life_complete: isComplete ? '2' : '0',
  });
  row.timestamps.set('quality_of_life', isComplete ? `${spellDay(day)} ${spellTime(random)}:07` : '[not completed]');
};
