import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { deriveKey } from './secret-key.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Turns keys into ids that say nothing and that only their own caller can use: AES-256-GCM under a key derived from the
 * gateway's secret and the caller. The nonce is the HMAC of the content, so that the same object always has the same id,
 * which the caches of GraphQL clients need. Equal nonces only ever meet equal contents.
 */
export interface OpaqueIdCodec {
  readonly encode: (parts: readonly (string | number | null)[]) => string;
  /** The parts, or null when the id was not made by this gateway for this caller. */
  readonly decode: (id: string) => readonly (string | number | null)[] | null;
}

const isParts = (value: unknown): value is readonly (string | number | null)[] =>
  Array.isArray(value) && value.every((part) => part === null || typeof part === 'string' || typeof part === 'number');

/** The codec of one caller. `purpose` keeps ids and cursors apart. */
export const createOpaqueIdCodec = (secret: Uint8Array, caller: string, purpose: string): OpaqueIdCodec => {
  // Most requests seal nothing, and pay nothing for the keys then.
  const derive = (use: string): (() => Buffer) => {
    let key: Buffer | undefined;
    return () => (key ??= deriveKey(secret, `${purpose} ${use}`, caller));
  };
  const cipherKey = derive('cipher');
  const nonceKey = derive('nonce');
  return {
    encode: (parts) => {
      const content = Buffer.from(JSON.stringify(parts));
      const nonce = createHmac('sha256', nonceKey()).update(content).digest().subarray(0, IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', cipherKey(), nonce);
      const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    decode: (id) => {
      const bytes = Buffer.from(id, 'base64url');
      if (bytes.length <= IV_BYTES + TAG_BYTES) return null;
      try {
        const decipher = createDecipheriv('aes-256-gcm', cipherKey(), bytes.subarray(0, IV_BYTES));
        decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        const content = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
        const parts: unknown = JSON.parse(content.toString());
        return isParts(parts) ? parts : null;
      } catch {
        return null;
      }
    },
  };
};

/** The codecs of all callers. */
export type OpaqueIdCodecs = (caller: string, purpose: string) => OpaqueIdCodec;

/** So many callers and purposes are remembered; a codec that was forgotten is made again, and is the same. */
const MOST_CODECS = 1_000;

/** The codecs by one secret. Those that were used lately are remembered, because their keys take long to derive. */
export const createOpaqueIdCodecs = (secret: Uint8Array): OpaqueIdCodecs => {
  const codecs = new Map<string, OpaqueIdCodec>();
  return (caller, purpose) => {
    const name = `${purpose} ${caller}`;
    const known = codecs.get(name);
    // Who goes first matters only where somebody may have to go.
    if (known !== undefined && codecs.size < MOST_CODECS) return known;
    const codec = known ?? createOpaqueIdCodec(secret, caller, purpose);
    codecs.delete(name);
    codecs.set(name, codec);
    const [oldest] = codecs.size > MOST_CODECS ? codecs.keys() : [];
    if (oldest !== undefined) codecs.delete(oldest);
    return codec;
  };
};
