import type { GraphQLError } from 'graphql';
import { codedError, codes } from '../errors.ts';
import type { RedcapError, RedcapErrorCode } from '../redcap/errors.ts';

/** Codes of which our own message says more than the table: it names the parameter, what was waited for, or what came in the place of an answer. */
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
  return codedError(code, SAY_MORE.has(code) || error.saysMore ? error.message : codes[code].redcap, {
    ...(method === undefined ? {} : { redcapMethod: method }),
    ...(redcapMessage === undefined ? {} : { redcapMessage }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
};
