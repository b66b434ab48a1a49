import type { Answer } from '../../call/answer.ts';
import type { Call } from '../../call/call.ts';
import { requireLongitudinalToImport } from '../../call/condition.ts';
import { internalEvent } from '../../state/design.ts';
import { renameKeptEvent } from '../../state/kept-design.ts';
import { appendLog } from '../../state/log.ts';
import type { EventDefinition, SandboxProject } from '../../state/project.ts';
import { invalidRow } from '../../call/refusal.ts';
import { readWholeNumber } from '../../parameter/whole-number.ts';
import type { SandboxStore } from '../../state/store.ts';
import { deriveUniqueEventName } from '../../state/unique-name.ts';
import { readTextRows } from '../../wire/read-rows.ts';
import { removeEvents } from './event-removal.ts';

/** One row as it was sent. Offsets and labels that were not sent are null. */
interface EventRow {
  readonly eventName: string;
  readonly armNum: number;
  readonly uniqueEventName: string;
  readonly customEventLabel: string | null;
  readonly dayOffset: number | null;
  readonly offsetMin: number | null;
  readonly offsetMax: number | null;
}

const readOffset = (row: Readonly<Record<string, string>>, column: string, index: number): number | null => {
  const text = (row[column] ?? '').trim();
  if (text === '') return null;
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw invalidRow(index, `the column "${column}" must be a number`);
  return Number(text);
};

const readEventRows = (call: Call): EventRow[] =>
  readTextRows(call, ['event_name', 'arm_num']).map((row, index) => {
    const eventName = (row.event_name ?? '').trim();
    if (eventName === '') throw invalidRow(index, 'the column "event_name" must not be blank');
    const armNum = readWholeNumber(row.arm_num);
    if (armNum === null || !call.project.arms.some((arm) => arm.armNum === armNum)) {
      throw invalidRow(index, 'the column "arm_num" must be the number of an arm of the project');
    }
    return {
      eventName,
      armNum,
      uniqueEventName: (row.unique_event_name ?? '').trim(),
      customEventLabel: row.custom_event_label ?? null,
      dayOffset: readOffset(row, 'day_offset', index),
      offsetMin: readOffset(row, 'offset_min', index),
      offsetMax: readOffset(row, 'offset_max', index),
    };
  });

/**
 * The event that a row means to change: the event of this unique name in this arm. The internal event is never meant.
 */
const findMeant = (project: SandboxProject, row: EventRow): EventDefinition | undefined => {
  const internal = internalEvent(project);
  return project.events.find(
    (event) => event !== internal && event.uniqueEventName === row.uniqueEventName && event.armNum === row.armNum,
  );
};

/**
 * An event for a row that names none. Where the project has the internal event, it becomes this event, so that records
 * of a classic project stay with their first event. Otherwise the event is new.
 * No instrument is designated for it.
 */
const addEvent = (project: SandboxProject, store: SandboxStore): EventDefinition => {
  const internal = internalEvent(project);
  project.internalEventId = null;
  if (internal !== null) {
    project.mappings = project.mappings.filter((mapping) => mapping.eventId !== internal.eventId);
    return Object.assign(internal, { eventName: '', uniqueEventName: '', dayOffset: 0 });
  }
  const event: EventDefinition = {
    eventId: store.nextEventId++,
    armNum: 0,
    eventName: '',
    uniqueEventName: '',
    customEventLabel: null,
    dayOffset: 0,
    offsetMin: 0,
    offsetMax: 0,
  };
  project.events.push(event);
  return event;
};

const applyRow = (project: SandboxProject, event: EventDefinition, row: EventRow): void => {
  if (event.eventName !== row.eventName) {
    const others = project.events.filter((other) => other !== event).map((other) => other.uniqueEventName);
    const before = event.uniqueEventName;
    event.uniqueEventName = deriveUniqueEventName(row.eventName, row.armNum, new Set(others));
    renameKeptEvent(project, before, event.uniqueEventName);
  }
  event.eventName = row.eventName;
  event.armNum = row.armNum;
  const { customEventLabel: label } = row;
  // A blank gives no label to an event that has none, because JSON's null comes as a blank too.
  if (label !== null && (label !== '' || event.customEventLabel !== null)) event.customEventLabel = label;
  event.dayOffset = row.dayOffset ?? event.dayOffset;
  event.offsetMin = row.offsetMin ?? event.offsetMin;
  event.offsetMax = row.offsetMax ?? event.offsetMax;
};

/**
 * Import Events (EVIDENCE.md#events-imported). A row with the unique name of an event changes it, and any other row
 * adds one. Renaming an event makes a new unique name.
 * `override` removes every event that no row names, with its data.
 */
export const importEvents = (call: Call): Answer => {
  const { project, store } = call;
  requireLongitudinalToImport(call, 'You cannot import events for classic projects');
  const rows = readEventRows(call);
  const meant = rows.map((row) => findMeant(project, row));
  if (call.parameters.flag('override')) {
    const kept = new Set(meant);
    const gone = project.events.filter((event) => !kept.has(event)).map((event) => event.eventId);
    removeEvents(project, store, new Set(gone));
  }
  rows.forEach((row, index) => {
    applyRow(project, meant[index] ?? addEvent(project, store), row);
  });
  project.events.sort((a, b) => a.armNum - b.armNum);
  appendLog(call, 'Manage/Design ', 'Import events (API)');
  return { kind: 'number', value: rows.length };
};
