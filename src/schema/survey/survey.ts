import type { GraphQLError } from 'graphql';
import type { Context } from '../../context.ts';
import { codedError, scopeMissing } from '../../errors.ts';
import type { Design } from '../../graph/design/design.ts';
import { systemColumns } from '../../graph/dictionary/system-column.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { RedcapError } from '../../redcap/errors.ts';
import type { Method } from '../../redcap/method.ts';
import { exportRecords } from '../../redcap/methods/record.ts';
import {
  exportSurveyAccessCode,
  exportSurveyLink,
  exportSurveyParticipants,
  exportSurveyQueueLink,
  exportSurveyReturnCode,
  type SurveyArgs,
  type SurveyParticipantRow,
} from '../../redcap/methods/survey.ts';
import { builder } from '../builder.ts';
import { secret } from '../secret.ts';
import { describedEnum } from '../described-enum.ts';
import { findInstrument } from '../design/instrument.ts';
import { findEventOf, findInstrumentPlace, placeArgs } from '../record/instrument-place.ts';
import { Project } from '../project/project.ts';
import { selectionsOf } from '../selection.ts';

/** Whoever has a link or code fills in the survey, so that it is for callers that may write. */
const checkMayWrite = (context: Context): void => {
  if (!context.mayWrite)
    throw scopeMissing('write', 'links and codes, with which whoever has them writes to the record');
};

const noRecord = (where: string): GraphQLError =>
  codedError(
    'NOT_FOUND',
    `There is no record with this name${where}, and REDCap might make one for the link: create it first, with importRecords. Nothing was asked of REDCap's surveys.`,
    { argument: 'record' },
  );

/** Throws NOT_FOUND when the record is not there, in the arm where one is meant: in another arm it would be made anew. */
const checkRecord = async (
  source: ProjectSource,
  design: Design,
  record: string,
  armNum: number | null,
): Promise<void> => {
  const rows = await source.read(exportRecords, { records: [record], fields: [design.recordIdField.fieldName] });
  if (rows.length === 0) throw noRecord('');
  const isInArm = rows.some((row) => design.event(row[systemColumns.event] ?? '')?.armNum === armNum);
  if (armNum !== null && !isInArm) throw noRecord(` in arm ${String(armNum)}`);
};

/** Asks once more after a lost answer: the same link or code comes back. */
const askTwice = async <Args>(source: ProjectSource, method: Method<Args, string>, args: Args): Promise<string> => {
  try {
    return await source.readFresh(method, args);
  } catch (error) {
    if (!(error instanceof RedcapError) || error.code !== 'WRITE_OUTCOME_UNKNOWN') throw error;
    return source.readFresh(method, args);
  }
};

interface SurveyPlaceArgs {
  readonly record: string;
  readonly instrument: string;
  readonly event?: string | null | undefined;
  readonly repeatInstance?: number | null | undefined;
}

const askSurvey = async (
  source: ProjectSource,
  context: Context,
  method: Method<SurveyArgs, string>,
  args: SurveyPlaceArgs,
): Promise<string> => {
  checkMayWrite(context);
  const design = await source.design();
  const place = await findInstrumentPlace(source, design, args);
  await checkRecord(source, design, args.record, place.event?.armNum ?? null);
  return askTwice(source, method, { record: args.record, ...placeArgs(place) });
};

const perPlace = {
  surveyLink: {
    method: exportSurveyLink,
    description:
      "The link to a record's survey. Whoever has it fills in the survey in the participant's name: hand it on to nobody else, and keep it out of logs. REDCap may put the participant on its list as it answers; a record that is not there is refused, because REDCap might create it. REDCap: Export a Survey Link for a Participant.",
  },
  surveyAccessCode: {
    method: exportSurveyAccessCode,
    description:
      "The code with which a participant opens a record's survey by hand: as secret as the link, and with the same checks. REDCap: Export a Survey Access Code for a Participant.",
  },
  surveyReturnCode: {
    method: exportSurveyReturnCode,
    description:
      'The code with which a participant goes on with a survey that allows to return, together with the link: as secret as that. REDCap: Export a Survey Return Code for a Participant.',
  },
} as const;

for (const [name, { method, description }] of Object.entries(perPlace)) {
  builder.objectField(Project, name, (t) =>
    t.string({
      nullable: true,
      description: `${description} Needs the Survey Distribution Tools right, and the scope \`write\`.`,
      args: {
        record: t.arg({ type: 'RecordName', required: true, description: 'Name of the record, which must be there.' }),
        instrument: t.arg.string({
          required: true,
          description: 'Unique name of the instrument, which must be a survey.',
        }),
        event: t.arg.string({ description: 'Unique name of the event; needed in a longitudinal project.' }),
        repeatInstance: t.arg.int({ description: 'Which instance; needed where the instrument or the event repeats.' }),
      },
      extensions: secret,
      resolve: ({ source }, args, context) => askSurvey(source, context, method, args),
    }),
  );
}

builder.objectField(Project, 'surveyQueueLink', (t) =>
  t.string({
    nullable: true,
    description:
      "The link to a record's queue of surveys, which opens them all: as secret as a survey's own. Needs the Survey Distribution Tools right, and the scope `write`. REDCap: Export a Survey Queue Link for a Participant.",
    args: {
      record: t.arg({ type: 'RecordName', required: true, description: 'Name of the record, which must be there.' }),
    },
    extensions: secret,
    resolve: async ({ source }, { record }, context) => {
      checkMayWrite(context);
      await checkRecord(source, await source.design(), record, null);
      return source.readFresh(exportSurveyQueueLink, { record });
    },
  }),
);

const SurveyResponseStatus = describedEnum('SurveyResponseStatus', 'How far a participant has answered.', {
  NONE: 'Not at all: 0.',
  PARTIAL: 'In part: 1.',
  COMPLETE: 'Wholly: 2.',
});

const responseStatuses = ['NONE', 'PARTIAL', 'COMPLETE'] as const;
const secretFields = ['surveyAccessCode', 'surveyLink', 'surveyQueueLink'];

const SurveyParticipant = builder.objectRef<SurveyParticipantRow>('SurveyParticipant').implement({
  description: "A participant of a survey. Holds patients' data.",
  fields: (t) => ({
    email: t.string({
      nullable: true,
      description: 'E-mail address; null for a participant of the public link.',
      resolve: ({ email }) => email || null,
    }),
    emailOccurrence: t.int({
      nullable: true,
      description: 'Which one, where the address is on the list more than once.',
      resolve: ({ email_occurrence }) => email_occurrence,
    }),
    identifier: t.string({
      nullable: true,
      description: 'The participant identifier. Null where the list has none.',
      resolve: ({ identifier }) => identifier || null,
    }),
    record: t.field({
      type: 'RecordName',
      nullable: true,
      description: 'The record; null while the survey is anonymous or not linked to one.',
      resolve: ({ record }) => record || null,
    }),
    invitationSent: t.boolean({
      nullable: true,
      description: 'An invitation was sent. Null where REDCap does not say.',
      resolve: ({ invitation_sent_status: status }) => (status === null ? null : status !== 0),
    }),
    invitationSendTime: t.string({
      nullable: true,
      description: 'When the next invitation is due, as REDCap writes it; null for none.',
      resolve: ({ invitation_send_time }) => invitation_send_time || null,
    }),
    responseStatus: t.field({
      type: SurveyResponseStatus,
      nullable: true,
      description: 'How far the participant has answered. Null where REDCap does not say.',
      resolve: ({ response_status }) => (response_status === null ? null : (responseStatuses[response_status] ?? null)),
    }),
    surveyAccessCode: t.string({
      nullable: true,
      description: 'The code that opens the survey: a secret. Needs the scope `write`.',
      extensions: secret,
      resolve: ({ survey_access_code }) => survey_access_code || null,
    }),
    surveyLink: t.string({
      nullable: true,
      description: 'The link to the survey: a secret. Needs the scope `write`.',
      extensions: secret,
      resolve: ({ survey_link }) => survey_link || null,
    }),
    surveyQueueLink: t.string({
      nullable: true,
      description:
        'The link to the queue of surveys: a secret. Null where the project has no queue. Needs the scope `write`.',
      extensions: secret,
      resolve: ({ survey_queue_link }) => survey_queue_link || null,
    }),
  }),
});

builder.objectField(Project, 'surveyParticipants', (t) =>
  t.field({
    type: [SurveyParticipant],
    nullable: true,
    description:
      'Who is on the list of a survey. Needs the Survey Distribution Tools right. REDCap: Export a Survey Participant List.',
    args: {
      instrument: t.arg.string({
        required: true,
        description: 'Unique name of the instrument, which must be a survey.',
      }),
      event: t.arg.string({ description: 'Unique name of the event; needed in a longitudinal project.' }),
    },
    resolve: async ({ source }, args, context, info) => {
      if (selectionsOf(info).some(({ name }) => secretFields.includes(name))) checkMayWrite(context);
      const design = await source.design();
      const instrument = findInstrument(design, args.instrument, 'instrument');
      const event = findEventOf(design, instrument, args.event);
      const rows = await source.read(exportSurveyParticipants, {
        instrument: instrument.name,
        ...(event === null ? {} : { event: event.uniqueEventName }),
      });
      return [...rows];
    },
  }),
);
