import { basename, dirname } from 'node:path';
import { readLines } from './file-line.ts';
import { readFileName } from './folder.ts';
import { verifyLines, type Before, type Verification } from './verification.ts';

/** What one file came to. */
export interface FileVerification extends Verification {
  readonly path: string;
}

/** What all files came to. */
export interface FilesVerification {
  readonly files: readonly FileVerification[];
  /** Whether a line has the hash that was last known; null where none was given. */
  readonly hasLast: boolean | null;
}

/** The chain that a file is a part of. A file with a name of its own is a chain by itself. */
const chainOf = (path: string): string => readFileName(dirname(path), basename(path))?.instance ?? path;

/**
 * Follows the chains of these files, of which those of one gateway have to come in the order of their days. A chain may begin
 * anywhere, because old files may have been moved away. `last` is the hash of a line that is known to have been written.
 */
export const verifyFiles = async (paths: readonly string[], last: string | null): Promise<FilesVerification> => {
  const heads = new Map<string, Before>();
  const files: FileVerification[] = [];
  let hasLast = false;
  for (const path of paths) {
    const chain = chainOf(path);
    const result = await verifyLines(readLines(path), heads.get(chain) ?? 'unknown', ({ hash }) => {
      if (hash === last) hasLast = true;
    });
    // Behind a break nothing is known of what should follow.
    const next = result.broken === null ? result.head : null;
    heads.set(chain, next ?? 'unknown');
    files.push({ ...result, path });
  }
  return { files, hasLast: last === null ? null : hasLast };
};
