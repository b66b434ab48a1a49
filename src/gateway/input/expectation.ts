import { isEnumType, isInputObjectType, isScalarType } from 'graphql';
import type { GraphQLEnumType, GraphQLInputObjectType, GraphQLNamedInputType } from 'graphql';

/** The extension in which a scalar says, as the end of a sentence, what it takes. */
const EXPECTED = 'expected';

/** What GraphQL's own scalars take. */
const builtIn: Readonly<Record<string, string>> = {
  Int: 'a whole number from -2147483648 to 2147483647',
  Float: 'a number',
  String: 'a string',
  Boolean: 'true or false',
  ID: 'an id, as a string',
};

/** The most names that an error lists: more are easier to find in the schema. */
const MOST_NAMES = 30;

/** The names that a caller may choose from, where they are few enough to be listed. */
const listNames = (names: readonly string[]): string | undefined =>
  names.length > 0 && names.length <= MOST_NAMES ? names.join(', ') : undefined;

/** What a scalar says of the values that it takes; undefined for one that says nothing. */
export const expectedBy = ({ extensions }: GraphQLNamedInputType): string | undefined => {
  const expected = extensions[EXPECTED];
  return typeof expected === 'string' ? expected : undefined;
};

const expectedName = (type: GraphQLEnumType, showsSchema: boolean): string => {
  const names = showsSchema ? listNames(type.getValues().map(({ name }) => name)) : undefined;
  return names === undefined ? 'one of its names' : `one of ${names}`;
};

/** A sentence about what a type takes. It does not depend on what was given. */
export const expectation = (type: GraphQLNamedInputType, showsSchema: boolean): string => {
  if (isInputObjectType(type)) return `${type.name} expects an object.`;
  if (isEnumType(type)) return `${type.name} expects ${expectedName(type, showsSchema)}.`;
  const expected = expectedBy(type) ?? (isScalarType(type) ? builtIn[type.name] : undefined);
  return `${type.name} expects ${expected ?? 'a value in its form, which its description in the schema explains'}.`;
};

/** A sentence that lists the fields of an input type; empty where they are too many. */
export const listFields = (type: GraphQLInputObjectType): string => {
  const names = listNames(Object.keys(type.getFields()));
  return names === undefined ? '' : ` Its fields: ${names}.`;
};
