import { buildSchema, GraphQLSchema, printSchema, validateSchema } from 'graphql';
import { expect } from 'vitest';

/** Holds a schema to GraphQL's rules, which its maker skips, and to its own SDL; answers that. */
export const checkSchema = (schema: GraphQLSchema): string => {
  // A schema that is assumed valid is not looked at by validateSchema.
  const strict = new GraphQLSchema({ ...schema.toConfig(), assumeValid: false });
  expect(validateSchema(strict).map(({ message }) => message)).toEqual([]);
  const sdl = printSchema(schema);
  const again = buildSchema(sdl);
  expect(validateSchema(again)).toEqual([]);
  expect(printSchema(again)).toBe(sdl);
  return sdl;
};
