import type { GraphQLError } from 'graphql';
import { codedError, codes } from '../errors.ts';
import { stateAway } from '../loaders/patience.ts';
import { RedcapError, type RedcapErrorCode } from '../redcap/errors.ts';
import { StateUnavailable } from '../state/unavailable.ts';

/**
 * Codes of which our own message says more than the table: it names the parameter, what was waited for, or what came in the place
 * of an answer.
 */
const SAY_MORE: ReadonlySet<RedcapErrorCode> = new Set([
  'BAD_USER_INPUT',
  'LANE_BUSY',
  'OVERLOADED',
  'RATE_LIMITED',
  'REDCAP_BAD_RESPONSE',
]);

/** What a GraphQL caller reads of a failed call to REDCap. */
export const explainFailure = (error: RedcapError): GraphQLError => {
  const { code, method, redcapMessage, retryAfterSeconds } = error;
  // What the gateway itself has refused says why. What REDCap has refused says so in REDCap's words.
  const isOurs = SAY_MORE.has(code) || error.saysMore || (code === 'FORBIDDEN' && error.notSent);
  return codedError(code, isOurs ? error.message : codes[code].redcap, {
    ...(method === undefined ? {} : { redcapMethod: method }),
    ...(redcapMessage === undefined ? {} : { redcapMessage }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
};

/** What a caller reads of an error that is no fault of the gateway's own; undefined where it is one. */
export const explainKnown = (error: unknown): GraphQLError | undefined => {
  if (error instanceof StateUnavailable) return explainFailure(stateAway(error));
  return error instanceof RedcapError ? explainFailure(error) : undefined;
};
