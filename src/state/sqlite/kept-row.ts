import type { Database } from './database.ts';
import { ageOf, type FreedRow } from './room.ts';

/** So many values make room at once for a new one. */
const EVICTED = 20;

/** Where a value is kept: texts that say nothing of what they stand for. */
export interface KeptPlace {
  readonly space: string;
  readonly name: string;
}

/** A value as the file has it. */
export interface KeptRow {
  readonly value: Uint8Array;
  readonly version: string;
}

/** A value to keep. */
export interface NewKeptRow extends KeptPlace, KeptRow {
  readonly sealedName: Uint8Array;
  readonly maxAgeMs: number;
}

/** The rows of one area. Each call is a part of the transaction that runs. */
export interface KeptRows {
  readonly find: (place: KeptPlace) => KeptRow | undefined;
  readonly list: (space: string) => readonly { readonly sealed_name: Uint8Array; readonly version: string }[];
  /** Puts a row in the place of the one before. The oldest rows make room; one that is larger than all room is not kept. */
  readonly put: (row: NewKeptRow) => void;
  readonly remove: (place: KeptPlace) => void;
  readonly removeSpace: (space: string) => void;
}

const prepareAll = ({ prepare }: Database) => ({
  find: prepare<KeptRow>('SELECT value, version FROM kept WHERE area = ? AND space = ? AND name = ? AND until > ?'),
  list: prepare<{ sealed_name: Uint8Array; version: string }>(
    'SELECT sealed_name, version FROM kept WHERE area = ? AND space = ? AND until > ?',
  ),
  add: prepare(
    'INSERT INTO kept (area, space, name, sealed_name, value, bytes, version, max_age, until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  ),
  remove: prepare<FreedRow>('DELETE FROM kept WHERE area = ? AND space = ? AND name = ? RETURNING bytes'),
  removeSpace: prepare<FreedRow>('DELETE FROM kept WHERE area = ? AND space = ? RETURNING bytes'),
  removeOldest: prepare<FreedRow>(
    'DELETE FROM kept WHERE id IN (SELECT id FROM kept WHERE area = ? ORDER BY id LIMIT ?) RETURNING bytes',
  ),
  size: prepare<FreedRow>('SELECT total(bytes) AS bytes FROM kept WHERE area = ?'),
});

/** Opens the rows of an area, which may hold so many bytes of values. */
export const openKeptRows = (database: Database, area: string, maxBytes: number, date: () => number): KeptRows => {
  const statements = prepareAll(database);
  const used = database.meter(() => statements.size.get(area)?.bytes ?? 0);
  const remove = ({ space, name }: KeptPlace): void => used.free(statements.remove.all(area, space, name));

  const makeRoom = (bytes: number): void => {
    while (used.bytes() + bytes > maxBytes) {
      const gone = statements.removeOldest.all(area, EVICTED);
      if (gone.length === 0) return;
      used.free(gone);
    }
  };

  return {
    find: ({ space, name }) => statements.find.get(area, space, name, date()),
    list: (space) => statements.list.all(area, space, date()),
    put: (row) => {
      remove(row);
      const { space, name, sealedName, value, version } = row;
      const maxAge = ageOf(row.maxAgeMs);
      const bytes = value.byteLength + sealedName.byteLength;
      if (maxAge <= 0 || bytes > maxBytes) return;
      makeRoom(bytes);
      statements.add.run(area, space, name, sealedName, value, bytes, version, maxAge, date() + maxAge);
      used.add(bytes);
    },
    remove,
    removeSpace: (space) => used.free(statements.removeSpace.all(area, space)),
  };
};
