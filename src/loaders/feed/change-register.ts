import { createHmac, randomBytes } from 'node:crypto';
import { rowsByName, type RecordNames } from '../record/query.ts';
import { recordOf } from './change-entry.ts';
import type { PlacedEntry } from './log.ts';
import type { Minute } from './minute.ts';

/**
 * Minutes of the log that every look reads again. Entries come into the log a minute or two after the fact. A server's
 * clock goes back by an hour when summer time ends: an entry then has a time that an earlier look has passed long before.
 */
export const OVERLAP: Minute = 90;

/** An entry of the log that a look has shown: its hash, its record, and how many equal entries there were. */
type SeenEntry = readonly [hash: string, name: string | null, count: number];

/**
 * What the gateway remembers of a project's records, to notice what has changed: their names, how many rows each had, and
 * hashes of the log's latest entries. It is plain data, without values of records.
 */
export interface ChangeRegister {
  /** Names the register in cursors, and its feed. */
  readonly id: string;
  /** The key of the hashes. Without a key the values in an entry's details could be guessed. */
  readonly key: string;
  readonly recordIdField: string;
  /** All records at the last look. */
  readonly list: RecordNames;
  /** The time of the newest entry of the log, on the server's clock. */
  readonly minute: Minute;
  /** Entries that a look has shown. Equal entries of one minute are distinguished by their number alone. */
  readonly seen: readonly SeenEntry[];
}

export interface ChangeRegisterOptions {
  readonly recordIdField: string;
  readonly list: RecordNames;
  /** Entries of the log that are older than everything that will be read of the records. */
  readonly entries: readonly PlacedEntry[];
  readonly minute: Minute;
}

/** An entry of the log with the record that it is about; null for an entry about none. */
export interface NamedEntry extends PlacedEntry {
  readonly name: string | null;
}

/** What a look at the log brought. */
export interface News {
  /** Entries that are new, or count as new again. */
  readonly fresh: readonly NamedEntry[];
  /**
   * Records whose entries are not there any more: a rename took them along, or somebody erased them. A new record of the
   * same name may have entries that are equal to those of the old one.
   */
  readonly bereft: ReadonlySet<string>;
}

/** How a look at the log is taken. */
export interface LogReading {
  /** Entries from here on count as new again, because some caller perhaps did not receive them; null for none. */
  readonly retoldFrom: Minute | null;
  /** No server's clock is past this. An entry of a later time is of a clock that went wrong, and says nothing of the time. */
  readonly latest: Minute;
}

const hashOf = ({ key }: ChangeRegister, { row }: PlacedEntry): string =>
  createHmac('sha256', Buffer.from(key, 'base64'))
    .update(JSON.stringify([row.timestamp, row.username, row.action, row.details, row.record]))
    .digest('base64');

/** Entries with the records that they are about, which are in one of the lists. */
export const nameEntries = (entries: readonly PlacedEntry[], lists: readonly RecordNames[]): NamedEntry[] =>
  entries.map((entry) => ({
    ...entry,
    name: recordOf(entry.row, (candidate) => lists.some((list) => rowsByName(list).has(candidate))),
  }));

/** Which entries are new, and the register that knows all of them, as far back as the next look goes. */
export const takeNews = (
  register: ChangeRegister,
  entries: readonly NamedEntry[],
  { latest, retoldFrom }: LogReading,
): { readonly register: ChangeRegister; readonly news: News } => {
  const minute = entries.reduce(
    (newest, entry) => (entry.minute <= latest ? Math.max(newest, entry.minute) : newest),
    register.minute,
  );
  const known = new Map(register.seen.map(([hash, , count]) => [hash, count]));
  const counts = new Map<string, number>();
  const fresh: NamedEntry[] = [];
  const next = new Map<string, SeenEntry>();
  for (const entry of entries) {
    const hash = hashOf(register, entry);
    const count = (counts.get(hash) ?? 0) + 1;
    counts.set(hash, count);
    const isRetold = retoldFrom !== null && entry.minute >= retoldFrom;
    if (isRetold || count > (known.get(hash) ?? 0)) fresh.push(entry);
    if (entry.minute >= minute - OVERLAP) next.set(hash, [hash, entry.name, count]);
  }
  const lost = register.seen.filter(([hash, , count]) => (counts.get(hash) ?? 0) < count);
  return {
    register: { ...register, minute, seen: [...next.values()] },
    news: { fresh, bereft: new Set(lost.flatMap(([, name]) => name ?? [])) },
  };
};

/** A register of records as they are now. */
export const createChangeRegister = (options: ChangeRegisterOptions): ChangeRegister => {
  const { recordIdField, list, entries, minute } = options;
  const empty: ChangeRegister = {
    id: randomBytes(9).toString('base64url'),
    key: randomBytes(32).toString('base64'),
    recordIdField,
    list,
    minute,
    seen: [],
  };
  return takeNews(empty, nameEntries(entries, [list]), { latest: minute, retoldFrom: null }).register;
};
