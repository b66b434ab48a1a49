import { GraphQLError } from 'graphql';

/** The refusal of something for which the caller's API key has no scope. */
export const scopeMissing = (scope: string, what: string): GraphQLError =>
  new GraphQLError(`This needs the scope "${scope}", which your API key does not have: it is for ${what}.`, {
    extensions: { code: 'FORBIDDEN' },
  });
