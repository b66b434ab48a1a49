import { createHmac, randomBytes } from 'node:crypto';

/** Key of fingerprints where no other is given: they then hold for this process only. */
const processKey = randomBytes(32);

/** A project token, whose digits REDCap reads in either case. The letters of a super token differ by their case. */
const PROJECT_TOKEN = /^[0-9A-Fa-f]{32}$/;

/**
 * First 12 hexadecimal digits of the token's HMAC-SHA-256: a name for the token in logs and of what is kept. With a key from the
 * secret, all processes of a deployment give a token the same name, and logs of two deployments cannot be joined by it.
 */
export const fingerprintToken = (token: string, key: Uint8Array | string = processKey): string =>
  createHmac('sha256', key)
    .update(PROJECT_TOKEN.test(token) ? token.toUpperCase() : token)
    .digest('hex')
    .slice(0, 12);
