import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';
import { isDemo, type DemoSigns } from '../config/demo.ts';
import { deriveKey } from '../secret-key.ts';

/** What decides on the secret of a start. */
type Secretive = Pick<Config, 'secret'> & DemoSigns;

/**
 * A secret that everybody knows. Ids that the demo gave stay good over its restarts by it, and so do the caches of apps. It guards
 * nothing there: the people are invented, and nobody needs a credential.
 */
const DEMO_SECRET = Buffer.from('the secret of a demo, which guards nothing and nobody');

/**
 * The one secret of this start. A random one holds for this process only: nothing that it sealed can be read after it. The
 * demo alone has one that is known.
 */
export const secretOf = (config: Secretive): Uint8Array => {
  if (config.secret !== null) return Buffer.from(config.secret.reveal());
  return isDemo(config) ? DEMO_SECRET : randomBytes(32);
};

/** Key of the fingerprints of tokens: the same in all processes with the same secret. */
export const fingerprintKeyOf = (secret: Uint8Array): Uint8Array => deriveKey(secret, 'token fingerprint');
