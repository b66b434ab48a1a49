import { RedcapError } from '../errors.ts';

/** Why a call was not sent: its time is over. */
export const TOO_LATE = 'This waited too long for its turn to call REDCap.';
/** Why a call was not sent: the line is full. */
export const TOO_MANY = 'Too many calls to REDCap are waiting.';
/** Why a call was not sent: REDCap wants none now. */
export const PAUSED = 'REDCap asked for a pause in all calls.';

/** When to look again whether a ban is over: nobody knows when somebody ends it, and each try costs something. */
const BAN_SECONDS = 15 * 60;

/** The error of a call that found no place; it may be sent again after so many milliseconds. */
export const overloaded = (message: string, waitMs: number): RedcapError =>
  new RedcapError('OVERLOADED', {
    message: `${message} Nothing was sent. Try again later.`,
    notSent: true,
    retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
  });

/** The error of a caller who has asked for as much as they may in a minute. */
export const rateLimited = (what: string, most: number, waitMs: number): RedcapError =>
  new RedcapError('RATE_LIMITED', {
    message: `You may cause ${String(most)} ${what} a minute, and have done so. Nothing was sent. Try again later.`,
    notSent: true,
    retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
  });

/** The error of a call to a REDCap that has banned the gateway's address, sent or not. */
export const banned = (details: { readonly notSent?: boolean; readonly method?: string; readonly status?: number }) =>
  new RedcapError('REDCAP_UNAVAILABLE', {
    message: 'REDCap has blocked the address of this gateway. A REDCap administrator must lift the block.',
    retryAfterSeconds: BAN_SECONDS,
    saysMore: true,
    ...details,
  });

/** The error of a call that came after closing. */
export const shuttingDown = (): RedcapError =>
  new RedcapError('SHUTTING_DOWN', {
    message: 'The gateway is shutting down; the call was not started.',
    notSent: true,
  });

/** The error of a call whose caller left. */
export const aborted = (): RedcapError =>
  new RedcapError('ABORTED', { message: 'The caller left before the call was sent.', notSent: true });
