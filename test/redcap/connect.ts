import { systemClock } from '../../src/redcap/clock.ts';
import { createRedcap } from '../../src/redcap/client.ts';
import type { Redcap } from '../../src/redcap/client.ts';
import { RedcapError } from '../../src/redcap/errors.ts';
import { createTransport } from '../../src/redcap/transport.ts';
import type { Transport, TransportOptions } from '../../src/redcap/transport.ts';

/** A token that no error may ever show. */
export const canary = 'C0FFEE00C0FFEE00C0FFEE00C0FFEE00';

/** A client of its own for one test; repeats follow without a pause. */
export interface Connection extends AsyncDisposable {
  readonly transport: Transport;
  readonly redcap: Redcap;
}

export const connect = (url: string, options: Partial<TransportOptions> = {}): Connection => {
  const transport = createTransport({ url, clock: systemClock, random: () => 0, ...options });
  return {
    transport,
    redcap: createRedcap({ transport, token: canary }),
    [Symbol.asyncDispose]: () => transport.close(0),
  };
};

/** The RedcapError that a promise ends with; anything else fails the test. */
export const errorOf = async (promise: Promise<unknown>): Promise<RedcapError> => {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome && outcome.error instanceof RedcapError) return outcome.error;
  throw new Error('A RedcapError was expected.', { cause: outcome });
};
