import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** All programs of these names on the path, in its order. */
export const findPrograms = (...names: readonly string[]): readonly string[] => {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).filter((path) => existsSync(path));
};

/** The first of them; undefined where there is none. */
export const findProgram = (...names: readonly string[]): string | undefined => findPrograms(...names)[0];
