import { existsSync, globSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Where the gateway finds what is built. */
const FOLDER = join(root, 'dist/workbench');
const PAGE = join(FOLDER, 'index.html');

const changedAt = (path: string): number => statSync(path).mtimeMs;

/** Whether the built page is newer than all that it is made of. */
const isFresh = (): boolean => {
  if (!existsSync(PAGE)) return false;
  const sources = globSync('{workbench/**/*.{ts,tsx,css,svg,html},package-lock.json}', { cwd: root });
  const built = changedAt(PAGE);
  return sources.every((file) => changedAt(join(root, file)) <= built);
};

/** Moves a folder, unless that fails with one of these codes. */
const moveUnless = (codes: readonly string[], from: string, to: string): void => {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && codes.includes(String(error.code)))) throw error;
  }
};

/** Moves what was built before to `old`, and `made` to its place, where a faster process may have put the same. */
const replaceFolder = (made: string, old: string): void => {
  moveUnless(['ENOENT'], FOLDER, old);
  moveUnless(['ENOTEMPTY', 'EEXIST'], made, FOLDER);
};

/** Runs a build as for production, whoever asks. Tests have a `NODE_ENV` of their own, with which React would be its slower, larger self. */
const asProduction = async (run: () => Promise<unknown>): Promise<void> => {
  const { NODE_ENV } = process.env;
  process.env['NODE_ENV'] = 'production';
  try {
    await run();
  } finally {
    if (NODE_ENV === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = NODE_ENV;
  }
};

/** Builds the workbench into `dist/workbench`, unless what is there is newer than its sources. */
export const buildWorkbench = async (): Promise<void> => {
  if (isFresh()) return;
  const { build } = await import('vite');
  mkdirSync(join(root, 'dist'), { recursive: true });
  // Two processes may build at once. Each has a folder of its own, so that a page is there whole or not at all.
  const own = mkdtempSync(`${FOLDER}-`);
  try {
    const outDir = join(own, 'new');
    const configFile = join(import.meta.dirname, 'vite.config.ts');
    await asProduction(() => build({ configFile, logLevel: 'error', build: { outDir } }));
    replaceFolder(outDir, join(own, 'old'));
  } finally {
    rmSync(own, { recursive: true });
  }
};
