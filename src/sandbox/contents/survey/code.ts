import { createHash } from 'node:crypto';

import type { Call } from '../../call/call.ts';
import type { SandboxProject, SurveyParticipant } from '../../state/project.ts';

/** Where one participant answers a survey. */
export type SurveyPlace = Pick<SurveyParticipant, 'form' | 'eventId' | 'instance' | 'record' | 'email'>;

/** Letters and digits that nobody mistakes for one another. */
const ALPHABET = 'ACDEFHJKLMNPRTWXY34789';

/** A code that is the same every time for one project and the same parts. */
const makeCode = (project: SandboxProject, parts: readonly (string | number)[], length: number): string => {
  const text = JSON.stringify([project.projectId, project.creationTime, ...parts]);
  const bytes = createHash('sha256').update(text).digest().subarray(0, length);
  return [...bytes].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
};

const partsOf = ({ form, eventId, instance, record, email }: SurveyPlace): (string | number)[] =>
  record === '' ? [form, eventId, instance, '', email] : [form, eventId, instance, record];

const linkTo = ({ origin = 'http://localhost' }: Call, query: string): string => `${origin}/surveys/?${query}`;

/** The link to a participant's survey (EVIDENCE.md#survey-links-and-https); nothing answers there. */
export const writeSurveyLink = (call: Call, place: SurveyPlace): string =>
  linkTo(call, `s=${makeCode(call.project, ['link', ...partsOf(place)], 16)}`);

/** The link to a record's survey queue. */
export const writeQueueLink = (call: Call, record: string): string =>
  linkTo(call, `sq=${makeCode(call.project, ['queue', record], 16)}`);

/** Nine characters (EVIDENCE.md#survey-codes). */
export const writeAccessCode = ({ project }: Call, place: SurveyPlace): string =>
  makeCode(project, ['access', ...partsOf(place)], 9);

/** Eight characters (EVIDENCE.md#survey-codes). */
export const writeReturnCode = ({ project }: Call, place: SurveyPlace): string =>
  makeCode(project, ['return', ...partsOf(place)], 8);
