import { createErrorMask } from '../../src/gateway/masking.ts';
import { RedcapError } from '../../src/redcap/errors.ts';
import { explainFailure } from '../../src/start/failure.ts';

/** What the gateway makes of an error of a resolver, for tests that execute operations without a gateway. */
export const maskError = createErrorMask((error) => (error instanceof RedcapError ? explainFailure(error) : undefined));
