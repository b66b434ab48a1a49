import { defaultFieldResolver, type GraphQLSchema } from 'graphql';
import { asNoted } from './mutation-note.ts';
import { asOperation, type MutationResolver } from './mutation-operation.ts';

/** A mutation as the gateway runs each: as an operation with an entry in the journal, of which the audit and the log learn. */
export const asMutation = <Source, Args>(resolve: MutationResolver<Source, Args>): MutationResolver<Source, Args> =>
  asNoted(asOperation(resolve));

/** Runs all mutations of a schema as {@link asMutation} says. The schema is changed in place, and returned. */
export const asMutations = (schema: GraphQLSchema): GraphQLSchema => {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    field.resolve = asMutation(field.resolve ?? defaultFieldResolver);
  }
  return schema;
};
