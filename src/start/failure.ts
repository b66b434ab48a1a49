import type { GraphQLError } from 'graphql';
import { codedError, codes } from '../errors.ts';
import type { RedcapError, RedcapErrorCode } from '../redcap/errors.ts';

/** Codes of which our own message says more than the table: it names the parameter, what was waited for, or what came in the place of an answer. */
const SAY_MORE: ReadonlySet<RedcapErrorCode> = new Set([
  'BAD_USER_INPUT',
  'LANE_BUSY',
  'OVERLOADED',
  'REDCAP_BAD_RESPONSE',
]);

/** What a GraphQL caller reads of a failed call to REDCap. */
export const explainFailure = (error: RedcapError): GraphQLError => {
  const { code, method, redcapMessage, retryAfterSeconds } = error;
  // What the gateway itself has refused says why. What REDCap has refused says so in REDCap's words.
  const isOurs = SAY_MORE.has(code) || (code === 'FORBIDDEN' && error.notSent);
  return codedError(code, isOurs ? error.message : codes[code].redcap, {
    ...(method === undefined ? {} : { redcapMethod: method }),
    ...(redcapMessage === undefined ? {} : { redcapMessage }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
};
