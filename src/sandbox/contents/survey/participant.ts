import type { Answer, Cell } from '../../call/answer.ts';
import type { Call } from '../../call/call.ts';
import { keptGlobal } from '../../state/kept-xml.ts';
import type { SandboxProject, StoredRecord, StoredRow, SurveyParticipant } from '../../state/project.ts';
import { rowKey } from '../../state/project.ts';
import type { Layout } from '../../state/rows.ts';
import { isInArm, listRecords, locateRow } from '../../state/rows.ts';
import { writeAccessCode, writeQueueLink, writeSurveyLink } from './code.ts';

/** The field whose value is the participant's address: the survey's own, or the project's for all surveys. */
const emailField = (project: SandboxProject, form: string): string => {
  const own = project.surveys.find((survey) => survey.form === form)?.attributes['email_participant_field'] ?? '';
  return own || (keptGlobal(project.kept, 'redcap:SurveyInvitationEmailField') ?? '').trim();
};

const readEmail = (record: StoredRecord, field: string): string =>
  field === '' ? '' : ([...record.rows.values()].map((row) => row.values.get(field) ?? '').find(Boolean) ?? '');

const isAnswered = (row: StoredRow, form: string, eventId: number): boolean =>
  row.eventId === eventId && row.timestamps.has(form);

/** What a list is of, and the layout of its project. */
interface ListedSurvey {
  readonly call: Call;
  readonly layout: Layout;
  readonly form: string;
  readonly eventId: number;
}

/** Whether a record is on the list before it has answered (EVIDENCE.md#participants). */
const isExpected = ({ call, layout, eventId }: ListedSurvey, record: StoredRecord, email: string): boolean => {
  const arm = layout.places.get(eventId)?.event.armNum ?? null;
  const rows = [...record.rows.values()];
  switch (call.store.variants.participants) {
    case 'arm':
      return rows.some((row) => isInArm(layout, row, arm));
    case 'event':
      return rows.some((row) => row.eventId === eventId);
    case 'answered':
      return email !== '';
  }
};

/** The participants that a record shows: each instance that was answered, or else one who has not answered. */
const readFromRecord = (survey: ListedSurvey, record: StoredRecord, email: string): SurveyParticipant[] => {
  const { form, eventId } = survey;
  const answered = [...record.rows.values()].filter((row) => isAnswered(row, form, eventId));
  const instances = answered.map((row) => row.instance ?? 1).sort((a, b) => a - b);
  const listed = instances.length === 0 && isExpected(survey, record, email) ? [1] : instances;
  return listed.map((instance) => ({
    form,
    eventId,
    instance,
    record: record.name,
    email,
    identifier: record.surveyIdentifier,
    invitationTime: '',
  }));
};

const gatherParticipants = (survey: ListedSurvey): SurveyParticipant[] => {
  const { form, eventId } = survey;
  const { project, user } = survey.call;
  const field = emailField(project, form);
  const kept = (project.surveyParticipants ?? []).filter((known) => known.form === form && known.eventId === eventId);
  const named = listRecords(project, user.dagId).flatMap((record) => {
    const email = readEmail(record, field);
    const own = kept
      .filter((known) => known.record === record.name)
      .map((known) => ({
        ...known,
        email: known.email || email,
        identifier: known.identifier || record.surveyIdentifier,
      }));
    const others = readFromRecord(survey, record, email).filter(
      ({ instance }) => !own.some((known) => known.instance === instance),
    );
    return [...own, ...others].sort((a, b) => a.instance - b.instance);
  });
  return [...kept.filter((known) => known.record === ''), ...named];
};

/** 0 for no answer, 1 for a part of it, 2 for all. */
const readResponse = (call: Call, layout: Layout, { record, form, eventId, instance }: SurveyParticipant): number => {
  const place = locateRow(layout, eventId, form, instance);
  const row = call.project.records.get(record)?.rows.get(rowKey(eventId, place.repeatInstrument, place.instance));
  const timestamp = row?.timestamps.get(form) ?? '';
  if (timestamp === '') return 0;
  return timestamp === '[not completed]' ? 1 : 2;
};

const hasQueue = (project: SandboxProject): boolean =>
  keptGlobal(project.kept, 'redcap:SurveysQueueGroup') !== undefined;

/**
 * Export a Survey Participant List: who was put on it, who got a link, who has answered, and every other record of the
 * arm.
 */
export const listParticipants = (call: Call, layout: Layout, form: string, eventId: number): Answer => {
  const occurrences = new Map<string, number>();
  const countEmail = (email: string): number => {
    const count = (occurrences.get(email) ?? 0) + (email === '' ? 0 : 1);
    occurrences.set(email, count);
    return Math.max(count, 1);
  };
  const rows = gatherParticipants({ call, layout, form, eventId }).map((participant): Record<string, Cell> => ({
    email: participant.email,
    email_occurrence: countEmail(participant.email),
    identifier: participant.identifier,
    record: participant.record,
    invitation_sent_status: participant.invitationTime === '' ? 0 : 1,
    invitation_send_time: participant.invitationTime,
    response_status: readResponse(call, layout, participant),
    survey_access_code: writeAccessCode(call, participant),
    survey_link: writeSurveyLink(call, participant),
    survey_queue_link: participant.record === '' ? '' : writeQueueLink(call, participant.record),
  }));
  const columns = [
    'email',
    'email_occurrence',
    'identifier',
    'record',
    'invitation_sent_status',
    'invitation_send_time',
    'response_status',
    'survey_access_code',
    'survey_link',
    ...(hasQueue(call.project) ? ['survey_queue_link'] : []),
  ];
  return { kind: 'table', columns, rows, root: 'items', whenEmpty: 'header' };
};
