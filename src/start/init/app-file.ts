import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file that belongs into an app. */
export interface AppFile {
  /** Its path from the folder of the app. */
  readonly path: string;
  readonly text: string;
  /** One clause that says what it is for. */
  readonly purpose: string;
  readonly isProgram?: boolean;
}

/** What became of a file. */
export interface PlacedFile {
  readonly file: AppFile;
  readonly outcome: 'written' | 'replaced' | 'unchanged' | 'kept';
  /** The first line of a file that was kept that is another; null for all others. */
  readonly difference: Difference | null;
}

/** A line in which a file differs from what the command would write. Null stands for the end of a text. */
export interface Difference {
  readonly line: number;
  readonly present: string | null;
  readonly wanted: string | null;
}

const readIfThere = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new Error(`${path} is there and cannot be read.`, { cause: error });
  }
};

/** The first line in which two texts differ. */
const compareTexts = (present: string, wanted: string): Difference => {
  const [here, there] = [present.split('\n'), wanted.split('\n')];
  const index = Array.from({ length: Math.max(here.length, there.length) }, (_, at) => at).findIndex(
    (at) => here[at] !== there[at],
  );
  return { line: index + 1, present: here[index] ?? null, wanted: there[index] ?? null };
};

/** The text of a file of an app; undefined where there is none. */
export const readAppFile = (folder: string, path: string): string | undefined => readIfThere(join(folder, path));

/** Puts a file into the folder of an app. A file that is there and differs is kept, unless `force` asks to replace it. */
export const placeFile = (folder: string, file: AppFile, force: boolean): PlacedFile => {
  const path = join(folder, file.path);
  const present = readIfThere(path);
  if (present === file.text) return { file, outcome: 'unchanged', difference: null };
  if (present !== undefined && !force) {
    return { file, outcome: 'kept', difference: compareTexts(present, file.text) };
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, file.text, { mode: file.isProgram === true ? 0o755 : 0o644 });
  return { file, outcome: present === undefined ? 'written' : 'replaced', difference: null };
};
