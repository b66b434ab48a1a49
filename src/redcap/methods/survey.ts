import type { FormFields, Method, Reply } from '../method.ts';
import { badAnswer, readOptionalInteger, readRows, readText } from './row.ts';
import type { RawRow } from './row.ts';

/** Whose survey: `event` in longitudinal projects, `repeatInstance` 1 unless given. */
export interface SurveyArgs {
  readonly record: string;
  readonly instrument: string;
  /** Unique event name. */
  readonly event?: string | undefined;
  readonly repeatInstance?: number | undefined;
}

const surveyForm = ({ record, instrument, event, repeatInstance }: SurveyArgs): FormFields => ({
  record,
  instrument,
  event,
  repeat_instance: repeatInstance,
});

const rights = ['API Export', 'Survey Distribution Tools'];

const readLink = ({ value }: Reply): string => {
  const link = String(value).trim();
  if (!/^https?:\/\/\S+$/.test(link)) throw badAnswer('REDCap answered no link.');
  return link;
};

const readCode = ({ value }: Reply): string => {
  const code = String(value).trim();
  if (!/^\S{1,64}$/.test(code)) throw badAnswer('REDCap answered no code.');
  return code;
};

/**
 * Export a Survey Link for a Participant: `content=surveyLink`. Whoever has the link fills in the survey. REDCap may make the
 * participant as it answers: see first that the record exists.
 */
export const exportSurveyLink: Method<SurveyArgs, string> = {
  name: 'exportSurveyLink',
  content: 'surveyLink',
  kind: 'write',
  body: 'text',
  rights,
  form: surveyForm,
  decode: readLink,
};

/** Export a Survey Access Code for a Participant: `content=surveyAccessCode`; makes the participant as `exportSurveyLink` does. */
export const exportSurveyAccessCode: Method<SurveyArgs, string> = {
  name: 'exportSurveyAccessCode',
  content: 'surveyAccessCode',
  kind: 'write',
  body: 'text',
  rights,
  form: surveyForm,
  decode: readCode,
};

/** Export a Survey Return Code for a Participant: `content=surveyReturnCode`, for surveys with Save & Return Later. */
export const exportSurveyReturnCode: Method<SurveyArgs, string> = {
  name: 'exportSurveyReturnCode',
  content: 'surveyReturnCode',
  kind: 'read',
  body: 'text',
  rights,
  form: surveyForm,
  decode: readCode,
};

/** Export a Survey Queue Link for a Participant: `content=surveyQueueLink`. */
export const exportSurveyQueueLink: Method<{ readonly record: string }, string> = {
  name: 'exportSurveyQueueLink',
  content: 'surveyQueueLink',
  kind: 'read',
  body: 'text',
  rights,
  form: ({ record }) => ({ record }),
  decode: readLink,
};

/** A participant of a survey as `content=participantList` gives them. Holds a live link. */
export interface SurveyParticipantRow {
  readonly email: string;
  readonly email_occurrence: number | null;
  readonly identifier: string;
  /** "" while the survey is anonymous or not linked to a record. */
  readonly record: string;
  /** 0 not sent, 1 sent. */
  readonly invitation_sent_status: number | null;
  readonly invitation_send_time: string;
  /** 0 none, 1 partial, 2 complete. */
  readonly response_status: number | null;
  readonly survey_access_code: string;
  readonly survey_link: string;
  /** "" where the project has no survey queue. */
  readonly survey_queue_link: string;
}

const readParticipant = (row: RawRow): SurveyParticipantRow => ({
  email: readText(row, 'email'),
  email_occurrence: readOptionalInteger(row, 'email_occurrence'),
  identifier: readText(row, 'identifier'),
  record: readText(row, 'record'),
  invitation_sent_status: readOptionalInteger(row, 'invitation_sent_status'),
  invitation_send_time: readText(row, 'invitation_send_time'),
  response_status: readOptionalInteger(row, 'response_status'),
  survey_access_code: readText(row, 'survey_access_code'),
  survey_link: readText(row, 'survey_link'),
  survey_queue_link: readText(row, 'survey_queue_link'),
});

/** Which survey's participants: `event` in longitudinal projects. */
export interface ExportSurveyParticipantsArgs {
  readonly instrument: string;
  /** Unique event name. */
  readonly event?: string | undefined;
}

/** Export a Survey Participant List: `content=participantList`. */
export const exportSurveyParticipants: Method<ExportSurveyParticipantsArgs, readonly SurveyParticipantRow[]> = {
  name: 'exportSurveyParticipants',
  content: 'participantList',
  kind: 'read',
  body: 'json',
  rights,
  form: ({ instrument, event }) => ({ instrument, event }),
  decode: (reply) => readRows(reply).map(readParticipant),
};
