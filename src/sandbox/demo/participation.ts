import type { SandboxProject, StoredRecord, StoredRow } from '../state/project.ts';
import type { Random } from '../random.ts';
import type { DemoSchedule } from './schedule.ts';
import type { siteTexts } from './text.ts';

/** The three sites by the unique names of their groups. */
export type Site = keyof typeof siteTexts;

/** How far a participant has come. */
export type Stage = 'screened' | 'enrolled' | 'followed' | 'finished';

/** One participant in one arm, and where the data go. */
export interface Participation {
  readonly project: SandboxProject;
  readonly schedule: DemoSchedule;
  readonly record: StoredRecord;
  readonly random: Random;
  readonly armNum: number;
  readonly site: Site;
  readonly stage: Stage;
  /** The day of screening, in days since 1970. */
  readonly day: number;
}

/** Days since 1970 as `YYYY-MM-DD`. */
export const spellDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

const two = (value: number): string => String(value).padStart(2, '0');

/** A time of the working day, `HH:MM`. */
export const spellTime = (random: Random): string => `${two(random.integer(7, 18))}:${two(random.integer(0, 59))}`;

/** Now and then a missing data code stands where the value would be. */
export const orMissing = (random: Random, value: string): string => {
  if (!random.chance(0.015)) return value;
  return random.chance(0.5) ? 'NASK' : '-99';
};

/** Stores what is not blank. */
export const setValues = (row: StoredRow, values: Readonly<Record<string, string>>): void => {
  for (const [field, value] of Object.entries(values)) if (value !== '') row.values.set(field, value);
};
