import type { ProjectSource } from '../loaders/project-source.ts';
import { restoreAccess } from './access/restoration.ts';
import type { AccessBackupKind, AccessChange, AccessPrevious } from './access/change.ts';
import type { BackupEntry, BackupKind } from './backup.ts';
import type { WriteContext } from './context.ts';
import type { DesignBackupKind, DesignContent } from './design/backup.ts';
import type { DesignChange } from './design/change.ts';
import { restoreDesign } from './design/restoration.ts';
import { userError, type UserErrorShape } from './user-error.ts';

/** Which backup is put back, and how. */
export interface RestoreInput {
  readonly backupId: string;
  readonly dryRun: boolean;
  readonly expectedRevision: string | null;
  readonly allowDataLoss: boolean;
  readonly allowWidening: boolean;
}

/** What came of it. */
export interface RestoreResult {
  readonly source: ProjectSource;
  /** The backup that was put back; null when there is none. */
  readonly backup: BackupEntry | null;
  readonly changes: readonly DesignChange[];
  readonly accessChanges: readonly AccessChange[];
  /** What does not come back, in sentences. */
  readonly losses: readonly string[];
  readonly dryRun: boolean;
  /** The backup of what was there until now. */
  readonly backupId: string | null;
  readonly errors: readonly UserErrorShape[];
}

/** A backup with what its kind holds. */
type Content =
  | { readonly kind: DesignBackupKind; readonly content: DesignContent }
  | { readonly kind: AccessBackupKind; readonly content: AccessPrevious };

const isOfAccess = (backup: Content): backup is Extract<Content, { readonly content: AccessPrevious }> =>
  backup.kind.startsWith('USER');

const nothing = { changes: [], accessChanges: [], losses: [], backupId: null } as const;

/**
 * Puts back what a mutation replaced. The restoration is a replacing write itself: with a backup of its own, in the project's lane, and
 * looked at afterwards.
 */
export const restoreBackup = async (
  context: WriteContext,
  source: ProjectSource,
  { backupId, dryRun, expectedRevision, allowDataLoss, allowWidening }: RestoreInput,
): Promise<RestoreResult> => {
  const found = await context.backups.find<never>(source, backupId);
  const refuse = (backup: BackupEntry | null, error: UserErrorShape): RestoreResult => {
    return { ...nothing, source, backup, dryRun, errors: [error] };
  };
  if (found === null) {
    const message = 'The project has no backup with this id. Project.backups lists those there are.';
    return refuse(null, userError('NOT_FOUND', ['backupId'], message));
  }
  // Each writer stores the content of its kind.
  const backup: Content = { kind: found.kind as BackupKind, content: found.content };
  const result = { ...nothing, source, backup: found, dryRun };
  if (isOfAccess(backup)) {
    if (expectedRevision !== null) {
      const message = 'A revision is of the design, and this backup is of users and roles. Leave it out.';
      return refuse(found, userError('VALIDATION', ['expectedRevision'], message));
    }
    const {
      changes,
      losses,
      backupId: own,
      errors,
    } = await restoreAccess(context, source, backup, { dryRun, allowWidening });
    return { ...result, accessChanges: changes, losses, backupId: own, errors };
  }
  const options = { dryRun, expectedRevision, allowDataLoss };
  const { changes, losses, backupId: own, errors } = await restoreDesign(context, source, backup, options);
  return { ...result, changes, losses, backupId: own, errors };
};
