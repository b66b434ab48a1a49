import type { GraphQLError } from 'graphql';
import { refuse } from './refusal.ts';

/** The refusal of a text that is no JSON. It quotes nothing: the text may hold values. */
export const invalidJson = (what: string): GraphQLError => refuse('BAD_USER_INPUT', `${what} is not valid JSON.`);

/** What a text of JSON says. */
export const parseJson = (text: string, what: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidJson(what);
  }
};
