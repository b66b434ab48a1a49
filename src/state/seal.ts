import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { deriveKey } from '../secret-key.ts';

/** The form of a sealed text, as its first byte has it. */
const VERSION = 1;
const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + KEY_ID_BYTES;

/** Where something sealed belongs: area, space, name. What was sealed for one place cannot be opened in another. */
export type SealedPlace = readonly string[];

/**
 * Seals what may hold data of participants, before it is put into a file or a server. Whoever has the file and not the secret
 * reads nothing of it, and changes nothing of it unnoticed.
 */
export interface Seal {
  readonly seal: (place: SealedPlace, content: string | Uint8Array) => Buffer;
  /** The content; null when it was sealed by another secret or for another place, or when a byte of it has changed. */
  readonly open: (place: SealedPlace, sealed: Uint8Array) => Buffer | null;
  /** The same short text for the same name, which says nothing of the name: a key to find something by. */
  readonly hide: (name: string) => string;
}

/** A seal under keys that are derived from the gateway's secret. Each purpose has keys of its own. */
export const createSeal = (secret: Uint8Array, purpose: string): Seal => {
  const cipherKey = deriveKey(secret, `${purpose} seal`);
  const nameKey = deriveKey(secret, `${purpose} name`);
  // Distinguishes a wrong secret from damage, and finds the key once there are several.
  const head = Buffer.concat([Buffer.of(VERSION), deriveKey(secret, `${purpose} key id`).subarray(0, KEY_ID_BYTES)]);
  return {
    seal: (place, content) => {
      // Random nonces: one key may seal 2^32 contents, which takes a gateway at its most calls a minute 16 years.
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', cipherKey, nonce);
      cipher.setAAD(Buffer.concat([head, Buffer.from(JSON.stringify(place))]));
      const sealed = [cipher.update(content), cipher.final()];
      return Buffer.concat([head, nonce, cipher.getAuthTag(), ...sealed]);
    },
    open: (place, bytes) => {
      const sealed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const [nonceEnd, tagEnd] = [HEAD_BYTES + NONCE_BYTES, HEAD_BYTES + NONCE_BYTES + TAG_BYTES];
      if (sealed.length < tagEnd || !sealed.subarray(0, HEAD_BYTES).equals(head)) return null;
      const decipher = createDecipheriv('aes-256-gcm', cipherKey, sealed.subarray(HEAD_BYTES, nonceEnd));
      decipher.setAuthTag(sealed.subarray(nonceEnd, tagEnd));
      decipher.setAAD(Buffer.concat([head, Buffer.from(JSON.stringify(place))]));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(tagEnd)), decipher.final()]);
      } catch {
        return null;
      }
    },
    hide: (name) => createHmac('sha256', nameKey).update(name).digest('base64url'),
  };
};
