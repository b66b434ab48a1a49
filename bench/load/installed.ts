import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Whether the packages of a folder of the benchmarks are installed; npm writes this file last. */
const isInstalled = (folder: string): boolean =>
  existsSync(join(import.meta.dirname, '..', folder, 'node_modules/.package-lock.json'));

/** The peers that are measured beside the gateway. The product's own `npm ci` does without them. */
export const hasPeers = isInstalled('peer');

/** What draws the plots. */
export const hasPlots = isInstalled('plot');

/** What to do about it when they are not. */
export const howToInstall = 'The peers or the plots are not installed: run "npm run install-bench" to have them too.';
