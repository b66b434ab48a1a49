import type { GraphQLFieldConfig } from 'graphql';
import type { Context } from '../context.ts';
import { nameOperation, type UserErrorShape } from '../writers/user-error.ts';

/** What resolves a mutation. */
export type MutationResolver<Source, Args> = NonNullable<GraphQLFieldConfig<Source, Context, Args>['resolve']>;

const hasErrors = (payload: unknown): payload is { readonly errors: readonly UserErrorShape[] } =>
  typeof payload === 'object' && payload !== null && 'errors' in payload && Array.isArray(payload.errors);

/** A mutation each run of which is an operation of its own, with an id and an entry in the journal. */
export const asOperation =
  <Source, Args>(resolve: MutationResolver<Source, Args>): MutationResolver<Source, Args> =>
  async (source, args, context, info) => {
    const operation = context.operations.start(info.fieldName, context.subject);
    try {
      const payload: unknown = await resolve(source, args, { ...context, operation }, info);
      return hasErrors(payload) ? nameOperation(payload, operation.operationId) : payload;
    } finally {
      await operation.end();
    }
  };
