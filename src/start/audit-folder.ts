import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { dataFolderIn } from '../config/data.ts';

/** The folder of the audit; null where nothing is kept on a disk. */
export const auditFolderOf = ({ audit, data }: Pick<Config, 'audit' | 'data'>): string | null => {
  if (audit.folder !== undefined) return audit.folder;
  return data.kind === 'memory' ? null : join(data.path ?? dataFolderIn(homedir()), 'audit');
};
