import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The first program of these names on the path; undefined where there is none. */
export const findProgram = (...names: readonly string[]): string | undefined => {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
};
