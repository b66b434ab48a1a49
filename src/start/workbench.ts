import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config.ts';
import type { WorkbenchPolicy } from '../gateway/workbench.ts';

/** Where the page is built into, whether the program runs from `src` or from `dist`. */
const FOLDER = fileURLToPath(new URL('../../dist/workbench', import.meta.url));

/** Whether and from where the page for browsers is served. */
export const workbenchOf = ({ workbench }: Pick<Config, 'workbench'>): WorkbenchPolicy => ({
  // It is not there after `npm ci --omit=dev` in a clone, which brings nothing that could build it.
  enabled: workbench && existsSync(join(FOLDER, 'index.html')),
  folder: FOLDER,
});
