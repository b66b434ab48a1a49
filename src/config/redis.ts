import { Secret } from './secret.ts';
import type { MendedFile } from './mended-file.ts';
import { readCa } from './network.ts';
import type { Reading } from './reading.ts';

/** The Redis that several gateways share. */
export interface RedisConfig {
  /** Its address, which may hold a password. */
  readonly url: Secret;
  /** Certificates (PEM) that are trusted in place of the machine's own. */
  readonly ca: string | undefined;
  readonly prefix: string;
  readonly timeoutMs: number;
  readonly share: number;
}

const DEFAULTS = { prefix: 'redcap-graphql:', timeoutMs: 500, share: 0.1 };

const PLACE = 'redis.url';

const checkAddress = (text: string): Secret => {
  if (!URL.canParse(text) || !['redis:', 'rediss:'].includes(new URL(text).protocol))
    throw new Error('must be an address such as rediss://redis.example.org:6379');
  return new Secret(text);
};

/** The address: of the environment, or of the file, in which it holds no password. */
const readAddress = (reading: Reading, { redis }: MendedFile): Secret | undefined => {
  const variable = reading.env('REDCAP_GRAPHQL_REDIS_URL');
  if (variable !== undefined) return reading.attempt('REDCAP_GRAPHQL_REDIS_URL', () => checkAddress(variable));
  if (redis === undefined) return undefined;
  const { url } = redis;
  if (url === undefined) {
    reading.problems.push(`${PLACE} is missing. Set it, or the variable REDCAP_GRAPHQL_REDIS_URL.`);
    return undefined;
  }
  if (typeof url !== 'string') {
    const value = reading.secret(PLACE, url);
    return value === undefined ? undefined : reading.attempt(PLACE, () => checkAddress(value));
  }
  return reading.attempt(PLACE, () => {
    const address = checkAddress(url);
    if (new URL(url).password !== '')
      throw new Error(
        'has a password, which never stands in the configuration itself. Use { "env": … } or { "file": … }.',
      );
    return address;
  });
};

/** The Redis of the configuration; null where each gateway goes by itself. */
export const readRedis = (reading: Reading, file: MendedFile, secret: Secret | null): RedisConfig | null => {
  const url = readAddress(reading, file);
  const ca = readCa(reading, 'redis.caFile', file.redis?.caFile);
  if (url === undefined) return null;
  if (secret === null) {
    reading.problems.push(
      'redis: needs "secret", or REDCAP_GRAPHQL_SECRET, and the same one in every gateway: by it they read what the others have written.',
    );
  }
  const { prefix, timeoutMs, share } = file.redis ?? DEFAULTS;
  return { url, ca, prefix, timeoutMs, share };
};
