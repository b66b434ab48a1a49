import type { Design, EventNode } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { deleteArms, type ArmRow } from '../../redcap/methods/arm.ts';
import { deleteEvents, importEvents, type EventRow, type ImportEventRow } from '../../redcap/methods/event.ts';
import { writeCall } from '../write-call.ts';
import { armRemovals, sendArms } from './arm.ts';
import type { DesignChange } from './change.ts';
import { eventRemovals } from './event.ts';
import type { RestoredPart } from './restored-part.ts';

/** Arms that a backup does not have. They go with all that is in them. */
export const extraArms = (design: Design, rows: readonly ArmRow[]): number[] =>
  design.arms.map(({ armNum }) => armNum).filter((armNum) => !rows.some(({ arm_num }) => arm_num === armNum));

const armChange = (design: Design, { arm_num, name }: ArmRow): DesignChange => {
  const known = design.arm(arm_num);
  return {
    part: 'ARMS',
    kind: known === undefined ? 'ADD' : 'CHANGE',
    subject: String(arm_num),
    risksData: false,
    detail: known === undefined ? `The arm "${name}" comes back.` : `Renamed from "${known.name}" to "${name}".`,
  };
};

/** Brings the arms back. */
export const restoreArms = async (
  source: ProjectSource,
  design: Design,
  rows: readonly ArmRow[],
): Promise<RestoredPart> => {
  const sent = rows.filter(({ arm_num, name }) => design.arm(arm_num)?.name !== name);
  const extra = extraArms(design, rows);
  const made = sent.filter(({ arm_num }) => design.arm(arm_num) === undefined);
  const arms = sent.map(({ arm_num, name }) => ({ armNum: arm_num, name }));
  return {
    changes: [
      ...sent.map((row) => armChange(design, row)),
      ...(extra.length === 0 ? [] : await armRemovals(source, design, extra)),
    ],
    calls: sent.length === 0 ? [] : [sendArms(source, design, arms)],
    deletions: extra.length === 0 ? [] : [writeCall(source, deleteArms, { arms: extra })],
    losses: made.map(({ arm_num }) => `Data that records held in arm ${String(arm_num)} do not come back.`),
    isDone: (after) =>
      rows.every(({ arm_num, name }) => after.arm(arm_num)?.name === name) &&
      extra.every((armNum) => after.arm(armNum) === undefined),
  };
};

/** The event that is there now in the place of one of a backup: under its name, or under another one with its id. */
const eventOf = (design: Design, { unique_event_name, event_id }: EventRow): EventNode | undefined =>
  design.event(unique_event_name) ??
  (event_id === null ? undefined : design.events.find(({ eventId }) => eventId === event_id));

const isSame = (row: EventRow, event: EventNode): boolean =>
  event.uniqueEventName === row.unique_event_name &&
  event.eventName === row.event_name &&
  event.customEventLabel === row.custom_event_label &&
  // Servers without scheduling export no days.
  (event.dayOffset === null ||
    row.day_offset === undefined ||
    (event.dayOffset === row.day_offset && event.offsetMin === row.offset_min && event.offsetMax === row.offset_max));

const sentRow = (row: EventRow, event: EventNode | undefined): ImportEventRow => ({
  event_name: row.event_name,
  arm_num: row.arm_num,
  unique_event_name: event?.uniqueEventName,
  custom_event_label: row.custom_event_label ?? '',
  day_offset: row.day_offset,
  offset_min: row.offset_min,
  offset_max: row.offset_max,
});

const eventChange = (row: EventRow, event: EventNode | undefined): DesignChange => ({
  part: 'EVENTS',
  kind: event === undefined ? 'ADD' : 'CHANGE',
  subject: event?.uniqueEventName ?? row.unique_event_name,
  risksData: false,
  detail: event === undefined ? 'The event comes back.' : `Becomes ${row.unique_event_name} as it was.`,
});

/** Events that a backup does not have, and that do not go with their arm. */
export const extraEvents = (design: Design, rows: readonly EventRow[], goneArms: readonly number[]): EventNode[] => {
  const kept = new Set(rows.map((row) => eventOf(design, row)));
  return design.events.filter((event) => !kept.has(event) && !goneArms.includes(event.armNum));
};

/** Brings the events back. */
export const restoreEvents = async (
  source: ProjectSource,
  design: Design,
  rows: readonly EventRow[],
  goneArms: readonly number[],
): Promise<RestoredPart> => {
  const sent = rows.flatMap((row) => {
    const event = eventOf(design, row);
    return event !== undefined && isSame(row, event) ? [] : [{ row, event }];
  });
  const extra = extraEvents(design, rows, goneArms);
  const names = extra.map(({ uniqueEventName }) => uniqueEventName);
  const made = sent.flatMap(({ row, event }) => (event === undefined ? [row.unique_event_name] : []));
  const call = writeCall(source, importEvents, {
    rows: sent.map(({ row, event }) => sentRow(row, event)),
    override: false,
  });
  return {
    changes: [
      ...sent.map(({ row, event }) => eventChange(row, event)),
      ...(extra.length === 0 ? [] : await eventRemovals(source, design, extra)),
    ],
    calls: sent.length === 0 ? [] : [call],
    deletions: extra.length === 0 ? [] : [writeCall(source, deleteEvents, { events: names })],
    losses: made.map((name) => `Data that records held in ${name}, and its survey invitations, do not come back.`),
    isDone: (after) =>
      names.every((name) => after.event(name) === undefined) &&
      rows.every((row) => {
        const event = after.event(row.unique_event_name);
        return event !== undefined && isSame(row, event);
      }),
  };
};
