import { hash as digestOf, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ApiKey } from './caller.ts';

const KEY_BYTES = 32;

/** SHA-256 of an API key as 64 hexadecimal digits. A slow hash would add nothing: keys are 256 random bits, not words. */
export const hashApiKey = (key: string): string => digestOf('sha256', key);

/** A new key and the hash to put into the configuration. */
export const createApiKey = (): { key: string; hash: string } => {
  const key = `rgk_${randomBytes(KEY_BYTES).toString('base64url')}`;
  return { key, hash: `sha256:${hashApiKey(key)}` };
};

/**
 * Finds the entry that a presented key belongs to, comparing with every entry in constant time. The digits of the hashes are
 * compared, and not the bytes that they stand for. A hash that Node gives as bytes takes twice the time, and memory beside the heap.
 */
export const findApiKey = (presented: string, entries: readonly ApiKey[]): ApiKey | undefined => {
  const digits = Buffer.from(hashApiKey(presented), 'latin1');
  let found: ApiKey | undefined;
  for (const entry of entries) {
    const expected = Buffer.from(entry.sha256, 'latin1');
    if (expected.length === digits.length && timingSafeEqual(expected, digits)) found = entry;
  }
  return found;
};
