import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './markdown.ts';

/** The folder whose `package.json` brings DuckDB, which `npm ci` does without. */
const FOLDER = join(root, 'test/readers');

/** Whether it is installed; npm writes this file last. */
export const hasDuckDb = existsSync(join(FOLDER, 'node_modules/.package-lock.json'));

/** As much of the library as is used here. */
interface DuckDb {
  readonly DuckDBInstance: {
    readonly create: (path: string) => Promise<{ readonly connect: () => Promise<Connection> }>;
  };
}

interface Connection {
  readonly runAndReadAll: (sql: string) => Promise<{ readonly getRowObjectsJson: () => Record<string, unknown>[] }>;
  readonly closeSync: () => void;
}

/** A file as DuckDB reads it: rows of JSON values, where integers of 64 bits, dates and times are texts. `file` stands for the path in the query. */
export const readByDuckDb = async (bytes: Uint8Array, query: string): Promise<Record<string, unknown>[]> => {
  // The library cannot be imported by name, and so not by its types either: it does not lie above the tests.
  const { DuckDBInstance } = createRequire(join(FOLDER, 'package.json'))('@duckdb/node-api') as DuckDb;
  const folder = mkdtempSync(join(tmpdir(), 'table-'));
  const path = join(folder, 'table');
  writeFileSync(path, bytes);
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  try {
    return (await connection.runAndReadAll(query.replace('file', `'${path}'`))).getRowObjectsJson();
  } finally {
    connection.closeSync();
    rmSync(folder, { recursive: true, force: true });
  }
};
