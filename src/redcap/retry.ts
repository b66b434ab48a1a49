import type { Clock } from './clock.ts';

const FIRST_DELAY_MS = 100;
const MINUTE_MS = 60_000;
/** Requests that are noted before the first are forgotten. */
const MOST_NOTED = 1_000;

/** Milliseconds before repeat number `repeat` (1, 2, …): exponential from 100 ms, with full jitter. */
export const retryDelay = (repeat: number, random: () => number): number =>
  Math.round(random() * FIRST_DELAY_MS * 2 ** (repeat - 1));

/** Seconds that a `Retry-After` header asks for, given as a number or a date; `undefined` when it says neither. */
export const parseRetryAfter = (header: string | undefined, now: number): number | undefined => {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text);
  // Without this, Date.parse would read a bare or signed number as a year.
  if (!/^[A-Za-z]{3}/.test(text)) return undefined;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
};

/** Keeps repeats a small part of all calls, so that a REDCap in trouble is not given more to do. */
export interface RetryBudget {
  /** Counts an HTTP request. */
  readonly count: () => void;
  /** True, and counted, when one more repeat is allowed. */
  readonly take: () => boolean;
}

/** A budget of repeats: a tenth of the requests of the last minute, but always `minimum` a minute. */
export const createRetryBudget = (clock: Clock, minimum = 10): RetryBudget => {
  let requests: number[] = [];
  let repeats: number[] = [];
  /** With so many noted, old ones are forgotten: where nothing fails, nobody asks for a repeat. */
  let most = MOST_NOTED;
  const forget = (): void => {
    const since = clock.now() - MINUTE_MS;
    requests = requests.filter((at) => at > since);
    repeats = repeats.filter((at) => at > since);
  };
  return {
    count: () => {
      requests.push(clock.now());
      if (requests.length < most) return;
      forget();
      // Twice what a minute has, so that each request is looked at about once.
      most = Math.max(MOST_NOTED, requests.length * 2);
    },
    take: () => {
      forget();
      if (repeats.length >= Math.max(minimum, requests.length / 10)) return false;
      repeats.push(clock.now());
      return true;
    },
  };
};
