import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { ConfigInput, SecretFile } from '../config.ts';
import { createLocate, findSyntaxError, listRepeatedKeys } from './json-place.ts';
import type { ExampleQuery } from '../gateway/graphiql.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not read it',
  EISDIR: 'it is a folder',
};

const reasonOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? `it cannot be read (${code === '' ? 'unknown reason' : code})`;
};

/** A text file that the command line names; throws with the reason where it cannot be read. */
export const readTextFile = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`${path}: ${reasonOf(error)}.`, { cause: error });
  }
};

/** The configuration file as JSON, or the reason why there is none, without quoting a value of the file. */
export const readConfigFile = (path: string): Pick<ConfigInput, 'file' | 'fileProblems' | 'locate'> => {
  let text: string;
  try {
    // Some editors begin a file with a byte order mark.
    text = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    return { fileProblems: [`${path}: ${reasonOf(error)}.`] };
  }
  const place = findSyntaxError(text);
  if (place !== undefined) return { fileProblems: [`${path}: is not valid JSON from ${place} on.`] };
  return {
    file: JSON.parse(text),
    locate: createLocate(text),
    fileProblems: listRepeatedKeys(text).map(
      ({ key, place: where }) => `${path}: "${key}" (${where}) stands twice in its object. Take one of the two out.`,
    ),
  };
};

/** Neither this user's nor root's. Windows has no such numbers. */
const isForeign = (uid: number): boolean => uid !== 0 && process.getuid !== undefined && uid !== process.getuid();

/** Reads a file that holds a secret; relative paths begin at `folder`. */
export const readSecretFile =
  (folder: string) =>
  (path: string): SecretFile => {
    const file = resolve(folder, path);
    try {
      const { mode, uid } = statSync(file);
      return { text: readFileSync(file, 'utf8'), mode, isForeign: isForeign(uid) };
    } catch (error) {
      return { problem: reasonOf(error) };
    }
  };

/** The example queries of a folder in the order of their names, `01-project.graphql` with `01-project.variables.json`. */
export const readExamples = (folder: string): ExampleQuery[] => {
  const names = readdirSync(folder);
  return names
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => {
      const query = readFileSync(resolve(folder, name), 'utf8');
      const variables = `${basename(name, '.graphql')}.variables.json`;
      return names.includes(variables)
        ? { query, variables: readFileSync(resolve(folder, variables), 'utf8') }
        : { query };
    });
};

/** The example queries for the graphs of single projects. Each folder within `folder` is named by its project's key. */
export const readProjectExamples = (folder: string): ReadonlyMap<string, readonly ExampleQuery[]> => {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return new Map(folders.map(({ name }) => [name, readExamples(resolve(folder, name))]));
};
