import type { GraphQLSchema } from 'graphql';
import type { Context } from '../context.ts';

/** What a payload, or a row of one, has of errors. */
interface WithErrors {
  readonly errors?: unknown;
  readonly rows?: unknown;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const noteErrors = ({ errors }: WithErrors, codes: Set<string>): void => {
  for (const error of listOf(errors)) {
    if (isObject(error) && 'code' in error && typeof error.code === 'string') codes.add(error.code);
  }
};

/** Notes the codes of a payload's errors, whether or not they were selected. */
const notePayload = (payload: unknown, codes: Set<string>): void => {
  if (!isObject(payload)) return;
  noteErrors(payload, codes);
  for (const row of listOf((payload as WithErrors).rows)) if (isObject(row)) noteErrors(row, codes);
};

/** Lets every mutation of a schema note how it ended, for the log: an error in a payload is no error of the response. */
export const notePayloadCodes = (schema: GraphQLSchema): GraphQLSchema => {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { resolve } = field;
    if (resolve === undefined) continue;
    field.resolve = async (source, args, context: Context, info) => {
      const payload: unknown = await resolve(source, args, context, info);
      notePayload(payload, context.cost.tally.codes);
      return payload;
    };
  }
  return schema;
};
