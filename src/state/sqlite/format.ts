import type { DatabaseSync } from 'node:sqlite';

/** Marks the file as one of this program ("rcgq"). */
const APPLICATION_ID = 0x72636771;

/**
 * What makes each format out of the one before. A format that was released is never changed: a change is a new entry, and the
 * first start with it rewrites the file. What may be long stands last in its row, because SQLite reads a row from its start.
 */
const steps: readonly string[] = [
  `CREATE TABLE kept (
     id INTEGER PRIMARY KEY,
     area TEXT NOT NULL,
     space TEXT NOT NULL,
     name TEXT NOT NULL,
     bytes INTEGER NOT NULL,
     version TEXT NOT NULL,
     max_age INTEGER NOT NULL,
     until INTEGER NOT NULL,
     sealed_name BLOB NOT NULL,
     value BLOB NOT NULL
   ) STRICT;
   CREATE UNIQUE INDEX kept_by_name ON kept (area, space, name);
   CREATE INDEX kept_by_age ON kept (until);
   CREATE INDEX kept_by_place ON kept (area, id, bytes);
   CREATE TABLE backup (
     place INTEGER PRIMARY KEY,
     space TEXT NOT NULL,
     id TEXT NOT NULL,
     kind TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     made_by TEXT NOT NULL,
     row_count INTEGER NOT NULL,
     operation_id TEXT,
     bytes INTEGER NOT NULL,
     max_age INTEGER NOT NULL,
     until INTEGER NOT NULL,
     content BLOB NOT NULL
   ) STRICT;
   CREATE UNIQUE INDEX backup_by_id ON backup (space, id);
   CREATE INDEX backup_by_place ON backup (space, place, bytes);
   CREATE INDEX backup_by_age ON backup (until);
   CREATE TABLE journal (
     place INTEGER PRIMARY KEY,
     id TEXT NOT NULL,
     owner TEXT NOT NULL,
     stage TEXT NOT NULL,
     bytes INTEGER NOT NULL,
     max_age INTEGER NOT NULL,
     until INTEGER NOT NULL,
     open TEXT NOT NULL,
     sealed BLOB
   ) STRICT;
   CREATE UNIQUE INDEX journal_by_id ON journal (id);
   CREATE INDEX journal_by_age ON journal (until);
   CREATE INDEX journal_unended ON journal (place, id, owner, until, bytes) WHERE stage <> 'ended';
   CREATE INDEX journal_ended ON journal (place, bytes) WHERE stage = 'ended';
   CREATE TABLE call (
     id INTEGER PRIMARY KEY,
     host TEXT NOT NULL,
     ended_at INTEGER
   ) STRICT;
   CREATE INDEX call_by_end ON call (ended_at);
   CREATE TABLE secret (
     mark TEXT PRIMARY KEY
   ) STRICT;
   CREATE TABLE held_host (
     host TEXT PRIMARY KEY,
     paused_until INTEGER NOT NULL,
     pause INTEGER NOT NULL,
     banned_since TEXT
   ) STRICT;`,
  // A row has the calls of a host that ended by one moment, or all that are under way.
  'ALTER TABLE call ADD COLUMN calls INTEGER NOT NULL DEFAULT 1',
  // Some values never make room for others. Entries of the journal have a proof that they are as a gateway wrote them.
  `ALTER TABLE kept ADD COLUMN firm INTEGER NOT NULL DEFAULT 0;
   DROP INDEX kept_by_place;
   CREATE INDEX kept_by_place ON kept (area, id, bytes) WHERE firm = 0;
   CREATE INDEX kept_firm ON kept (area, until, bytes) WHERE firm = 1;
   ALTER TABLE journal ADD COLUMN proof TEXT`,
];

/** The format of the files that this version of the program writes. */
const FORMAT = steps.length;

/** Why a file cannot be used. `older`: by who does not have the file alone, and must not rewrite it. */
export class WrongFormat extends Error {
  readonly fault: 'foreign' | 'newer' | 'older';

  constructor(fault: 'foreign' | 'newer' | 'older') {
    super(fault);
    this.fault = fault;
  }
}

const readPragma = (database: DatabaseSync, name: string): number =>
  Number(database.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);

/** The format of a file, of which an empty one has none: 0. Reads only. Throws {@link WrongFormat}. */
export const readFormat = (database: DatabaseSync): number => {
  const format = readPragma(database, 'user_version');
  const owner = readPragma(database, 'application_id');
  const isEmpty = database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
  if (owner !== APPLICATION_ID && !(isEmpty && owner === 0 && format === 0)) throw new WrongFormat('foreign');
  if (format > FORMAT) throw new WrongFormat('newer');
  return format;
};

/** Refuses a file that is not of the format of this version. Throws {@link WrongFormat}. */
export const checkFormat = (database: DatabaseSync): void => {
  if (readFormat(database) < FORMAT) throw new WrongFormat('older');
};

/** Brings a file from a format to that of this version, in one step or not at all. */
export const bringToFormat = (database: DatabaseSync, format: number): void => {
  if (format === FORMAT) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const step of steps.slice(format)) database.exec(step);
    database.exec(`PRAGMA application_id = ${String(APPLICATION_ID)}; PRAGMA user_version = ${String(FORMAT)}; COMMIT`);
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
};
