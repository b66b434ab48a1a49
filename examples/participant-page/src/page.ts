import type { ResultOf, VariablesOf } from '@graphql-typed-document-node/core';
import type {
  AddAdverseEventDocument,
  AdverseEventsOfGradeDocument,
  ParticipantPageDocument,
} from './generated/graphql.ts';

/** A participant with what the page shows; every variable has the type that the study's dictionary gives it. */
export type Participant = NonNullable<ResultOf<typeof ParticipantPageDocument>['record']>;

/** Adverse events of many participants, a page of them. */
export type AdverseEventsPage = NonNullable<
  NonNullable<ResultOf<typeof AdverseEventsOfGradeDocument>['instrumentData']>['adverse_events']
>;

/** Values of an adverse event that is entered. */
export type NewAdverseEvent = VariablesOf<typeof AddAdverseEventDocument>['values'];

/** What the page needs of a GraphQL client. */
export interface Study {
  /** Null when there is no such participant. */
  readonly readParticipant: (record: string) => Promise<Participant | null>;
  /** Those of the given CTCAE grades, in the order of participants. */
  readonly listAdverseEvents: (grades: readonly string[]) => Promise<AdverseEventsPage>;
  /** Adds one and answers its number. The same key twice adds one. Throws with the reason when it is refused. */
  readonly addAdverseEvent: (record: string, values: NewAdverseEvent, key: string) => Promise<number | null>;
}

/** What came of adding an adverse event: its number, or an error with the words of whoever refused it. */
export const instanceOf = ({ importRecords }: ResultOf<typeof AddAdverseEventDocument>): number | null => {
  const [row] = importRecords?.rows ?? [];
  const problems = [...(importRecords?.errors ?? []), ...(row?.errors ?? [])];
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join(' '));
  return row?.repeatInstance ?? null;
};

type Pressure = Participant['vitals']['nodes'][number];

const describePressure = ({ event, repeatInstance, sbp, dbp }: Pressure): string => {
  const visit = [event?.eventName, repeatInstance].filter((part) => part != null).join(' ');
  return `${visit}: ${String(sbp?.value ?? '?')}/${String(dbp?.value ?? '?')} mmHg`;
};

/** The lines of the page. */
export const describePage = ({ name, demographics, vitals, adverse_events: events }: Participant): string[] => [
  `Participant ${name}, ${demographics?.sex?.label ?? 'sex not told'}, born ${demographics?.dob?.value ?? 'not told'}`,
  ...vitals.nodes.map(describePressure),
  ...events.nodes.map(
    ({ repeatInstance, ae_term: term, ae_grade: grade }) =>
      `${String(repeatInstance)}. ${term?.value ?? 'no term'} (${grade?.label ?? 'no grade'})`,
  ),
];

/** Participants with a systolic pressure that high, for which numbers are compared and not texts. */
export const hasHighPressure = ({ vitals }: Participant, limit: number): boolean =>
  vitals.nodes.some(({ sbp }) => (sbp?.value ?? 0) >= limit);
