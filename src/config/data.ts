import { join, resolve } from 'node:path';
import type { CommandLine } from './command-line.ts';
import type { MendedFile } from './mended-file.ts';
import type { Reading } from './reading.ts';
import { IN_MEMORY } from './section/data.ts';
import type { DataConfig } from './section/data.ts';

/** The folder of this program in a home. */
export const dataFolderIn = (home: string): string => join(home, '.local/share/redcap-graphql');

const defaultFolder = (reading: Reading): string | null => {
  const [shared, home] = [reading.env('XDG_DATA_HOME'), reading.env('HOME')];
  if (shared !== undefined) return join(shared, 'redcap-graphql');
  return home === undefined ? null : dataFolderIn(home);
};

/** `--data DIR`, `REDCAP_GRAPHQL_DATA` or the file's `data`. Without any, a sandbox leaves nothing behind. */
export const readData = (
  reading: Reading,
  commandLine: Pick<CommandLine, 'data'>,
  { data }: MendedFile,
  isRedcap: boolean,
): DataConfig => {
  const given = commandLine.data ?? reading.env('REDCAP_GRAPHQL_DATA') ?? data;
  if (given === IN_MEMORY || (given === undefined && !isRedcap)) return { kind: 'memory' };
  return { kind: 'folder', path: given === undefined ? defaultFolder(reading) : resolve(given) };
};
