import { MOST_BACKUPS, NoBackupRoom, type Backup, type BackupEntry, type Backups } from '../backups.ts';
import { sizeOf } from './size.ts';

export interface BackupRoom {
  /** A clock in milliseconds that only grows. */
  readonly now: () => number;
  /** The most that the backups of one space may hold. */
  readonly maxSpaceBytes: number;
  /** The most that all backups may hold. */
  readonly maxBytes: number;
}

interface Stored {
  readonly backup: Backup<unknown>;
  readonly bytes: number;
  readonly until: number;
}

const sum = (stored: readonly Stored[]): number => stored.reduce((total, { bytes }) => total + bytes, 0);

const entryOf = ({ backup }: Stored): BackupEntry => {
  const { content: _content, ...entry } = backup;
  return entry;
};

/** The newest backups that fit beside so many bytes; they are in the order of time. */
const newestWithin = (stored: readonly Stored[], count: number, bytes: number): readonly Stored[] => {
  let [first, room] = [stored.length, bytes];
  while (first > Math.max(0, stored.length - count)) {
    const size = stored[first - 1]?.bytes ?? 0;
    if (size > room) break;
    room -= size;
    first -= 1;
  }
  return stored.slice(first);
};

/** The backups of one process. They are gone at its end, as is the process whose writes they were made for. */
export const createBackups = ({ now, maxSpaceBytes, maxBytes }: BackupRoom): Backups => {
  const spaces = new Map<string, readonly Stored[]>();

  const keep = (space: string, stored: readonly Stored[]): void => {
    if (stored.length === 0) spaces.delete(space);
    else spaces.set(space, stored);
  };

  const prune = (): void => {
    for (const [space, stored] of spaces)
      keep(
        space,
        stored.filter(({ until }) => until > now()),
      );
  };

  const inSpace = (space: string): readonly Stored[] => {
    prune();
    return spaces.get(space) ?? [];
  };

  return {
    store: (space, backup, maxAgeMs) => {
      const bytes = sizeOf(backup);
      if (bytes > maxSpaceBytes) return Promise.reject(new NoBackupRoom());
      const others = inSpace(space).filter((stored) => stored.backup.id !== backup.id);
      const used = [...spaces].reduce((total, [name, stored]) => total + (name === space ? 0 : sum(stored)), 0);
      const room = Math.min(maxSpaceBytes, maxBytes - used) - bytes;
      if (room < 0) return Promise.reject(new NoBackupRoom());
      keep(space, [...newestWithin(others, MOST_BACKUPS - 1, room), { backup, bytes, until: now() + maxAgeMs }]);
      return Promise.resolve();
    },
    find: <Content>(space: string, id: string) =>
      Promise.resolve(
        // Whoever asks for the content knows what was stored under this kind.
        (inSpace(space).find(({ backup }) => backup.id === id)?.backup as Backup<Content> | undefined) ?? null,
      ),
    list: (space) => Promise.resolve(inSpace(space).toReversed().map(entryOf)),
  };
};
