import type { Design, EventNode } from '../../graph/design/design.ts';
import { isLabel } from '../../graph/dictionary/label.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { deleteEvents, importEvents, type ImportEventRow } from '../../redcap/methods/event.ts';
import { refusedPlan, type DesignChange, type DesignPlan } from './change.ts';
import { countStored, dataRisk, isOfEvent, type DataTest } from './stored-data.ts';
import { allReadBack, type ReadBack } from '../life.ts';
import { isUserError, userError, type UserErrorShape } from '../user-error.ts';
import { writeCall, type WriteCall } from '../write-call.ts';

export interface EventInput {
  readonly uniqueEventName?: string | null | undefined;
  readonly eventName: string;
  readonly armNum: number;
  readonly dayOffset?: number | null | undefined;
  readonly offsetMin?: number | null | undefined;
  readonly offsetMax?: number | null | undefined;
  readonly customEventLabel?: string | null | undefined;
}

const labelHint = (design: Design, name: string): string => {
  const meant = design.events.filter(({ eventName }) => isLabel(eventName, name));
  return meant.length === 0
    ? 'Leave it out to create an event: REDCap makes the unique name.'
    : `This is the label of ${meant.map(({ uniqueEventName }) => uniqueEventName).join(', ')}.`;
};

/** Finds an event by unique name; the error says when a label was given in its place. */
export const eventOrError = (
  design: Design,
  uniqueEventName: string,
  path: readonly string[],
): EventNode | UserErrorShape =>
  design.event(uniqueEventName) ??
  userError('NOT_FOUND', path, `There is no event with this unique name. ${labelHint(design, uniqueEventName)}`);

/** The event that an input means: by unique name, or the one with this label in this arm, so that a double tap makes one. */
const target = (design: Design, input: EventInput): EventNode | undefined =>
  typeof input.uniqueEventName === 'string'
    ? design.event(input.uniqueEventName)
    : design.events.find(({ armNum, eventName }) => armNum === input.armNum && eventName === input.eventName.trim());

const checkEvent = (
  design: Design,
  unlisted: ReadonlyMap<number, string>,
  input: EventInput,
  path: readonly string[],
): UserErrorShape[] => {
  if (input.eventName.trim() === '') {
    return [userError('VALIDATION', [...path, 'eventName'], 'An event needs a label.')];
  }
  if (typeof input.uniqueEventName === 'string') {
    const event = eventOrError(design, input.uniqueEventName, [...path, 'uniqueEventName']);
    if (isUserError(event)) return [event];
    if (event.armNum !== input.armNum) {
      return [
        userError(
          'VALIDATION',
          [...path, 'armNum'],
          `The event is in arm ${String(event.armNum)}; REDCap cannot move it.`,
        ),
      ];
    }
  }
  if (input.armNum < 1) return [userError('VALIDATION', [...path, 'armNum'], 'Arms are numbered from 1.')];
  if (design.arm(input.armNum) === undefined && !unlisted.has(input.armNum)) {
    return [
      userError(
        'NOT_FOUND',
        [...path, 'armNum'],
        `There is no arm ${String(input.armNum)}. Create it with importArms first (an arm without events is not listed by REDCap).`,
      ),
    ];
  }
  return [];
};

const placeOf = (input: EventInput): string => JSON.stringify([input.armNum, input.eventName.trim()]);

const checkEvents = (
  design: Design,
  unlisted: ReadonlyMap<number, string>,
  events: readonly EventInput[],
): UserErrorShape[] =>
  events.flatMap((input, index) => {
    const path = ['events', String(index)];
    const errors = checkEvent(design, unlisted, input, path);
    const isTwice = events.findIndex((other) => placeOf(other) === placeOf(input)) < index;
    return isTwice ? [...errors, userError('VALIDATION', path, 'The same event is given twice.')] : errors;
  });

/** The row to send: what is named, over what is there. REDCap would reset what a row leaves out. */
const rowOf = (input: EventInput, event: EventNode | undefined): ImportEventRow => {
  const offset = (given: number | null | undefined, known: number | null | undefined): number | undefined =>
    given ?? known ?? undefined;
  return {
    event_name: input.eventName.trim(),
    arm_num: input.armNum,
    unique_event_name: event?.uniqueEventName,
    custom_event_label: input.customEventLabel ?? event?.customEventLabel ?? undefined,
    day_offset: offset(input.dayOffset, event?.dayOffset),
    offset_min: offset(input.offsetMin, event?.offsetMin),
    offset_max: offset(input.offsetMax, event?.offsetMax),
  };
};

const differences = (input: EventInput, event: EventNode): string[] => {
  const parts: [string, unknown, unknown][] = [
    ['eventName', input.eventName.trim(), event.eventName],
    ['customEventLabel', input.customEventLabel ?? event.customEventLabel, event.customEventLabel],
    ['dayOffset', input.dayOffset ?? event.dayOffset, event.dayOffset],
    ['offsetMin', input.offsetMin ?? event.offsetMin, event.offsetMin],
    ['offsetMax', input.offsetMax ?? event.offsetMax, event.offsetMax],
  ];
  return parts.filter(([, given, known]) => given !== known).map(([name]) => name);
};

const changeOf = (input: EventInput, event: EventNode | undefined): DesignChange | null => {
  if (event === undefined) {
    const subject = `arm ${String(input.armNum)}: ${input.eventName.trim()}`;
    return {
      part: 'EVENTS',
      kind: 'ADD',
      subject,
      risksData: false,
      detail: 'It has no instruments until some are designated.',
    };
  }
  const changed = differences(input, event);
  if (changed.length === 0) return null;
  const renamed = changed.includes('eventName')
    ? ' REDCap makes a new unique name, so logic, reports and clients that use the old one break.'
    : '';
  return {
    part: 'EVENTS',
    kind: 'CHANGE',
    subject: event.uniqueEventName,
    risksData: false,
    detail: `Changes ${changed.join(', ')}.${renamed}`,
  };
};

/** What goes with events that are deleted. */
export const eventRemovals = async (
  source: ProjectSource,
  design: Design,
  events: readonly EventNode[],
): Promise<DesignChange[]> => {
  const names = events.map(({ uniqueEventName }) => uniqueEventName);
  const tests = names.map((name): DataTest => ({ holdsData: (row) => isOfEvent(row, name) }));
  const counts = await countStored(source, design, { fields: [], events: names }, tests);
  return names.map((subject, index) => {
    const { risksData, detail } = dataRisk(counts[index] ?? null);
    return { part: 'EVENTS', kind: 'REMOVE', subject, risksData, detail: detail ?? 'No record holds data there.' };
  });
};

/** Servers without scheduling export no day offsets: of an event without any, no read shows what else was stored. */
const holdsEvent = (after: Design, input: EventInput): ReadBack => {
  const event = after.events.find(
    ({ armNum, eventName }) => armNum === input.armNum && eventName === input.eventName.trim(),
  );
  if (event === undefined) return false;
  if (differences(input, event).length === 0) return true;
  return event.dayOffset === null ? 'unseen' : false;
};

const areGone = (after: Design, events: readonly EventNode[]): boolean =>
  events.every(({ uniqueEventName }) => after.event(uniqueEventName) === undefined);

const sendDeletion = (source: ProjectSource, events: readonly EventNode[]): WriteCall<unknown> =>
  writeCall(source, deleteEvents, { events: events.map(({ uniqueEventName }) => uniqueEventName) });

/**
 * Events to create or change; with `replace` those not named are deleted. Never sends `override=1`, which deletes all
 * other events with their data. REDCap: Import Events, Delete Events.
 */
export const planImportEvents = async (
  source: ProjectSource,
  design: Design,
  events: readonly EventInput[],
  replace: boolean,
): Promise<DesignPlan> => {
  const errors = checkEvents(design, await source.unlistedArms(), events);
  if (errors.length > 0) return refusedPlan(errors);
  const work = events.map((input) => ({ input, event: target(design, input) }));
  const changed = work.flatMap(({ input, event }) => {
    const change = changeOf(input, event);
    return change === null ? [] : [{ change, row: rowOf(input, event) }];
  });
  const extra = replace ? design.events.filter((event) => !work.some((item) => item.event === event)) : [];
  return {
    changes: [...changed.map(({ change }) => change), ...(await eventRemovals(source, design, extra))],
    errors,
    calls: [
      ...(changed.length > 0
        ? [writeCall(source, importEvents, { rows: changed.map(({ row }) => row), override: false })]
        : []),
      ...(extra.length > 0 ? [sendDeletion(source, extra)] : []),
    ],
    isDone: (after) => areGone(after, extra) && allReadBack(events.map((input) => holdsEvent(after, input))),
  };
};

/** Events to delete, with their data. REDCap: Delete Events. */
export const planDeleteEvents = async (
  source: ProjectSource,
  design: Design,
  names: readonly string[],
): Promise<DesignPlan> => {
  const found = names.map((name, index) => eventOrError(design, name, ['events', String(index)]));
  const errors = found.filter(isUserError);
  if (names.length === 0) errors.push(userError('VALIDATION', ['events'], 'Name at least one event.'));
  if (errors.length > 0) return refusedPlan(errors);
  const events = [...new Set(found.flatMap((item) => (isUserError(item) ? [] : [item])))];
  return {
    changes: await eventRemovals(source, design, events),
    errors,
    calls: [sendDeletion(source, events)],
    isDone: (after) => areGone(after, events),
  };
};
