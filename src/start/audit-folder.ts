import { join } from 'node:path';
import type { Config } from '../config.ts';
import { dataFolderOf } from './data-folder.ts';

/** The folder of the audit; null where nothing is kept on a disk. */
export const auditFolderOf = (config: Pick<Config, 'audit' | 'data'>): string | null => {
  if (config.audit.folder !== undefined) return config.audit.folder;
  const folder = dataFolderOf(config);
  return folder === null ? null : join(folder, 'audit');
};
