/** Minutes since 1970 by the clock on the server's wall: REDCap's log knows no zone and no seconds. */
export type Minute = number;

const MINUTE_MS = 60_000;
/** No clock on earth is further ahead of UTC. */
const LATEST_ZONE: Minute = 14 * 60;
/** No clock on earth is further behind UTC. */
const EARLIEST_ZONE: Minute = -12 * 60;

/** `YYYY-MM-DD HH:MM`, with or without seconds and a `T`, as a minute. */
export const readMinute = (text: string): Minute =>
  Math.floor(Date.parse(`${text.slice(0, 16).replace(' ', 'T')}:00Z`) / MINUTE_MS);

/** A minute as REDCap writes it: `YYYY-MM-DD HH:MM`. */
export const writeMinute = (minute: Minute): string =>
  new Date(minute * MINUTE_MS).toISOString().slice(0, 16).replace('T', ' ');

/** The latest minute that a server's clock can show, if it and the gateway's go right. */
export const latestMinute = (nowUtc: number): Minute => Math.floor(nowUtc / MINUTE_MS) + LATEST_ZONE;

/** The earliest minute that a server's clock can show, if it and the gateway's go right. */
export const earliestMinute = (nowUtc: number): Minute => Math.floor(nowUtc / MINUTE_MS) + EARLIEST_ZONE;
