import type { StudyCountsQuery, StudyMapQuery } from './generated/graphql.ts';

/** A study as the map's query has it. */
export type Study = NonNullable<StudyMapQuery['project']>;

/** One of its arms. */
export type StudyArm = Study['arms'][number];

/** One of its events. */
export type StudyEvent = StudyArm['events'][number];

/** One of its instruments. */
export type StudyInstrument = Study['instruments'][number];

type Dashboard = NonNullable<NonNullable<StudyCountsQuery['project']>['recordStatusDashboard']>;

/** How far one instrument is filled in at one event. */
export type StatusCounts = Dashboard['cells'][number];

/** A classic project has one column, which stands for no event. */
const NO_EVENT = '';

const keyOf = (eventId: string | undefined, instrumentId: string | undefined): string =>
  `${eventId ?? NO_EVENT} ${instrumentId ?? ''}`;

/** How an instrument is filled in at an event: never, once, or several times. */
export type Place = 'absent' | 'once' | 'repeating';

/** Where each instrument is filled in. */
export class StudyPlaces {
  readonly #designated: ReadonlySet<string>;
  readonly #repeating: ReadonlySet<string>;
  readonly #isLongitudinal: boolean;

  constructor({ formEventMappings, repeatingInstrumentsAndEvents, isLongitudinal }: Study) {
    this.#isLongitudinal = isLongitudinal;
    this.#designated = new Set(formEventMappings.map(({ event, instrument }) => keyOf(event.id, instrument.id)));
    this.#repeating = new Set(
      (repeatingInstrumentsAndEvents ?? []).map(({ event, instrument }) => keyOf(event?.id, instrument?.id)),
    );
  }

  /** The place of an instrument at an event; without an event, in a classic project. */
  at(event: StudyEvent | undefined, instrument: StudyInstrument): Place {
    const key = keyOf(event?.id, instrument.id);
    if (this.#isLongitudinal && !this.#designated.has(key)) return 'absent';
    return this.#repeating.has(key) ? 'repeating' : 'once';
  }
}

/** The counts of a study, to be looked up. */
export class StudyCounts {
  readonly recordCount: number;
  readonly isComplete: boolean;
  readonly #arms: ReadonlyMap<number, number>;
  readonly #events: ReadonlyMap<string, number>;
  readonly #cells: ReadonlyMap<string, StatusCounts>;

  constructor({ recordCount, arms, events, cells, completeness }: Dashboard) {
    this.recordCount = recordCount;
    this.isComplete = completeness.isComplete;
    this.#arms = new Map(arms.map(({ arm, recordCount: count }) => [arm.armNum, count]));
    this.#events = new Map(events.map(({ event, recordCount: count }) => [event.id, count]));
    this.#cells = new Map(cells.map((cell) => [keyOf(cell.event?.id, cell.instrument.id), cell]));
  }

  /** Records of an arm. */
  ofArm({ armNum }: StudyArm): number | undefined {
    return this.#arms.get(armNum);
  }

  /** Records with something at an event. */
  ofEvent({ id }: StudyEvent): number | undefined {
    return this.#events.get(id);
  }

  /** Form statuses of an instrument at an event. */
  at(event: StudyEvent | undefined, instrument: StudyInstrument): StatusCounts | undefined {
    return this.#cells.get(keyOf(event?.id, instrument.id));
  }
}
