import type { EventNode, InstrumentNode } from '../design/design.ts';
import type { InstrumentDataNode, RecordNode } from '../record/record.ts';
import type { Reference } from './reference.ts';

/** Where in a record a field is: its instrument, in an event and in an instance when something repeats. */
export type BranchingPlace = Pick<InstrumentDataNode, 'record' | 'event' | 'instrument' | 'repeatInstance'>;

/** The saved instruments of a record, by event and instrument. Every blank value asks for them, so they are sorted once. */
const savedByRecord = new WeakMap<RecordNode, ReadonlyMap<string, readonly InstrumentDataNode[]>>();

const savedKey = (event: EventNode | null, instrument: InstrumentNode): string =>
  `${event?.uniqueEventName ?? ''} ${instrument.name}`;

const savedByPlace = (record: RecordNode): ReadonlyMap<string, readonly InstrumentDataNode[]> => {
  const known = savedByRecord.get(record);
  if (known !== undefined) return known;
  const saved = Map.groupBy(
    record.events.flatMap(({ instruments }) => instruments),
    (data) => savedKey(data.event, data.instrument),
  );
  savedByRecord.set(record, saved);
  return saved;
};

/**
 * The saved instrument that a reference means, as REDCap's data entry form resolves it. It is in the same event unless another
 * is named. Of an instrument that repeats, the same instance is meant in two cases: the field is on that instrument, or the
 * whole event repeats. `none` where nothing is saved; null where it is not sure which instance is meant.
 */
export const findSaved = (reference: Reference, place: BranchingPlace): InstrumentDataNode | 'none' | null => {
  const event = reference.event ?? place.event;
  const saved = savedByPlace(place.record).get(savedKey(event, reference.instrument));
  const [first] = saved ?? [];
  if (saved === undefined || first === undefined) return 'none';
  const instance = instanceOf(reference, place, event, first);
  if (instance === undefined) return null;
  return saved.find(({ repeatInstance }) => repeatInstance === instance) ?? 'none';
};

/** Null for an instrument that does not repeat, undefined when it is not sure. `saved` shows how the instrument repeats. */
const instanceOf = (
  { instance, instrument }: Reference,
  place: BranchingPlace,
  event: EventNode | null,
  saved: InstrumentDataNode,
): number | null | undefined => {
  if (saved.repeatKind === 'NONE') return instance === null ? null : undefined;
  if (instance !== null) return instance;
  const isSameEvent = event?.uniqueEventName === place.event?.uniqueEventName;
  const isBeside = saved.repeatKind === 'EVENT' || instrument.name === place.instrument.name;
  return isSameEvent && isBeside && place.repeatInstance !== null ? place.repeatInstance : undefined;
};
