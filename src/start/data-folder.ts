import { homedir } from 'node:os';
import type { Config } from '../config.ts';
import { dataFolderIn } from '../config/data.ts';

/** The data folder of a configuration; null where nothing is kept on a disk. */
export const dataFolderOf = ({ data }: Pick<Config, 'data'>): string | null =>
  data.kind === 'memory' ? null : (data.path ?? dataFolderIn(homedir()));
