import { MOST_BACKUPS, NoBackupRoom, type Backup, type BackupEntry, type Backups } from '../backups.ts';
import { pack, unpack } from '../pack.ts';
import type { Seal } from '../seal.ts';
import type { Database } from './database.ts';
import { ageOf } from './room.ts';

export interface BackupsOptions {
  readonly database: Database;
  readonly seal: Seal;
  readonly date: () => number;
  /** The most that the backups of one space may hold. */
  readonly maxSpaceBytes: number;
  /** The most that all backups may hold. */
  readonly maxBytes: number;
}

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly created_at: number;
  readonly made_by: string;
  readonly row_count: number;
  readonly operation_id: string | null;
}

const COLUMNS = 'id, kind, created_at, made_by, row_count, operation_id';

const prepareAll = ({ prepare }: Database) => ({
  find: prepare<Row & { readonly content: Uint8Array }>(
    `SELECT ${COLUMNS}, content FROM backup WHERE space = ? AND id = ? AND until > ?`,
  ),
  list: prepare<Row>(`SELECT ${COLUMNS} FROM backup WHERE space = ? AND until > ? ORDER BY place DESC`),
  sizes: prepare<{ place: number; bytes: number }>(
    'SELECT place, bytes FROM backup WHERE space = ? ORDER BY place DESC',
  ),
  sizeOfAll: prepare<{ bytes: number }>('SELECT total(bytes) AS bytes FROM backup INDEXED BY backup_by_place'),
  sizeOfSpace: prepare<{ bytes: number }>('SELECT total(bytes) AS bytes FROM backup WHERE space = ?'),
  remove: prepare('DELETE FROM backup WHERE space = ? AND id = ?'),
  removeOld: prepare('DELETE FROM backup WHERE place IN (SELECT place FROM backup WHERE until <= ? LIMIT 20)'),
  removePlace: prepare('DELETE FROM backup WHERE place = ?'),
  add: prepare(
    `INSERT INTO backup (space, ${COLUMNS}, content, bytes, max_age, until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
});

const entryOf = (row: Row): BackupEntry => ({
  id: row.id,
  kind: row.kind,
  createdAt: row.created_at,
  by: row.made_by,
  rows: row.row_count,
  operationId: row.operation_id,
});

/** Backups in the file of the state, with their content sealed. */
export const createBackups = ({ database, seal, date, maxSpaceBytes, maxBytes }: BackupsOptions): Backups => {
  const statements = prepareAll(database);
  const hide = (space: string): string => seal.hide(JSON.stringify(['backup', space]));

  /** Removes the oldest of a space until there is room for so many bytes more. Throws where other spaces leave none. */
  const makeRoom = (space: string, bytes: number): void => {
    statements.removeOld.run(date());
    const own = statements.sizeOfSpace.get(space)?.bytes ?? 0;
    const others = (statements.sizeOfAll.get()?.bytes ?? 0) - own;
    let room = Math.min(maxSpaceBytes, maxBytes - others) - bytes;
    if (room < 0) throw new NoBackupRoom();
    let isFull = false;
    for (const [index, row] of statements.sizes.all(space).entries()) {
      isFull ||= index >= MOST_BACKUPS - 1 || row.bytes > room;
      if (isFull) statements.removePlace.run(row.place);
      else room -= row.bytes;
    }
  };

  const add = (space: string, backup: Backup<unknown>, content: Buffer, maxAgeMs: number): void => {
    const { id, kind, createdAt, by, rows, operationId } = backup;
    statements.remove.run(space, id);
    makeRoom(space, content.length);
    const entry = [id, kind, createdAt, by, rows, operationId];
    statements.add.run(space, ...entry, content, content.length, maxAgeMs, date() + maxAgeMs);
  };

  return {
    store: async (space, backup, maxAgeMs) => {
      const content = seal.seal(['backup', space, backup.id], await pack(JSON.stringify(backup.content)));
      await database.change(() => add(hide(space), backup, content, ageOf(maxAgeMs)));
    },
    find: async <Content>(space: string, id: string) => {
      const row = statements.find.get(hide(space), id, date());
      const content = row === undefined ? null : seal.open(['backup', space, id], row.content);
      if (row === undefined || content === null) return null;
      // Whoever asks for the content knows what was stored under this kind.
      return { ...entryOf(row), content: JSON.parse(await unpack(content)) as Content };
    },
    list: async (space) => Promise.resolve(statements.list.all(hide(space), date()).map(entryOf)),
  };
};
