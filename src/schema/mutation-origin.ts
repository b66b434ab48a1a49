import { randomUUID } from 'node:crypto';
import { defaultFieldResolver, type GraphQLFieldConfig, type GraphQLSchema } from 'graphql';
import type { Context } from '../context.ts';

type Resolver<Source, Args> = NonNullable<GraphQLFieldConfig<Source, Context, Args>['resolve']>;

/** A mutation whose writes are witnessed under its name, and under an id of each run. */
export const withOrigin =
  <Source, Args>(resolve: Resolver<Source, Args>): Resolver<Source, Args> =>
  (source, args, context, info) =>
    resolve(source, args, { ...context, origin: { operationId: randomUUID(), mutation: info.fieldName } }, info);

/** Gives every mutation of a schema its origin. The schema is changed in place, and returned. */
export const nameMutations = (schema: GraphQLSchema): GraphQLSchema => {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    field.resolve = withOrigin(field.resolve ?? defaultFieldResolver);
  }
  return schema;
};
