import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';
import { deriveKey } from '../secret-key.ts';

/** The one secret of this start. A random one holds for this process only: nothing that it sealed can be read after it. */
export const secretOf = ({ secret }: Pick<Config, 'secret'>): Uint8Array =>
  secret === null ? randomBytes(32) : Buffer.from(secret.reveal());

/** Key of the fingerprints of tokens: the same in all processes with the same secret. */
export const fingerprintKeyOf = (secret: Uint8Array): Uint8Array => deriveKey(secret, 'token fingerprint');
