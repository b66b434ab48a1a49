/** What is said of a backup. Nothing of it is a participant's, and it may stand unsealed. */
export interface BackupEntry {
  /** Names the backup within its space. */
  readonly id: string;
  /** What was to be replaced. */
  readonly kind: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Names the caller whose write made it; never a token. */
  readonly by: string;
  /** How many rows it holds. */
  readonly rows: number;
  /** The write that it was made for, by its id; null when the write has none. */
  readonly operationId: string | null;
}

/** A backup with what it holds: plain data. */
export interface Backup<Content> extends BackupEntry {
  readonly content: Content;
}

/**
 * What was there before something was replaced, by the space that it belongs to (a project) and by id. Outside of this
 * process a backup's content is sealed, with its space and id as additional data.
 *
 * Backups of one space have room of their own: where it is used up, the oldest of the same space go, and never those of
 * another one.
 */
export interface Backups {
  /**
   * Stores a backup for so many milliseconds. The promise is fulfilled when the backup outlasts whatever the state outlasts,
   * and rejected with a `NoBackupRoom` when there is no room for it.
   */
  readonly store: (space: string, backup: Backup<unknown>, maxAgeMs: number) => Promise<void>;
  /** A backup of a space; null when there is none with this id, or it was too old. */
  readonly find: <Content>(space: string, id: string) => Promise<Backup<Content> | null>;
  /** What is said of all backups of a space, the latest first. */
  readonly list: (space: string) => Promise<readonly BackupEntry[]>;
}

/** So many backups of one space are kept at most, whatever their size. */
export const MOST_BACKUPS = 500;

/** There is no room for a backup. */
export class NoBackupRoom extends Error {
  constructor() {
    super('There is no room for the backup.');
    this.name = 'NoBackupRoom';
  }
}
