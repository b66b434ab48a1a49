import type { GraphQLSchema } from 'graphql';
import { findInstrumentData } from '../schema/record/instrument-data.ts';
import { registerNode } from '../schema/node.ts';
import { selectionsOf } from '../schema/selection.ts';
import { SAVED_INSTRUMENT } from './instrument-type.ts';

/** The key under which a project's schema says what the types of its instruments are called. */
export const INSTRUMENT_TYPES = 'redcapInstrumentTypes';

/** What the types of a project's instruments are called, by REDCap's names; undefined in another schema. */
export const typeNamesOf = ({
  extensions,
}: Pick<GraphQLSchema, 'extensions'>): ReadonlyMap<string, string> | undefined =>
  extensions[INSTRUMENT_TYPES] as ReadonlyMap<string, string> | undefined;

// Ids of typed instruments are looked up in any project's schema; elsewhere there is no such type, and no such object.
registerNode(SAVED_INSTRUMENT, async (parts, context, info) => {
  const typeName = typeNamesOf(info.schema)?.get(String(parts[3]));
  if (typeName === undefined) return null;
  const data = await findInstrumentData(parts, context, selectionsOf(info, typeName));
  return data && { ...data, typeName };
});
