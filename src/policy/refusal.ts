import { RedcapError } from '../redcap/errors.ts';

/** The refusal of what a policy does not allow, before anything is sent. The message holds no value of a participant. */
export const refuseByPolicy = (method: string, message: string): RedcapError =>
  new RedcapError('FORBIDDEN', {
    message: `The policy of this caller does not allow it: ${message}`,
    method,
    notSent: true,
  });
