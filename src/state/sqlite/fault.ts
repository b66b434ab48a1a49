import { StateFailure, type StateFault } from '../failure.ts';

/** The primary result codes of SQLite that have a meaning of their own here. */
const FAULTS: Readonly<Record<number, StateFault>> = {
  5: 'busy',
  6: 'busy',
  8: 'read-only',
  11: 'damaged',
  13: 'full',
  14: 'read-only',
  26: 'damaged',
};

/** The primary result code of SQLite behind an error; undefined for an error of something else. */
export const sqliteCodeOf = (error: unknown): number | undefined => {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
  return typeof code === 'number' ? code & 0xff : undefined;
};

/** Runs work on the database. Whatever SQLite throws becomes a {@link StateFailure}, without the text of a statement. */
export const guard = <Result>(work: () => Result): Result => {
  try {
    return work();
  } catch (error) {
    const code = sqliteCodeOf(error);
    if (code === undefined) throw error;
    throw new StateFailure(FAULTS[code] ?? 'failed', error);
  }
};
