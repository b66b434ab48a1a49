import type { Design, EventNode, RepeatKind } from '../graph/design/design.ts';

/** An event (null in a classic project) in which an instrument is, and what repeats there. */
export interface Place {
  readonly event: EventNode | null;
  readonly repeatKind: RepeatKind;
}

/**
 * How an instrument lives in its project. It decides what the instrument's field is:
 * - `once`: at one place, where nothing repeats. The field is an object.
 * - `perEvent`: in several events, where nothing repeats. The fields are an object by event, and a list.
 * - `repeating`: the instrument or its event repeats somewhere. The field is a connection.
 */
export type Placement =
  | { readonly shape: 'once'; readonly places: readonly [Place] }
  | { readonly shape: 'perEvent' | 'repeating'; readonly places: readonly Place[] };

/**
 * Where an instrument is. Null when it is designated for no event, so that it can hold nothing. Without the Project Design
 * right REDCap does not return what repeats. Every instrument then gets a connection, which is right whatever repeats.
 */
export const placementOf = (design: Design, instrument: string): Placement | null => {
  const events = design.isLongitudinal ? design.eventsOf(instrument) : [null];
  const places = events.map((event): Place => ({ event, repeatKind: design.repeatKind(event, instrument) }));
  const isUnknown = design.rows.repeating === null && design.hasRepeating;
  if (isUnknown || places.some(({ repeatKind }) => repeatKind !== 'NONE')) {
    return places.length === 0 ? null : { shape: 'repeating', places };
  }
  const [only, ...others] = places;
  if (only === undefined) return null;
  return others.length === 0 ? { shape: 'once', places: [only] } : { shape: 'perEvent', places };
};
