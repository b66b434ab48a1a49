import type { Redcap } from '../redcap/client.ts';
import { RedcapError } from '../redcap/errors.ts';

/**
 * A REDCap whose token is looked for once more where REDCap refuses it. `renew` returns REDCap by the token that is configured now;
 * undefined where that is the same. The read, and all later ones, are asked by it. A write is refused, and nothing of it was done.
 */
export const withRenewedToken = (redcap: Redcap, renew: () => Redcap | undefined): Redcap => {
  let renewed: Redcap | undefined;
  return {
    ...redcap,
    call: async (method, args, options) => {
      if (renewed !== undefined && method.kind === 'read') return renewed.call(method, args, options);
      try {
        return await redcap.call(method, args, options);
      } catch (error) {
        if (!(error instanceof RedcapError && error.code === 'UNAUTHENTICATED')) throw error;
        renewed ??= renew();
        if (renewed === undefined || method.kind !== 'read') throw error;
        return renewed.call(method, args, options);
      }
    },
  };
};
