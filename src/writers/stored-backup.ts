import type { Context } from '../context.ts';
import type { ProjectSource } from '../loaders/project-source.ts';
import { RedcapError } from '../redcap/errors.ts';
import type { NewBackup } from './backup.ts';
import { userErrorOf, type UserErrorShape } from './user-error.ts';

/** What storing a backup needs of a request's context. */
export type BackupContext = Pick<Context, 'backups' | 'operation' | 'subject'>;

/** A backup that is stored, null where nothing was to be stored; or why it could not be. */
export type Stored = { readonly backupId: string | null } | { readonly error: UserErrorShape };

/**
 * Stores what a write is about to replace, if anything. Where that cannot be stored the write is refused: nothing but the backup would have
 * what it takes away.
 */
export const storeBackup = async (
  { backups, operation, subject }: BackupContext,
  source: ProjectSource,
  backup: NewBackup | null,
): Promise<Stored> => {
  if (backup === null) return { backupId: null };
  try {
    const operationId = operation?.operationId ?? null;
    return { backupId: await backups.add(source, { ...backup, by: subject, operationId }) };
  } catch (cause) {
    if (cause instanceof RedcapError) throw cause;
    const message =
      'The gateway could not store what this replaces, so that nothing could give it back. Nothing was sent. Try again later.';
    const error = new RedcapError('OVERLOADED', { message, notSent: true, retryAfterSeconds: 30, cause });
    return { error: userErrorOf(error, []) };
  }
};
