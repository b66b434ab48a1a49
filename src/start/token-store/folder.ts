import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { STORED_TOKEN_NAME } from '../../config/section/secret-reference.ts';

const SUFFIX = '.token';
const OWNER_ONLY = { file: 0o600, folder: 0o700 };
const OTHERS_MAY_WRITE = 0o022;

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** The file of a token. */
export const tokenFileOf = (folder: string, name: string): string => join(folder, `${name}${SUFFIX}`);

/** The names of all tokens in a folder, in their order; null where there is no folder. */
export const listTokenFiles = (folder: string): readonly string[] | null => {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith(SUFFIX))
      .map((file) => basename(file, SUFFIX))
      .filter((name) => STORED_TOKEN_NAME.test(name))
      .sort();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
};

/** What is renamed or linked has to be on the disk, and its name too. */
const flush = (path: string): void => {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

const prepareFolder = (folder: string): void => {
  mkdirSync(folder, { recursive: true, mode: OWNER_ONLY.folder });
  if ((statSync(folder).mode & OTHERS_MAY_WRITE) === 0) return;
  throw new Error(`Others can write to the token store ${folder}. Run: chmod 700 ${folder}`);
};

/** Writes a file beside its place, and lets `place` bring it there in one step. */
const writeBeside = (folder: string, name: string, text: string, place: (draft: string) => void): void => {
  const draft = join(folder, `.${name}.${randomUUID()}`);
  try {
    writeFileSync(draft, text, { mode: OWNER_ONLY.file, flag: 'wx', flush: true });
    place(draft);
    flush(folder);
  } finally {
    rmSync(draft, { force: true });
  }
};

/** Whether a name is in use. Of names that differ only by case some disks would make one file. */
export const isTaken = (folder: string, name: string): boolean =>
  listTokenFiles(folder)?.some((known) => known.toLowerCase() === name.toLowerCase()) === true;

/** Adds the file of a token. Returns false, and changes nothing, where the name is taken, also where it was taken this moment. */
export const addTokenFile = (folder: string, name: string, text: string): boolean => {
  prepareFolder(folder);
  if (isTaken(folder, name)) return false;
  try {
    writeBeside(folder, name, text, (draft) => linkSync(draft, tokenFileOf(folder, name)));
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
};

/** Replaces the file of a token. Whoever reads meanwhile reads the old one or the new one. */
export const replaceTokenFile = (folder: string, name: string, text: string): void => {
  prepareFolder(folder);
  writeBeside(folder, name, text, (draft) => renameSync(draft, tokenFileOf(folder, name)));
};

/** Removes the file of a token. */
export const removeTokenFile = (folder: string, name: string): void => {
  unlinkSync(tokenFileOf(folder, name));
  flush(folder);
};
