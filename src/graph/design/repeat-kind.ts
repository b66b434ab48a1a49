import type { RepeatingRow } from '../../redcap/methods/repeating-setup.ts';
import type { Design, EventNode, RepeatKind } from './design.ts';

/** What an entry of a repeating setup names: an instrument in an event, or with a blank instrument the whole event. */
export type RepeatingPlace = Pick<RepeatingRow, 'event_name' | 'form_name'>;

const keyOf = (event: string, instrument: string): string => JSON.stringify([event, instrument]);

/** How instruments repeat where exactly these places do. An event that repeats as a whole has no other way to repeat. */
export const repeatKindOf = (places: Iterable<RepeatingPlace>): Design['repeatKind'] => {
  const keys = new Set<string>();
  for (const { event_name: event, form_name: instrument } of places) keys.add(keyOf(event ?? '', instrument));
  return (event: EventNode | null, instrument: string): RepeatKind => {
    const name = event?.uniqueEventName ?? '';
    if (keys.has(keyOf(name, ''))) return 'EVENT';
    return keys.has(keyOf(name, instrument)) ? 'INSTRUMENT' : 'NONE';
  };
};
