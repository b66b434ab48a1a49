import type { ParticipantQuery } from './generated/graphql.ts';

type Project = NonNullable<ParticipantQuery['project']>;

/** A record as the page's query has it. */
export type ParticipantRecord = NonNullable<Project['recordByShareId']>;

/** One saved instrument. */
export type Saved = ParticipantRecord['events'][number]['instruments'][number];

/** What there is of one instrument at one stop of the timeline: what is saved, or nothing. */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly saved: readonly Saved[];
}

/** An event of the participant, or one instance of a repeating one. */
export interface Stop {
  readonly id: string;
  /** Null in a classic project. */
  readonly uniqueEventName: string | null;
  readonly eventName: string | null;
  readonly instance: number | null;
  readonly dayOffset: number | null;
  readonly places: readonly Place[];
}

type Planned = Omit<Place, 'saved'>;

/** Every instrument that is planned there, in the order of the project; then those that are saved and no longer planned. */
const placesOf = (planned: readonly Planned[], saved: readonly Saved[]): readonly Place[] => {
  const isPlanned = new Set(planned.map(({ id }) => id));
  const strays = new Map(saved.map(({ instrument }) => [instrument.id, instrument]));
  return [...planned, ...[...strays.values()].filter(({ id }) => !isPlanned.has(id))].map(({ id, name, label }) => ({
    id,
    name,
    label,
    saved: saved.filter(({ instrument }) => instrument.id === id),
  }));
};

const classicStop = (project: Project, record: ParticipantRecord): Stop => ({
  id: record.id,
  uniqueEventName: null,
  eventName: null,
  instance: null,
  dayOffset: null,
  places: placesOf(
    project.instruments,
    record.events.flatMap(({ instruments }) => instruments),
  ),
});

/** The events of the participant's arms in the order of the project, those without data too. */
export const timelineOf = (project: Project, record: ParticipantRecord): readonly Stop[] => {
  if (!project.isLongitudinal) return [classicStop(project, record)];
  const arms = new Set(record.arms.map(({ armNum }) => armNum));
  const events = project.arms.filter(({ armNum }) => arms.has(armNum)).flatMap((arm) => arm.events);
  return events.flatMap((event) => {
    const saved = record.events.filter((one) => one.event?.id === event.id);
    const entries = saved.length === 0 ? [{ repeatInstance: null, instruments: [] }] : saved;
    return entries.map(({ repeatInstance, instruments }) => ({
      id: `${event.id} ${repeatInstance ?? ''}`,
      uniqueEventName: event.uniqueEventName,
      eventName: event.eventName,
      instance: repeatInstance,
      dayOffset: event.dayOffset,
      places: placesOf(event.instruments, instruments),
    }));
  });
};
