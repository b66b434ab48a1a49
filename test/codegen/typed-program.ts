/**
 * A front-end's code over the types of the demo study's own graph. It is compiled with `tsc --strict` and never run: it
 * asserts what its author sees while typing.
 */
import type { ResultOf, VariablesOf } from '@graphql-typed-document-node/core';
import {
  type AdverseEventsDocument,
  type ImportVitalsDocument,
  type ParticipantPageDocument,
  type WorklistDocument,
} from './stroke2/graphql.ts';

type Participant = NonNullable<ResultOf<typeof ParticipantPageDocument>['record']>;

/** Each variable has its own type: a date and a code with its label travel as text, an integer as a number. */
export const describeParticipant = ({ name, demographics, vitals }: Participant): string => {
  const born: string | null | undefined = demographics?.dob?.value;
  const sex: string | null | undefined = demographics?.sex?.label;
  const pressures: number[] = vitals.nodes.flatMap(({ sbp }) => (sbp?.value == null ? [] : [sbp.value]));
  return [name, born ?? 'not told', sex ?? 'not told', Math.max(...pressures)].join();
};

/** What repeats is a list that is always there; what does not may be null while nothing is saved. */
export const countEvents = ({ adverse_events }: Participant): number => adverse_events.totalCount;

export const nextCursor = ({ records }: ResultOf<typeof WorklistDocument>): string | null =>
  records?.pageInfo.hasNextPage === true ? (records.pageInfo.endCursor ?? null) : null;

/** Filters and rows are checked as well, down to the events that an instrument is designated for. */
export const serious: VariablesOf<typeof AdverseEventsDocument> = {
  where: { event: 'baseline_arm_1', ae_serious: { eq: true }, not: { ae_grade: { in: ['1', '2'] } } },
};

export const rows: VariablesOf<typeof ImportVitalsDocument> = {
  dryRun: true,
  rows: [{ record: '1', event: '_21_day_follow_up_arm_1', values: { sbp: 132, mrs: null }, erase: ['pulse'] }],
};

// @ts-expect-error -- an integer is not a text
export const notText = ({ vitals }: Participant): string | undefined => vitals.nodes[0]?.sbp?.value ?? undefined;

// @ts-expect-error -- a variable that the document does not select is not in its result
export const notSelected = ({ demographics }: Participant): unknown => demographics?.smoker;

// @ts-expect-error -- nothing of an instrument may be saved
export const mayBeNull = ({ demographics }: Participant): unknown => demographics.dob;

export const otherEvent: VariablesOf<typeof AdverseEventsDocument> = {
  // @ts-expect-error -- adverse events are not designated for the closeout
  where: { event: 'closeout_arm_1' },
};

export const calculated: VariablesOf<typeof ImportVitalsDocument> = {
  dryRun: true,
  // @ts-expect-error -- nobody writes a calculated field
  rows: [{ record: '1', event: 'baseline_arm_1', values: { bmi: '24' } }],
};

export const nowhere: VariablesOf<typeof ImportVitalsDocument> = {
  dryRun: true,
  // @ts-expect-error -- an instrument in several events needs one of them
  rows: [{ record: '1', values: { sbp: 132 } }],
};
