import type { GraphQLFieldConfig } from 'graphql';
import type { Context } from '../context.ts';
import { savedAt, type WrittenPlace } from '../schema/record/written-place.ts';
import { selectionsOf } from '../schema/selection.ts';
import { typeNamesOf } from './node.ts';
import type { StaticTypes } from './static-types.ts';

/** The field of a write's answer that holds what is saved now, as the type of its instrument. */
export const savedNodeField = <Source>(
  statics: StaticTypes,
  placeOf: (source: Source) => WrittenPlace | null,
  description: string,
): GraphQLFieldConfig<Source, Context> => ({
  type: statics.get('Node'),
  description: `${description} It is a node of the instrument's own type: \`... on Vitals { … }\`.`,
  resolve: async (source, _args, context, info) => {
    const place = placeOf(source);
    const typeName = place === null ? undefined : typeNamesOf(info.schema)?.get(place.instrument);
    if (place === null || typeName === undefined) return null;
    const data = await savedAt(place, context, selectionsOf(info, typeName));
    return data && { ...data, typeName };
  },
});
