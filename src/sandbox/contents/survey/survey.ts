import { Refusal, missingParameter } from '../../call/refusal.ts';
import { exportRights } from '../../call/right.ts';
import type { Call } from '../../call/call.ts';
import { isSurvey } from '../../state/design.ts';
import type { SandboxMethod } from '../../call/method.ts';
import type { EventPlace, Layout } from '../../state/rows.ts';
import { locateRow, readLayout } from '../../state/rows.ts';
import { readInstrument, requireRecord } from '../../parameter/name.ts';
import { readEvent, readInstance } from '../../parameter/place.ts';
import type { SurveyPlace } from './code.ts';
import { writeAccessCode, writeQueueLink, writeReturnCode, writeSurveyLink } from './code.ts';
import { listParticipants } from './participant.ts';

const requireSurveys = ({ project }: Call): void => {
  if (!project.settings.surveys_enabled) throw new Refusal(400, 'Surveys are not enabled in this project');
};

/** The parameter `instrument`, which must name a survey. */
const requireSurvey = (call: Call): string => {
  requireSurveys(call);
  const form = readInstrument(call);
  if (form === null) throw missingParameter('instrument');
  if (!isSurvey(call.project, form)) throw new Refusal(400, `The instrument "${form}" is not a survey`);
  return form;
};

/** The event that `event` names, which must have the form. A classic project has one event only. */
const requireEvent = (call: Call, layout: Layout, form: string): EventPlace => {
  const named = readEvent(call, layout);
  if (named === null && layout.longitudinal) {
    throw new Refusal(400, 'The parameter "event" is required because the project is longitudinal');
  }
  const place = named ?? [...layout.places.values()][0];
  if (place?.forms.has(form) === true) return place;
  const event = place?.event.uniqueEventName ?? '';
  throw new Refusal(400, `The instrument "${form}" is not designated for the event "${event}"`);
};

const readPlace = (call: Call): SurveyPlace => {
  const layout = readLayout(call.project);
  const form = requireSurvey(call);
  const { eventId } = requireEvent(call, layout, form).event;
  const { instance } = locateRow(layout, eventId, form, readInstance(call) ?? 1);
  return { form, eventId, instance: instance ?? 1, record: requireRecord(call).name, email: '' };
};

/** A participant who gets a link or a code is on the survey's list from then on, as on a server. */
const keepParticipant = ({ project }: Call, place: SurveyPlace): void => {
  const list = (project.surveyParticipants ??= []);
  const isThere = list.some(
    (known) =>
      known.form === place.form &&
      known.eventId === place.eventId &&
      known.instance === place.instance &&
      known.record === place.record,
  );
  if (!isThere) list.push({ ...place, identifier: '', invitationTime: '' });
};

const answerText =
  (write: (call: Call, place: SurveyPlace) => string): SandboxMethod['handle'] =>
  (call) => {
    const place = readPlace(call);
    keepParticipant(call, place);
    return { kind: 'text', text: write(call, place) };
  };

const exportQueueLink: SandboxMethod['handle'] = (call) => {
  requireSurveys(call);
  return { kind: 'text', text: writeQueueLink(call, requireRecord(call).name) };
};

const exportParticipants: SandboxMethod['handle'] = (call) => {
  const form = requireSurvey(call);
  const layout = readLayout(call.project);
  return listParticipants(call, layout, form, requireEvent(call, layout, form).event.eventId);
};

const common = {
  action: 'export',
  rights: exportRights('manage_survey_participants'),
  statuses: {
    allowed: ['development', 'production'],
    refusal: 'Surveys are offline while the project is in Analysis/Cleanup or Completed status',
  },
} as const satisfies Partial<SandboxMethod>;

/**
 * The methods of surveys (EVIDENCE.md#survey-refusals). They do not ask whether Save & Return Later or the queue is set
 * up (EVIDENCE.md#survey-settings-not-asked).
 */
export const surveyMethods: readonly SandboxMethod[] = [
  {
    title: 'Export a Survey Link for a Participant',
    content: 'surveyLink',
    ...common,
    handle: answerText(writeSurveyLink),
  },
  {
    title: 'Export a Survey Access Code for a Participant',
    content: 'surveyAccessCode',
    ...common,
    handle: answerText(writeAccessCode),
  },
  {
    title: 'Export a Survey Return Code for a Participant',
    content: 'surveyReturnCode',
    ...common,
    handle: answerText(writeReturnCode),
  },
  {
    title: 'Export a Survey Queue Link for a Participant',
    content: 'surveyQueueLink',
    ...common,
    handle: exportQueueLink,
  },
  {
    title: 'Export a Survey Participant List',
    content: 'participantList',
    // REDCap's documentation allows this method in any status, unlike the others.
    action: common.action,
    rights: common.rights,
    handle: exportParticipants,
  },
];
