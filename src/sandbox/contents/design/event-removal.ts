import { listEvents } from '../../state/design.ts';
import { makeInternalEvent } from '../../state/internal-event.ts';
import { forgetRemoved, listOwners } from '../../state/kept-design.ts';
import type { EventDefinition, SandboxProject } from '../../state/project.ts';
import type { SandboxStore } from '../../state/store.ts';

/** Gives a project without events the internal one, so that its records have a place again. */
const restoreInternalEvent = (project: SandboxProject, store: SandboxStore): void => {
  const event = makeInternalEvent(store);
  project.events = [event];
  project.internalEventId = event.eventId;
  project.mappings = project.instruments.map(({ name }) => ({ eventId: event.eventId, form: name }));
  if (project.arms.length === 0) project.arms = [{ armNum: 1, name: 'Arm 1' }];
};

const removeRows = (project: SandboxProject, gone: ReadonlySet<number>): void => {
  for (const [name, record] of project.records) {
    const lost = [...record.rows].filter(([, row]) => gone.has(row.eventId));
    for (const [key] of lost) record.rows.delete(key);
    if (lost.length > 0 && record.rows.size === 0) project.records.delete(name);
  }
};

/** Removes events with their mappings, repeating setup and data. A record that has nothing left is removed too. */
export const removeEvents = (project: SandboxProject, store: SandboxStore, gone: ReadonlySet<number>): void => {
  if (gone.size === 0) return;
  const before = listOwners(project);
  project.events = project.events.filter((event) => !gone.has(event.eventId));
  project.mappings = project.mappings.filter((mapping) => !gone.has(mapping.eventId));
  project.repeating = project.repeating.filter((entry) => !gone.has(entry.eventId));
  removeRows(project, gone);
  forgetRemoved(project, before);
  if (project.events.length === 0) restoreInternalEvent(project, store);
};

/** The ids of the events that a filter names. */
export const idsOfEvents = (
  project: SandboxProject,
  isMeant: (event: EventDefinition) => boolean,
): ReadonlySet<number> =>
  new Set(
    listEvents(project)
      .filter(isMeant)
      .map((event) => event.eventId),
  );
