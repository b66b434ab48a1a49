import type { DagDefinition, UserDefinition } from '../state/project.ts';
import { findEvent, findInstance, storedInstances } from './place.ts';
import type { Standpoint } from './place.ts';

/** What a smart variable stands for in a row; '' for those that only REDCap's own pages have, such as links. */
export function readSmartVariable(at: Standpoint, user: UserDefinition | undefined, name: string): string {
  const [variable = '', form = ''] = name.split(':');
  if (variable.startsWith('user-')) return readUser(at, user, variable);
  if (variable.startsWith('record-dag-'))
    return readDag(dagOf(at, at.record.dagId), variable.slice('record-dag-'.length));
  if (variable.endsWith('-instance')) return readInstance(at, variable.slice(0, -'-instance'.length));
  if (variable.startsWith('survey-')) return readSurvey(at, variable, form);
  if (variable === 'record-name') return at.record.name;
  if (variable === 'project-id') return String(at.setting.project.projectId);
  if (variable === 'is-form' || variable === 'is-survey') return '0';
  if (variable.startsWith('instrument-')) return readInstrument(at, variable);
  return readEvent(at, variable);
}

function readUser(at: Standpoint, user: UserDefinition | undefined, variable: string): string {
  if (!user) return '';
  if (variable.startsWith('user-dag-')) return readDag(dagOf(at, user.dagId), variable.slice('user-dag-'.length));
  switch (variable) {
    case 'user-name':
      return user.username;
    case 'user-fullname':
      return `${user.firstname} ${user.lastname}`.trim();
    case 'user-email':
      return user.email;
    case 'user-role-name':
      return user.role ?? '';
    case 'user-role-label':
      return at.setting.project.roles.find((role) => role.uniqueRoleName === user.role)?.roleLabel ?? '';
    default:
      return '';
  }
}

const dagOf = (at: Standpoint, dagId: number | null): DagDefinition | undefined =>
  at.setting.project.dags.find((dag) => dag.groupId === dagId);

function readDag(dag: DagDefinition | undefined, part: string): string {
  if (!dag) return '';
  if (part === 'id') return String(dag.groupId);
  return part === 'label' ? dag.name : dag.uniqueName;
}

function readEvent(at: Standpoint, variable: string): string {
  if (!at.setting.longitudinal) return '';
  if (variable.endsWith('event-name')) return findEvent(at, variable)?.event.uniqueEventName ?? '';
  const event = findEvent(at, 'event-name')?.event;
  if (!event) return '';
  const arm = at.setting.events.filter((candidate) => candidate.event.armNum === event.armNum);
  switch (variable) {
    case 'event-label':
      return event.eventName;
    case 'event-id':
      return String(event.eventId);
    case 'event-number':
      return String(arm.findIndex((candidate) => candidate.event === event) + 1);
    case 'arm-number':
      return String(event.armNum);
    case 'arm-label':
      return at.setting.project.arms.find((candidate) => candidate.armNum === event.armNum)?.name ?? '';
    default:
      return '';
  }
}

/** Blank in rows that do not repeat. */
function readInstance(at: Standpoint, which: string): string {
  const { eventId, repeatInstrument, instance } = at.row;
  if (instance === null) return '';
  if (which === 'new') return String((storedInstances(at.record, eventId, repeatInstrument).at(-1) ?? 0) + 1);
  const found = findInstance(
    at,
    eventId,
    repeatInstrument,
    which as 'first' | 'last' | 'current' | 'previous' | 'next',
  );
  return found === null || found < 1 ? '' : String(found);
}

function readInstrument(at: Standpoint, variable: string): string {
  const { repeatInstrument } = at.row;
  if (variable === 'instrument-name') return repeatInstrument;
  return at.setting.project.instruments.find(({ name }) => name === repeatInstrument)?.label ?? '';
}

/** When a survey was completed: `[survey-date-completed:form]` and its like for time and both. */
function readSurvey(at: Standpoint, variable: string, form: string): string {
  const stamp = at.row.timestamps.get(form) ?? '';
  if (!/^\d/.test(stamp)) return '';
  switch (variable) {
    case 'survey-date-completed':
      return stamp.slice(0, 10);
    case 'survey-time-completed':
      return stamp.slice(11);
    case 'survey-datetime-completed':
      return stamp;
    default:
      return '';
  }
}
