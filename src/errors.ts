import { GraphQLError } from 'graphql';
import { RedcapError, type RedcapErrorCode } from './redcap/errors.ts';

/** Codes of GraphQL errors that the gateway itself raises; those of REDCap calls are `RedcapErrorCode`. docs/errors.md explains all. */
export type GatewayErrorCode = RedcapErrorCode | 'NOT_FOUND' | 'SCHEMA_OUTDATED';

/** What a caller reads for each failure towards REDCap: our words, and what to do next. */
const remedies: Readonly<Record<RedcapErrorCode, string>> = {
  BAD_USER_INPUT: 'Refused before REDCap was asked.',
  UNAUTHENTICATED: 'REDCap does not accept the token of this project.',
  FORBIDDEN: 'The REDCap user behind this project lacks a right that this needs.',
  OVERLOADED: 'Too many calls are waiting for REDCap; nothing was sent. Try again later.',
  REDCAP_RATE_LIMITED: 'REDCap asks for fewer calls. Try again later.',
  REDCAP_UNAVAILABLE: 'REDCap could not be reached. Try again.',
  REDCAP_TIMEOUT: 'REDCap took too long to answer. Try again, or ask for less.',
  REDCAP_MAINTENANCE: 'REDCap is offline for maintenance. Try again later.',
  REDCAP_BAD_RESPONSE: 'REDCap answered in a form that is not what it promises, so the answer was not used.',
  REDCAP_RESPONSE_TOO_LARGE: 'REDCap answered more than the gateway takes at once. Ask for fewer fields or records.',
  REDCAP_INCOMPLETE: 'REDCap answered fewer rows than were asked for. Try again.',
  REDCAP_REJECTED: 'REDCap refused the call.',
  REDCAP_ERROR: 'REDCap failed with an error of its own.',
  WRITE_OUTCOME_UNKNOWN:
    'The change was sent but REDCap gave no usable answer: it may or may not have been made. Read it back before you send it again.',
  ABORTED: 'The caller went away.',
  SHUTTING_DOWN: 'The gateway is shutting down and did not start this.',
};

/** A refusal of the caller's input, before any REDCap call. The message names the argument and the remedy. */
export const badUserInput = (message: string, argument?: string): GraphQLError =>
  new GraphQLError(message, {
    extensions: { code: 'BAD_USER_INPUT', ...(argument === undefined ? {} : { argument }) },
  });

/** The project's design has moved on since its schema was made, so that a field of it can no longer be answered rightly. */
export const schemaOutdated = (message: string): GraphQLError =>
  new GraphQLError(`${message} Ask again: the schema is made anew from the design as it is now.`, {
    extensions: { code: 'SCHEMA_OUTDATED' },
  });

/** The one table from a failed REDCap call to what a GraphQL client sees. */
export const fromRedcapError = (error: RedcapError): GraphQLError =>
  new GraphQLError(error.code === 'BAD_USER_INPUT' ? error.message : remedies[error.code], {
    extensions: {
      code: error.code,
      ...(error.method === undefined ? {} : { redcapMethod: error.method }),
      ...(error.redcapMessage === undefined ? {} : { redcapMessage: error.redcapMessage }),
      ...(error.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: error.retryAfterSeconds }),
    },
  });

/** Any thrown value as a GraphQL error; what is neither ours nor REDCap's becomes INTERNAL_SERVER_ERROR without its text. */
export const toGraphQLError = (error: unknown): GraphQLError => {
  if (error instanceof GraphQLError) {
    const original = error.originalError;
    if (original === undefined || original === null || original instanceof GraphQLError) return error;
    const mapped = toGraphQLError(original);
    return new GraphQLError(mapped.message, {
      ...(error.nodes === undefined ? {} : { nodes: error.nodes }),
      ...(error.path === undefined ? {} : { path: error.path }),
      extensions: mapped.extensions,
    });
  }
  if (error instanceof RedcapError) return fromRedcapError(error);
  return new GraphQLError('Something went wrong in the gateway.', { extensions: { code: 'INTERNAL_SERVER_ERROR' } });
};
