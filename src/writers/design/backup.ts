import type { Design, DesignRows } from '../../graph/design/design.ts';
import type { BackupKind, NewBackup } from '../backup.ts';

/** The parts of a design that backups hold. */
export type BackupPart = 'metadata' | 'arms' | 'events' | 'mappings' | 'repeating';

/** Parts of a design as they were. */
export type DesignContent = Readonly<Partial<Pick<DesignRows, BackupPart>>>;

/** What each kind of import of a design replaces, and what goes with it in REDCap. The part that is replaced is the first. */
const parts = {
  ARMS: ['arms', 'events', 'mappings', 'repeating'],
  EVENTS: ['events', 'arms', 'mappings', 'repeating'],
  FORM_EVENT_MAPPINGS: ['mappings', 'repeating'],
  REPEATING_INSTRUMENTS_AND_EVENTS: ['repeating'],
  METADATA: ['metadata', 'mappings', 'repeating'],
} as const satisfies Readonly<Partial<Record<BackupKind, readonly BackupPart[]>>>;

/** A kind of backups of designs. */
export type DesignBackupKind = keyof typeof parts;

/** The parts of a design that are read anew for a backup. */
export const partsOf = (kind: DesignBackupKind | null): readonly BackupPart[] => (kind === null ? [] : parts[kind]);

/** What an import of this kind is about to replace; null where it replaces nothing. */
export const designBackup = (kind: DesignBackupKind | null, { rows }: Design): NewBackup | null => {
  if (kind === null) return null;
  const content: DesignContent = Object.fromEntries(parts[kind].map((part) => [part, rows[part] ?? []]));
  return { kind, rows: rows[parts[kind][0]]?.length ?? 0, content };
};
