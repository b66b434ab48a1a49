import { createHmac, randomBytes } from 'node:crypto';
import type { LogRow } from '../../redcap/methods/log.ts';
import { isDeletion, recordOf, tellRename } from './change-entry.ts';
import { createChangeFeed, type ChangeFeed, type Told } from './change-feed.ts';
import type { Minute, PlacedEntry } from './log.ts';
import type { RecordNames } from '../record/query.ts';
import { compareRecordNames } from '../record/order.ts';

/**
 * Minutes of the log that are read again at every look. Entries come into the log a minute or two after the fact, and a
 * server's clock goes back by an hour when summer time ends: an entry then has a time that was read past long before.
 */
export const OVERLAP: Minute = 90;

/** What one look at REDCap showed. */
export interface Sighting {
  /** All records, as they are now. */
  readonly list: RecordNames;
  /** Names that REDCap's date range gives for the same stretch of time as the entries. */
  readonly dated: ReadonlySet<string>;
  /** The log from {@link OVERLAP} before what was known of it. */
  readonly entries: readonly PlacedEntry[];
  /** Entries from here on are told again, because somebody was perhaps not told them; null for none. */
  readonly retoldFrom: Minute | null;
  /** No server's clock is past this; an entry of a later time is of a clock that went wrong, and tells nothing of the time. */
  readonly latest: Minute;
}

/**
 * What the gateway remembers of a project's records to tell what has changed: their names, how many rows each had, hashes of
 * the log's latest entries, and the feed of what was noticed. No values.
 */
export interface ChangeRegister {
  /** Names the register in cursors; another one after a restart. */
  readonly id: string;
  readonly feed: ChangeFeed;
  /** All records when last looked. */
  readonly list: () => RecordNames;
  /** The time of the newest entry of the log, on the server's clock. */
  readonly minute: () => Minute;
  /** Compares a look with what was known, and puts what has changed into the feed. */
  readonly see: (sighting: Sighting) => void;
  /** How many names and hashes it holds. */
  readonly size: () => number;
}

export interface ChangeRegisterOptions {
  readonly recordIdField: string;
  readonly list: RecordNames;
  /** Entries of the log that are older than whatever will be read of the records. */
  readonly entries: readonly PlacedEntry[];
  readonly minute: Minute;
}

/** What new entries of the log say of one record. */
interface Touch {
  readonly rows: LogRow[];
  at: Minute;
}

interface NamedEntry extends PlacedEntry {
  readonly name: string | null;
}

interface Seen {
  readonly name: string | null;
  readonly count: number;
}

/** What a look at the log brought. */
interface News {
  /** Entries that were not there before, or are to be told again. */
  readonly fresh: readonly NamedEntry[];
  /**
   * Records of which entries are not there any more: they went with a rename, or were erased. A new record of the same name
   * may have entries that are equal to the old one's.
   */
  readonly bereft: ReadonlySet<string>;
}

const touchesOf = (entries: readonly NamedEntry[]): Map<string, Touch> => {
  const touches = new Map<string, Touch>();
  for (const { name, row, minute: at } of entries) {
    if (name === null) continue;
    const touch = touches.get(name) ?? { rows: [], at };
    touch.rows.push(row);
    touch.at = Math.max(touch.at, at);
    touches.set(name, touch);
  }
  return touches;
};

/** What is compared: how it was, how it is, and what the log says in between. */
interface Comparison {
  readonly before: RecordNames;
  readonly now: RecordNames;
  readonly touches: ReadonlyMap<string, Touch>;
}

const isIn = ({ rowCounts }: RecordNames, name: string): boolean => rowCounts.has(name);

const appearedIn = ({ before, now }: Comparison): string[] => now.names.filter((name) => !isIn(before, name));

const vanishedFrom = ({ before, now }: Comparison): string[] => before.names.filter((name) => !isIn(now, name));

/**
 * REDCap's log does not tell the old name of a rename, so one is taken for one only where there is no other reading: a single
 * name went without being deleted, and a single one came by an entry of a rename. To take two patients for one would be
 * worse than to tell of one as deleted and created, which leads to the same end.
 */
const findRename = (comparison: Comparison, recordIdField: string): readonly [string, string] | null => {
  const rowsOf = (name: string): readonly LogRow[] => comparison.touches.get(name)?.rows ?? [];
  const [previousName, ...others] = vanishedFrom(comparison).filter((name) => !rowsOf(name).some(isDeletion));
  if (previousName === undefined || others.length > 0) return null;
  const [name, ...more] = appearedIn(comparison).filter((candidate) =>
    tellRename(rowsOf(candidate), { previousName, name: candidate, recordIdField }),
  );
  return name === undefined || more.length > 0 ? null : [previousName, name];
};

/** In the order of time, as far as the log tells it. */
const inOrder = (told: readonly Told[]): Told[] =>
  [...told].sort(
    (left, right) =>
      (left.at ?? Number.MAX_SAFE_INTEGER) - (right.at ?? Number.MAX_SAFE_INTEGER) ||
      compareRecordNames(left.name, right.name),
  );

/** A register of records as they are now. */
export const createChangeRegister = (options: ChangeRegisterOptions): ChangeRegister => {
  const { recordIdField } = options;
  // Under a key of its own, because an entry's details hold values that could be guessed.
  const key = randomBytes(32);
  const feed = createChangeFeed();
  let { list, minute } = options;
  /** How often each entry has been seen: equal ones of one minute are told apart by their number alone. */
  let seen = new Map<string, Seen>();

  const hashOf = ({ row }: PlacedEntry): string =>
    createHmac('sha256', key)
      .update(JSON.stringify([row.timestamp, row.username, row.action, row.details, row.record]))
      .digest('base64');

  /** Entries with the records that they are about. */
  const nameEntries = (entries: readonly PlacedEntry[], now: RecordNames): NamedEntry[] =>
    entries.map((entry) => ({
      ...entry,
      name: recordOf(entry.row, (candidate) => isIn(now, candidate) || isIn(list, candidate)),
    }));

  /** What is new of the log; afterwards all of it is known, as far back as the next look goes. */
  const takeNews = (entries: readonly NamedEntry[], latest: Minute, retoldFrom: Minute | null): News => {
    for (const entry of entries) if (entry.minute <= latest) minute = Math.max(minute, entry.minute);
    const counts = new Map<string, number>();
    const fresh: NamedEntry[] = [];
    const next = new Map<string, Seen>();
    for (const entry of entries) {
      const hash = hashOf(entry);
      const count = (counts.get(hash) ?? 0) + 1;
      counts.set(hash, count);
      const isRetold = retoldFrom !== null && entry.minute >= retoldFrom;
      if (isRetold || count > (seen.get(hash)?.count ?? 0)) fresh.push(entry);
      if (entry.minute >= minute - OVERLAP) next.set(hash, { name: entry.name, count });
    }
    const lost = [...seen].filter(([hash, { count }]) => (counts.get(hash) ?? 0) < count);
    seen = next;
    return { fresh, bereft: new Set(lost.flatMap(([, { name }]) => name ?? [])) };
  };

  takeNews(nameEntries(options.entries, list), options.minute, null);

  /** Records that were there and are there, and about which something speaks for a change. */
  const updatedIn = ({ before, now, touches }: Comparison, suspects: ReadonlySet<string>): string[] =>
    now.names.filter((name) => {
      if (!isIn(before, name)) return false;
      // Rows come and go without an entry of the record's own: a rename in one of two arms, a deletion that erases its log.
      const isResized = before.rowCounts.get(name) !== now.rowCounts.get(name);
      return touches.has(name) || suspects.has(name) || isResized;
    });

  const see = ({ list: now, dated, entries, retoldFrom, latest }: Sighting): void => {
    const since = Math.min(minute, retoldFrom === null ? minute : retoldFrom + OVERLAP);
    const named = nameEntries(entries, now);
    const { fresh, bereft } = takeNews(named, latest, retoldFrom);
    const touches = touchesOf(fresh);
    const comparison: Comparison = { before: list, now, touches };
    const rename = findRename(comparison, recordIdField);
    const told = (name: string, parts: Partial<Told>): Told => ({
      name,
      isPresent: true,
      isNew: false,
      previousName: null,
      at: touches.get(name)?.at ?? null,
      since,
      ...parts,
    });

    const [renamed, renamedTo] = rename ?? [null, null];
    // Nobody knows these names here, but somebody who was told by another register may.
    const forgotten =
      retoldFrom === null ? [] : [...touches.keys()].filter((name) => !isIn(now, name) && !isIn(list, name));
    const gone = [...vanishedFrom(comparison).filter((name) => name !== renamed), ...forgotten];
    // What the date range tells and no entry explains: the log may lag, or hide from this user what it tells others.
    const mentioned = new Set(named.map(({ name }) => name));
    const unexplained = new Set([...dated].filter((name) => !mentioned.has(name)));
    const changes = [
      ...appearedIn(comparison).map((name) =>
        told(name, { isNew: true, previousName: name === renamedTo ? renamed : null }),
      ),
      ...gone.map((name) => told(name, { isPresent: false })),
      ...updatedIn(comparison, new Set([...unexplained, ...bereft])).map((name) => told(name, {})),
    ];
    list = now;
    for (const change of inOrder(changes)) feed.tell(change);
  };

  return {
    id: randomBytes(9).toString('base64url'),
    feed,
    list: () => list,
    minute: () => minute,
    see,
    size: () => list.names.length + feed.size() + seen.size,
  };
};
