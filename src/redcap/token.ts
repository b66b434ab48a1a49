import { createHmac, randomBytes } from 'node:crypto';
import { RedcapError } from './errors.ts';

/** Key of the fingerprints of this process, so that the logs of two systems cannot be joined by them. */
const processKey = randomBytes(32);

/**
 * The token without surrounding white space. A project token has 32 hexadecimal digits, a super token 64 characters.
 * Anything else is refused with `UNAUTHENTICATED` before it is sent anywhere.
 */
export const checkToken = (token: string): string => {
  const trimmed = token.trim();
  if (/^(?:[0-9A-Fa-f]{32}|[0-9A-Za-z]{64})$/.test(trimmed)) return trimmed;
  throw new RedcapError('UNAUTHENTICATED', {
    message: 'This is not a REDCap token: it must be 32 hexadecimal digits (64 characters for a super token).',
    notSent: true,
  });
};

/** First 12 hexadecimal digits of the token's HMAC-SHA-256: a name for the token in logs and cache keys. */
export const fingerprintToken = (token: string, key: Uint8Array | string = processKey): string =>
  createHmac('sha256', key).update(token).digest('hex').slice(0, 12);
