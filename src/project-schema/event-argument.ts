import { GraphQLBoolean, GraphQLNonNull, type GraphQLEnumType, type GraphQLFieldConfigArgumentMap } from 'graphql';
import type { Design } from '../graph/design/design.ts';
import type { InstrumentWord } from './vocabulary.ts';

/** The arguments of an instrument's field that say which events it is about. */
export interface EventArgs {
  /** Unique event name; null for all events of the instrument. */
  readonly event?: string | null | undefined;
  /** Whether the events of the same name in other arms are meant too. */
  readonly anyArm?: boolean | null | undefined;
}

/** Whether the events of an instrument are of several arms. */
export const isInSeveralArms = ({ events }: InstrumentWord): boolean =>
  new Set(events.map(({ event }) => event.armNum)).size > 1;

/** The arguments that name events of an instrument: none in a classic project, and no arms where its events are of one. */
export const eventArguments = (
  word: InstrumentWord,
  event: GraphQLEnumType | null,
  description: string,
): GraphQLFieldConfigArgumentMap => ({
  ...(event === null ? {} : { event: { type: event, description } }),
  ...(isInSeveralArms(word)
    ? {
        anyArm: {
          type: new GraphQLNonNull(GraphQLBoolean),
          defaultValue: false,
          description:
            'With `event`: the events of the same name (`event_name`) in the other arms count too. A record is mostly in one arm, and has no data in the events of another.',
        },
      }
    : {}),
});

/** The unique names of the events that the arguments name, of those that the instrument is in; null in a classic project. */
export const askedEvents = (
  design: Design,
  instrument: string,
  { event, anyArm }: EventArgs,
): ReadonlySet<string> | null => {
  if (!design.isLongitudinal) return null;
  const all = design.eventsOf(instrument);
  if (event === null || event === undefined) return new Set(all.map(({ uniqueEventName }) => uniqueEventName));
  if (anyArm !== true) return new Set([event]);
  const name = design.event(event)?.eventName;
  const others = all.filter(({ eventName }) => eventName === name);
  return new Set([event, ...others.map(({ uniqueEventName }) => uniqueEventName)]);
};
