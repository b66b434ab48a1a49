import type { EventDefinition } from './project.ts';
import type { SandboxStore } from './store.ts';

/** The event that a classic project has and never shows. */
export const makeInternalEvent = (store: SandboxStore): EventDefinition => ({
  eventId: store.nextEventId++,
  armNum: 1,
  eventName: 'Event 1',
  uniqueEventName: 'event_1_arm_1',
  customEventLabel: null,
  dayOffset: 1,
  offsetMin: 0,
  offsetMax: 0,
});
