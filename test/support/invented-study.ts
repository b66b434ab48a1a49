import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The invented studies of this repository; its README says what is in them. */
export const inventedFolder = join(import.meta.dirname, '..', 'studies');

/** Their names, in order. */
export const inventedNames: readonly string[] = readdirSync(inventedFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();
