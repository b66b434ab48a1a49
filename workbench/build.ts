import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** The built page. */
const PAGE = join(root, 'dist/workbench/index.html');

const changedAt = (path: string): number => statSync(path).mtimeMs;

/** Whether the built page is newer than all that it is made of. */
const isFresh = (): boolean => {
  if (!existsSync(PAGE)) return false;
  const sources = globSync('{workbench/**/*.{ts,tsx,css,svg,html},package-lock.json}', { cwd: root });
  const built = changedAt(PAGE);
  return sources.every((file) => changedAt(join(root, file)) <= built);
};

/** Builds the workbench into `dist/workbench`, unless what is there is newer than its sources. */
export const buildWorkbench = async (): Promise<void> => {
  if (isFresh()) return;
  const { build } = await import('vite');
  await build({ configFile: join(import.meta.dirname, 'vite.config.ts'), logLevel: 'error' });
};
