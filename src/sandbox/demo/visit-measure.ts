import type { StoredRow } from '../state/project.ts';
import type { Participation } from './participation.ts';
import { orMissing, setValues, spellDay, spellTime } from './participation.ts';

const isNumber = (text: string): boolean => /^\d+(\.\d+)?$/.test(text);

/** The result of the dictionary's formula. Blank when an operand is blank. */
const calculateBmi = (weight: string, height: string): string =>
  isNumber(weight) && isNumber(height)
    ? String(Math.round((Number(weight) * 10_000 * 10) / Number(height) ** 2) / 10)
    : '';

/** Vital signs of a visit. The height is measured once. */
export const recordVitals = (participation: Participation, row: StoredRow, day: number): void => {
  const { random } = participation;
  const isFirst = row.values.has('enrol_date');
  const height = isFirst ? orMissing(random, String(Math.round(random.around(168, 9)))) : '';
  const weight = orMissing(random, random.around(76, 13).toFixed(1));
  setValues(row, {
    vitals_date: spellDay(day),
    sbp: orMissing(random, String(Math.round(random.around(142, 18)))),
    dbp: orMissing(random, String(Math.round(random.around(84, 9)))),
    pulse: String(Math.round(random.around(76, 10))),
    temperature: random.around(36.7, 0.3).toFixed(1),
    height,
    weight,
    bmi: calculateBmi(weight, height),
    mrs: String(random.integer(0, 5)),
    vitals_complete: random.pick(['2', '2', '2', '1']),
  });
};

/** The laboratory's results of a visit. */
export const recordLabs = (participation: Participation, row: StoredRow, day: number): void => {
  const { random } = participation;
  setValues(row, {
    // Leading zeros are part of a sample's name.
    sample_id: String(random.integer(1, 99_999_999)).padStart(9, '0'),
    sample_datetime: `${spellDay(day)} ${spellTime(random)}:00`,
    creatinine: orMissing(random, Math.max(0.2, random.around(0.95, 0.25)).toFixed(2)),
    glucose: orMissing(random, random.around(6.1, 1.3).toFixed(1).replace('.', ',')),
    inr: random.chance(0.3) ? random.around(1.6, 0.4).toFixed(1) : '',
    platelets: String(Math.round(random.around(245, 60))),
    haemoglobin: random.around(13.4, 1.4).toFixed(1),
    lab_comment: random.chance(0.03) ? 'Sample haemolysed; "repeat" advised.\nSee sheet <2>.' : '',
    labs_complete: random.pick(['2', '2', '1', '0']),
  });
};
