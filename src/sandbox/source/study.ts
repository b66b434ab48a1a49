import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readProjectXml } from '../odm/reader.ts';
import { createStore } from '../state/store.ts';

/** The folder of the invented studies. It stands beside the sources, and beside the built package too. */
export const studiesFolder = join(import.meta.dirname, '..', '..', '..', 'test', 'studies');

const fileIn = (folder: string, name: string): string => join(folder, name, 'project.xml');

const listNames = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(fileIn(folder, entry.name)))
    .map((entry) => entry.name)
    .sort();

const readTitle = (path: string): string =>
  readProjectXml(readFileSync(path, 'utf8'), createStore()).settings.project_title;

/**
 * The project XML of an invented study, by the study's name.
 * Throws an error that lists the studies when there is none of that name, or says that the folder of the studies is
 * missing.
 */
export const studyFile = (name: string, folder = studiesFolder): string => {
  if (!existsSync(folder)) {
    throw new Error(`--study ${name}: the invented studies are not in this installation. ${folder} does not exist.`);
  }
  const names = listNames(folder);
  if (names.includes(name)) return fileIn(folder, name);
  const width = Math.max(0, ...names.map(({ length }) => length));
  const lines = names.map((known) => `  ${known.padEnd(width)}  ${readTitle(fileIn(folder, known))}`);
  throw new Error([`--study ${name}: there is no study of this name. There are:`, ...lines].join('\n'));
};
