import { createHash } from 'node:crypto';

/** A script that Redis runs as one step, and the digest by which Redis knows it. */
export interface Script {
  readonly text: string;
  readonly digest: string;
}

/** Makes scripts out of bodies. Each begins with the same checks. */
export interface Scripts {
  /** A script that has `now`, the time of Redis in milliseconds, and asks for nothing. */
  readonly plain: (body: string) => Script;
  /**
   * A script that runs only in the generation of its first argument, and close to the time of its second. So nothing that
   * was sent before Redis lost its data, or that came late, has an effect. Its first key is that of the generation.
   */
  readonly guarded: (body: string) => Script;
}

/** A key outlasts what it holds by so much: what is too old goes by the time that scripts go by. */
export const SLACK_MS = 60_000;

/** A function for scripts: lets a key last for so many milliseconds from now at least. */
export const OUTLAST = `local function outlast(key, milliseconds)
  if redis.call('PTTL', key) < milliseconds then redis.call('PEXPIRE', key, milliseconds) end
end`;

/** Milliseconds by which a script may be late. What comes later was given up by its sender. */
export const MOST_LATE_MS = 2_000;

/** What Redis answers to a script of another generation or time. */
const STALE = 'STALE';

/** The time of Redis in milliseconds, as `now`. */
const REDIS_TIME = `local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

const GUARD = `if redis.call('HGET', KEYS[1], 'generation') ~= ARGV[1] then return redis.error_reply('${STALE} generation') end
if math.abs(now - tonumber(ARGV[2])) > ${String(MOST_LATE_MS)} then return redis.error_reply('${STALE} time') end`;

const createScript = (text: string): Script => ({ text, digest: createHash('sha1').update(text).digest('hex') });

/** Scripts that go by Redis's own clock, unless a test has another. */
export const createScripts = (time = REDIS_TIME): Scripts => ({
  plain: (body) => createScript(`${time}\n${body}`),
  guarded: (body) => createScript(`${time}\n${GUARD}\n${body}`),
});
