import type { ProjectRow } from '../../redcap/methods/project.ts';
import { userError, type UserErrorShape } from '../user-error.ts';

/** REDCap's numbers of the purposes that a project may have. */
export const purposes = {
  PRACTICE: 0,
  OTHER: 1,
  RESEARCH: 2,
  QUALITY_IMPROVEMENT: 3,
  OPERATIONAL_SUPPORT: 4,
} as const;

/** What a project is for. */
export type Purpose = keyof typeof purposes;

/** The purpose of a project in words; null for a number that REDCap's documentation does not know. */
export const purposeOf = ({ purpose }: ProjectRow): Purpose | null =>
  (Object.keys(purposes) as Purpose[]).find((name) => purposes[name] === purpose) ?? null;

/** Reasons why settings cannot be as they are named; shared with createProject. */
export const checkPurpose = (purpose: number | null, purposeOther: string): UserErrorShape[] =>
  purpose === purposes.OTHER && purposeOther.trim() === ''
    ? [userError('VALIDATION', ['purposeOther'], 'Say what the purpose is: it is OTHER.')]
    : [];
