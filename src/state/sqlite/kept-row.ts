import type { Database } from './database.ts';
import { noRoom } from '../unavailable.ts';
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
  /** It does not go before its age. */
  readonly isFirm: boolean;
}

/** The rows of one area. Each call is a part of the transaction that runs. */
export interface KeptRows {
  readonly find: (place: KeptPlace) => KeptRow | undefined;
  readonly list: (space: string) => readonly { readonly sealed_name: Uint8Array; readonly version: string }[];
  /**
   * Puts a row in the place of the one before. The oldest rows make room; one that is larger than all room is not kept. Rows that are
   * firm have as much room of their own, and none makes room for another: throws `StateUnavailable` without it.
   */
  readonly put: (row: NewKeptRow) => void;
  readonly remove: (place: KeptPlace) => void;
  readonly removeSpace: (space: string) => void;
}

/** A row that has gone: 1 where it was firm, else 0. */
interface FreedKept extends FreedRow {
  readonly firm: number;
}

const prepareAll = ({ prepare }: Database) => ({
  find: prepare<KeptRow>('SELECT value, version FROM kept WHERE area = ? AND space = ? AND name = ? AND until > ?'),
  list: prepare<{ sealed_name: Uint8Array; version: string }>(
    'SELECT sealed_name, version FROM kept WHERE area = ? AND space = ? AND until > ?',
  ),
  add: prepare(
    'INSERT INTO kept (area, space, name, sealed_name, value, bytes, version, max_age, until, firm) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  ),
  remove: prepare<FreedKept>('DELETE FROM kept WHERE area = ? AND space = ? AND name = ? RETURNING bytes, firm'),
  removeSpace: prepare<FreedKept>('DELETE FROM kept WHERE area = ? AND space = ? RETURNING bytes, firm'),
  removeOldest: prepare<FreedRow>(
    'DELETE FROM kept WHERE id IN (SELECT id FROM kept WHERE area = ? AND firm = 0 ORDER BY id LIMIT ?) RETURNING bytes',
  ),
  removeOldFirm: prepare<FreedRow>('DELETE FROM kept WHERE area = ? AND firm = 1 AND until <= ? RETURNING bytes'),
  size: prepare<FreedRow>('SELECT total(bytes) AS bytes FROM kept WHERE area = ? AND firm = 0'),
  sizeOfFirm: prepare<FreedRow>('SELECT total(bytes) AS bytes FROM kept WHERE area = ? AND firm = 1'),
});

/** The room of the rows of an area, of which those that are firm have as much as the others. */
const createRooms = (
  { meter }: Database,
  statements: ReturnType<typeof prepareAll>,
  area: string,
  maxBytes: number,
  date: () => number,
) => {
  const soft = meter(() => statements.size.get(area)?.bytes ?? 0);
  const firm = meter(() => statements.sizeOfFirm.get(area)?.bytes ?? 0);
  const isFull = (bytes: number): boolean => firm.bytes() + bytes > maxBytes;
  return {
    free: (rows: readonly FreedKept[]): void => {
      firm.free(rows.filter((row) => row.firm === 1));
      soft.free(rows.filter((row) => row.firm === 0));
    },
    takeFirm: (bytes: number): void => {
      if (isFull(bytes)) firm.free(statements.removeOldFirm.all(area, date()));
      if (isFull(bytes)) throw noRoom();
      firm.add(bytes);
    },
    takeSoft: (bytes: number): void => {
      while (soft.bytes() + bytes > maxBytes) {
        const gone = statements.removeOldest.all(area, EVICTED);
        if (gone.length === 0) break;
        soft.free(gone);
      }
      soft.add(bytes);
    },
  };
};

/** Opens the rows of an area, which may hold so many bytes of values, and as many of values that are firm. */
export const openKeptRows = (database: Database, area: string, maxBytes: number, date: () => number): KeptRows => {
  const statements = prepareAll(database);
  const rooms = createRooms(database, statements, area, maxBytes, date);
  const remove = ({ space, name }: KeptPlace): void => rooms.free(statements.remove.all(area, space, name));

  return {
    find: ({ space, name }) => statements.find.get(area, space, name, date()),
    list: (space) => statements.list.all(area, space, date()),
    put: (row) => {
      remove(row);
      const { space, name, sealedName, value, version, isFirm } = row;
      const maxAge = ageOf(row.maxAgeMs);
      const bytes = value.byteLength + sealedName.byteLength;
      if (maxAge <= 0 || (!isFirm && bytes > maxBytes)) return;
      if (isFirm) rooms.takeFirm(bytes);
      else rooms.takeSoft(bytes);
      const [until, firm] = [date() + maxAge, isFirm ? 1 : 0];
      statements.add.run(area, space, name, sealedName, value, bytes, version, maxAge, until, firm);
    },
    remove,
    removeSpace: (space) => rooms.free(statements.removeSpace.all(area, space)),
  };
};
