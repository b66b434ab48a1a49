import { hkdfSync } from 'node:crypto';

/** Bytes of every derived key: as many as AES-256 needs, and as HMAC-SHA-256 makes use of. */
const KEY_BYTES = 32;

/**
 * A key for one purpose, by HKDF-SHA-256 from the gateway's one secret. Keys of different purposes and owners say nothing of
 * each other or of the secret. All processes with the same secret derive the same keys.
 */
export const deriveKey = (secret: Uint8Array, purpose: string, owner = ''): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, owner, `redcap-graphql ${purpose}`, KEY_BYTES));
