import { chmodSync, closeSync, existsSync, fsyncSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { StateFailure } from '../failure.ts';
import { guard } from './fault.ts';
import { openFlush } from './flush.ts';
import { bringToFormat, checkFormat, readFormat } from './format.ts';
import { DataFolderProblem, explain } from './problem.ts';
import { createMeter, type Meter } from './room.ts';

/** A statement that is prepared once. Its rows have the columns that its text names. */
export interface Statement<Row> {
  readonly get: (...values: SQLInputValue[]) => Row | undefined;
  readonly all: (...values: SQLInputValue[]) => Row[];
  /** Returns how many rows it changed. */
  readonly run: (...values: SQLInputValue[]) => number;
}

/** The file of the state, open. All its calls block the process for as long as they take: some microseconds to a few milliseconds. */
export interface Database {
  readonly prepare: <Row = never>(text: string) => Statement<Row>;
  /** Does all of some work, or none of it. */
  readonly transact: <Result>(work: () => Result) => Result;
  /** Does all of some work, or none of it, and waits until it will last. */
  readonly change: <Result>(work: () => Result) => Promise<Result>;
  /** Opens a meter of rows, whose room `measure` adds up. */
  readonly meter: (measure: () => number) => Meter;
  /** Lets all meters add up their rows anew: some have gone for their age. */
  readonly measure: () => void;
  /** Waits, beside the event loop, until all that was committed is on the disk. */
  readonly flush: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const OWNER_ONLY = 0o600;
/** SQLite's own choice for a new file. */
const PAGE_BYTES = 4_096;
/** How long a command in another process may hold up this one. */
const BUSY_MS = 500;
/** A larger file is not checked as it is opened: that would take longer than a start may. */
const CHECKED_BYTES = 50_000_000;

/** Files of SQLite get the rights of the first, so that only their owner can read them. */
const createFile = (path: string): void => {
  closeSync(openSync(path, 'a', OWNER_ONLY));
  chmodSync(path, OWNER_ONLY);
};

/** Makes the names of new files in a folder last. Windows has no such thing. */
const flushFolder = (path: string): void => {
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
};

/** Looks whether a file is whole, as far as its size allows. */
const checkWhole = (database: DatabaseSync, path: string): void => {
  if (statSync(path).size > CHECKED_BYTES) return;
  if (database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'] !== 'ok') throw new StateFailure('damaged');
};

/** A database that was set up, and is closed again when that fails. */
const opened = (path: string, prepareFile: (database: DatabaseSync) => void): DatabaseSync => {
  const database = new DatabaseSync(path, { timeout: BUSY_MS, defensive: true });
  try {
    prepareFile(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
};

const setUp = (database: DatabaseSync, maxBytes: number): void => {
  if (database.prepare('PRAGMA journal_mode = WAL').get()?.['journal_mode'] !== 'wal') throw new StateFailure('failed');
  // The log is flushed beside the event loop, where it matters.
  database.exec('PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 16000000; PRAGMA trusted_schema = OFF');
  database.exec(`PRAGMA max_page_count = ${String(Math.ceil(maxBytes / PAGE_BYTES))}`);
};

/** Opens the file of a folder that this process has alone, or makes it. */
const openAlone = (path: string, maxBytes: number): DatabaseSync => {
  createFile(path);
  return opened(path, (database) => {
    // All looks come first, so that a file that is refused stays as it is.
    const format = readFormat(database);
    checkWhole(database, path);
    // What is deleted gives its room back in small steps. Only an empty file can be made so.
    if (format === 0) database.exec('PRAGMA auto_vacuum = INCREMENTAL');
    setUp(database, maxBytes);
    bringToFormat(database, format);
    flushFolder(path);
  });
};

/** Opens the file beside the gateway that has the folder. */
const openBeside = (path: string): DatabaseSync => {
  if (!existsSync(path)) throw new DataFolderProblem(`There is no state of a gateway in ${dirname(path)}.`);
  return opened(path, checkFormat);
};

const prepare = <Row>(database: DatabaseSync, text: string): Statement<Row> => {
  const statement = guard(() => database.prepare(text));
  return {
    // The text of the statement says which columns come, which no type can see.
    get: (...values) => guard(() => statement.get(...values) as Row | undefined),
    // As above.
    all: (...values) => guard(() => statement.all(...values) as Row[]),
    run: (...values) => guard(() => Number(statement.run(...values).changes)),
  };
};

const transact = <Result>(database: DatabaseSync, work: () => Result): Result =>
  guard(() => {
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  });

/** How a file is opened: by the gateway, which makes it and lets it grow to so many bytes, or by a command beside the gateway. */
export type DatabaseOptions = { readonly isBeside: true } | { readonly isBeside: false; readonly maxBytes: number };

/** Opens the file of the state. Throws a `DataFolderProblem` for the operator, and leaves the file as it was then. */
export const openDatabase = async (path: string, options: DatabaseOptions): Promise<Database> => {
  const database = explain(path, () => (options.isBeside ? openBeside(path) : openAlone(path, options.maxBytes)));
  const { flush, close } = await openFlush(path).catch((error: unknown) => {
    database.close();
    throw error;
  });
  const meters: Meter[] = [];
  const measure = (): void => {
    for (const meter of meters) meter.forget();
  };
  const change = <Result>(work: () => Result): Result => {
    try {
      return transact(database, work);
    } catch (error) {
      measure();
      throw error;
    }
  };
  return {
    prepare: (text) => prepare(database, text),
    transact: change,
    change: async (work) => {
      const result = change(work);
      await flush();
      return result;
    },
    meter: (add) => {
      const meter = createMeter(add);
      meters.push(meter);
      return meter;
    },
    measure,
    flush,
    close: async () => {
      await close();
      database.close();
    },
  };
};
