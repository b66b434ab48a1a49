import type { Config } from '../config.ts';

/** The folder of the audit; null where there is none. */
export const auditFolderOf = ({ audit }: Pick<Config, 'audit'>): string | null => audit.folder ?? null;
