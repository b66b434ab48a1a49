import { rowKey } from '../state/project.ts';
import type { StoredRecord, StoredRow } from '../state/project.ts';
import type { FieldReference, InstanceReference } from './node.ts';
import type { EventSetting, LogicSetting } from './setting.ts';

/** Where logic stands: a row of a record. */
export interface Standpoint {
  readonly setting: LogicSetting;
  readonly record: StoredRecord;
  readonly row: StoredRow;
  /** Whether instance rows see the base row. They do in calculations, and do not in filters. */
  readonly baseVisible: boolean;
}

/** Where a value is. `row` is undefined when nothing has been stored there yet. */
interface Found {
  readonly row: StoredRow | undefined;
}

/**
 * The row in which a reference to a field of this form finds its value. Null when the form is not filled there.
 */
export function findRow(at: Standpoint, reference: FieldReference, form: string): Found | null {
  const here = at.setting.events.find((candidate) => candidate.event.eventId === at.row.eventId);
  const there = reference.event === undefined ? here : findEvent(at, reference.event, form);
  if (!there?.forms.has(form)) return null;
  if (reference.event === undefined && reference.instance === undefined) return findOwn(at, there, form);
  const { eventId } = there.event;
  const repeatInstrument = there.repeatingForms.has(form) ? form : '';
  if (!there.repeats && repeatInstrument === '') return readPlace(at, eventId, '', null);
  const instance = findInstance(at, eventId, repeatInstrument, reference.instance);
  return instance === null ? null : readPlace(at, eventId, repeatInstrument, instance);
}

/** The row of a place; the row where logic stands is taken as it is, stored or not. */
function readPlace(at: Standpoint, eventId: number, repeatInstrument: string, instance: number | null): Found {
  const { row } = at;
  const isHere = row.eventId === eventId && row.repeatInstrument === repeatInstrument && row.instance === instance;
  return { row: isHere ? row : at.record.rows.get(rowKey(eventId, repeatInstrument, instance)) };
}

/** Within the event of the row: the row itself, if the form is filled in it, else perhaps the base row. */
function findOwn(at: Standpoint, here: EventSetting, form: string): Found | null {
  const repeatInstrument = here.repeatingForms.has(form) ? form : '';
  if (repeatInstrument === at.row.repeatInstrument) return { row: at.row };
  if (repeatInstrument !== '' || !at.baseVisible) return null;
  return readPlace(at, here.event.eventId, '', null);
}

/**
 * The event that a name in front of a field means. It is a unique event name, or a place among the events of the arm
 * where the form is filled. Without a form, all events of the arm count.
 */
export function findEvent(at: Standpoint, name: string, form?: string): EventSetting | undefined {
  const { events } = at.setting;
  if (!name.endsWith('event-name')) return events.find((candidate) => candidate.event.uniqueEventName === name);
  const here = events.find((candidate) => candidate.event.eventId === at.row.eventId);
  if (!here || name === 'event-name') return here;
  const arm = events.filter((candidate) => candidate.event.armNum === here.event.armNum);
  const before = arm.slice(0, arm.indexOf(here));
  const after = arm.slice(arm.indexOf(here) + 1);
  const filled = (candidate: EventSetting): boolean => form === undefined || candidate.forms.has(form);
  switch (name) {
    case 'first-event-name':
      return arm.find(filled);
    case 'last-event-name':
      return arm.findLast(filled);
    case 'previous-event-name':
      return before.findLast(filled);
    default:
      return after.find(filled);
  }
}

/**
 * The number of the instance that is meant. Without a word for it, it is the row's number where the row is of the same
 * kind, else 1.
 */
export function findInstance(
  at: Standpoint,
  eventId: number,
  repeatInstrument: string,
  wanted: InstanceReference | undefined,
): number | null {
  if (typeof wanted === 'number') return wanted;
  const own = at.row.repeatInstrument === repeatInstrument ? (at.row.instance ?? 1) : 1;
  const stored = storedInstances(at.record, eventId, repeatInstrument);
  switch (wanted) {
    case 'first':
      return stored[0] ?? null;
    case 'last':
      return stored.at(-1) ?? null;
    case 'previous':
      return own - 1;
    case 'next':
      return own + 1;
    case 'current':
    case undefined:
      return own;
  }
}

/** The instances that a record has, in order. */
export function storedInstances(record: StoredRecord, eventId: number, repeatInstrument: string): number[] {
  return [...record.rows.values()]
    .filter((row) => row.eventId === eventId && row.repeatInstrument === repeatInstrument)
    .map((row) => row.instance)
    .filter((instance) => instance !== null)
    .sort((left, right) => left - right);
}
