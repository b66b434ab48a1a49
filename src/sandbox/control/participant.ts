import { z } from 'zod';

import { eventByUniqueName, eventForms, isSurvey, listEvents } from '../state/design.ts';
import type { SandboxProject, SurveyParticipant } from '../state/project.ts';
import type { SandboxStore } from '../state/store.ts';
import { findProject } from './project.ts';
import type { Route } from './route.ts';
import { ControlError, readBody, requireKnown } from './route.ts';

const participantSchema = z.strictObject({
  project: z.int().optional(),
  instrument: z.string(),
  event: z.string().optional(),
  instance: z.int().min(1).default(1),
  record: z.string().default(''),
  email: z.string().default(''),
  identifier: z.string().default(''),
  invitationTime: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/, { error: 'must be a time as "2025-01-31 08:00:00"' })
    .optional(),
});

type ParticipantOrder = z.output<typeof participantSchema>;

/** The event that is named, which must have the instrument. Without a name, the first event that has it. */
const readEventId = (project: SandboxProject, { event, instrument }: ParticipantOrder): number => {
  const having = listEvents(project).filter(({ eventId }) => eventForms(project, eventId).includes(instrument));
  const names = having.map(({ uniqueEventName }) => uniqueEventName);
  if (event !== undefined) requireKnown('event', [event], names);
  const found = event === undefined ? having[0] : eventByUniqueName(project, event);
  // A classic project lists no events; its instruments belong to the internal one.
  const eventId = found?.eventId ?? project.mappings.find(({ form }) => form === instrument)?.eventId;
  if (eventId === undefined) throw new ControlError(400, `instrument: "${instrument}" is designated for no event`);
  return eventId;
};

const readParticipant = (project: SandboxProject, order: ParticipantOrder): SurveyParticipant => {
  const { instrument, record, instance, email, identifier } = order;
  const surveys = project.instruments.map(({ name }) => name).filter((name) => isSurvey(project, name));
  requireKnown('instrument', [instrument], surveys);
  if (record === '' && email === '') throw new ControlError(400, 'record: give a record, an email, or both');
  if (record !== '' && !project.records.has(record)) throw new ControlError(400, `record: there is no "${record}"`);
  const eventId = readEventId(project, order);
  return { form: instrument, eventId, instance, record, email, identifier, invitationTime: order.invitationTime ?? '' };
};

/**
 * A record is on a survey's list once for each instance. An address without a record is there as often as it was added.
 */
const isSame = (one: SurveyParticipant, other: SurveyParticipant): boolean =>
  one.record !== '' &&
  one.record === other.record &&
  one.form === other.form &&
  one.eventId === other.eventId &&
  one.instance === other.instance;

/** The routes about the participants of surveys. */
export const createParticipantRoutes = (store: SandboxStore): readonly Route[] => [
  {
    method: 'POST',
    path: '/participants',
    about: "put a participant on a survey's list, or change one there",
    run: ({ body }) => {
      const order = readBody(participantSchema, body);
      const project = findProject(store, order.project);
      const added = readParticipant(project, order);
      const others = (project.surveyParticipants ?? []).filter((known) => !isSame(known, added));
      project.surveyParticipants = [...others, added];
      return { project: project.projectId, ...added };
    },
  },
];
