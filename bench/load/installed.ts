import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Whether the packages of a folder of the benchmarks are installed; npm writes this file last. */
const isInstalled = (folder: string): boolean =>
  existsSync(join(import.meta.dirname, '..', folder, 'node_modules/.package-lock.json'));

/** The peers that are measured beside the gateway. The product's own `npm ci` does without them. */
export const hasPeers = isInstalled('peer');

/** What to do about it when they are not. */
export const howToInstallPeers = 'The peers are not installed: run "npm run install-peers" to measure them too.';
