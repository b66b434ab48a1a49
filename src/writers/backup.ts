import { randomUUID } from 'node:crypto';
import type { ProjectSource } from '../loaders/project-source.ts';
import type { Clock } from '../redcap/clock.ts';
import type { Backup, BackupEntry, Backups } from '../state/backups.ts';

export type { BackupEntry } from '../state/backups.ts';

/** A month, in which a wrong import is mostly found. */
export const BACKUP_MAX_AGE_MS = 30 * 24 * 3_600_000;

/** What can be replaced, and is stored before that. */
export const backupKinds = {
  ARMS: 'The arms, with their events, designations and repeating setup.',
  EVENTS: 'The events, with the arms, designations and repeating setup.',
  FORM_EVENT_MAPPINGS: 'Which instruments are designated for which events, and what repeats.',
  REPEATING_INSTRUMENTS_AND_EVENTS: 'Which instruments and events repeat.',
  METADATA: 'The data dictionary, with the designations and what repeats.',
  USERS: 'Users whose rights change or who go.',
  USER_ROLES: 'User roles that change or go, with their members.',
  USER_ROLE_ASSIGNMENTS: 'Which role users were in.',
  USER_DATA_ACCESS_GROUP_ASSIGNMENTS: 'Which data access group users were in.',
} as const;

/** One of the kinds of backups. */
export type BackupKind = keyof typeof backupKinds;

/** A backup that is to be stored. */
export interface NewBackup {
  readonly kind: BackupKind;
  readonly rows: number;
  /** Plain data. */
  readonly content: unknown;
}

/** The backups of all projects, over the gateways that share the state. */
export interface BackupStore {
  /** Stores a backup, and returns its id once it is safe. */
  readonly add: (source: ProjectSource, backup: Omit<Backup<unknown>, 'id' | 'createdAt'>) => Promise<string>;
  /** A backup of the project; null when there is none with this id, or it is too old. */
  readonly find: <Content>(source: ProjectSource, id: string) => Promise<Backup<Content> | null>;
  /** What is said of all backups of the project, the latest first. */
  readonly list: (source: ProjectSource) => Promise<readonly BackupEntry[]>;
}

/** Whoever opens the same project of the same REDCap, by whatever token, finds the same backups. */
const spaceOf = async (source: ProjectSource): Promise<string> =>
  JSON.stringify([source.connection.host, (await source.project()).project_id]);

/** Backups that are kept for so many milliseconds. */
export const createBackupStore = (backups: Backups, maxAgeMs: number, clock: Pick<Clock, 'date'>): BackupStore => ({
  add: async (source, backup) => {
    const id = randomUUID();
    await backups.store(await spaceOf(source), { ...backup, id, createdAt: clock.date() }, maxAgeMs);
    return id;
  },
  find: async (source, id) => backups.find(await spaceOf(source), id),
  list: async (source) => backups.list(await spaceOf(source)),
});
