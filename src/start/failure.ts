import type { GraphQLError } from 'graphql';
import { codedError, codes } from '../errors.ts';
import type { RedcapError } from '../redcap/errors.ts';

/** What a GraphQL caller reads of a failed call to REDCap. */
export const explainFailure = (error: RedcapError): GraphQLError => {
  const { code, method, redcapMessage, retryAfterSeconds } = error;
  // Of refused input our own message says more than the table: it names the parameter.
  return codedError(code, code === 'BAD_USER_INPUT' ? error.message : codes[code].redcap, {
    ...(method === undefined ? {} : { redcapMethod: method }),
    ...(redcapMessage === undefined ? {} : { redcapMessage }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
};
