import type { Answer } from '../../call/answer.ts';
import { exportRight, importRights } from '../../call/right.ts';
import { developmentOnly, requireLongitudinal, requireLongitudinalToDelete } from '../../call/condition.ts';
import type { Call } from '../../call/call.ts';
import { listEvents } from '../../state/design.ts';
import { appendLog } from '../../state/log.ts';
import type { SandboxMethod } from '../../call/method.ts';
import type { EventDefinition } from '../../state/project.ts';
import { readKnown } from '../../parameter/list.ts';
import { readArmFilter } from './arm.ts';
import { importEvents } from './event-import.ts';
import { idsOfEvents, removeEvents } from './event-removal.ts';

const offsets = ['day_offset', 'offset_min', 'offset_max'];

const describeEvent = (event: EventDefinition) => ({
  event_name: event.eventName,
  arm_num: event.armNum,
  day_offset: event.dayOffset,
  offset_min: event.offsetMin,
  offset_max: event.offsetMax,
  unique_event_name: event.uniqueEventName,
  custom_event_label: event.customEventLabel,
  event_id: event.eventId,
});

const exportEvents = (call: Call): Answer => {
  const { project } = call;
  requireLongitudinal(project, 'You cannot export events for classic projects');
  const isWanted = readArmFilter(call);
  const scheduling = project.settings.scheduling_enabled ? offsets : [];
  return {
    kind: 'table',
    columns: ['event_name', 'arm_num', ...scheduling, 'unique_event_name', 'custom_event_label', 'event_id'],
    rows: listEvents(project)
      .filter((event) => isWanted(event.armNum))
      .map(describeEvent),
    root: 'events',
    quoted: ['event_name'],
    whenEmpty: 'header',
  };
};

const deleteEvents = (call: Call): Answer => {
  const { project, store } = call;
  requireLongitudinalToDelete(call, 'events', 'You cannot delete events for classic projects');
  const known = new Set(listEvents(project).map((event) => event.uniqueEventName));
  const gone = new Set(readKnown(call.parameters, 'events', (name) => known.has(name)));
  removeEvents(
    project,
    store,
    idsOfEvents(project, (event) => gone.has(event.uniqueEventName)),
  );
  appendLog(call, 'Manage/Design ', 'Delete events (API)');
  return { kind: 'number', value: gone.size };
};

/** Export, Import and Delete Events. */
export const eventMethods: readonly SandboxMethod[] = [
  { title: 'Export Events', content: 'event', action: 'export', rights: [exportRight], handle: exportEvents },
  {
    title: 'Import Events',
    content: 'event',
    action: 'import',
    rights: importRights('design'),
    statuses: developmentOnly('You cannot import events because the project is not in Development status'),
    handle: importEvents,
  },
  {
    title: 'Delete Events',
    content: 'event',
    action: 'delete',
    rights: importRights('design'),
    statuses: developmentOnly('You cannot delete events because the project is not in Development status'),
    handle: deleteEvents,
  },
];
