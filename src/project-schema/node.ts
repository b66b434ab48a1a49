import { instrumentDataNeed } from '../schema/record-need.ts';
import { instrumentDataShape } from '../schema/instrument-data.ts';
import { registerNode } from '../schema/node.ts';
import { selectionsOf } from '../schema/selection.ts';
import { SAVED_INSTRUMENT } from './instrument-type.ts';

/** The key under which a project's schema says what the types of its instruments are called. */
export const INSTRUMENT_TYPES = 'redcapInstrumentTypes';

// Ids of typed instruments are looked up in any project's schema; elsewhere there is no such type, and no such object.
registerNode(SAVED_INSTRUMENT, async ([key, record, eventName, instrumentName, instance], context, info) => {
  const source = typeof key === 'string' ? context.projects.get(key) : undefined;
  const typeNames = info.schema.extensions[INSTRUMENT_TYPES] as ReadonlyMap<string, string> | undefined;
  const typeName = typeNames?.get(String(instrumentName));
  if (source === undefined || typeName === undefined || typeof record !== 'string') return null;
  const design = await source.design();
  const instrument = design.instrument(String(instrumentName));
  if (instrument === undefined) return null;
  const events = typeof eventName === 'string' ? new Set([eventName]) : null;
  const node = await source.records.load(record, instrumentDataNeed(design, [instrument], events, selectionsOf(info)));
  const data = node?.events
    .filter(({ event }) => (event?.uniqueEventName ?? null) === eventName)
    .flatMap(({ instruments }) => instruments)
    .find((candidate) => candidate.instrument.name === instrument.name && candidate.repeatInstance === instance);
  return data === undefined ? null : { ...instrumentDataShape(source, design, data), typeName };
});
