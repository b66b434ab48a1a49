import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ConfigInput, SecretFile } from '../config.ts';
import { createLocate, findSyntaxError, listRepeatedKeys } from './json-place.ts';

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
