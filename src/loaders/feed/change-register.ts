import { createHmac, randomBytes } from 'node:crypto';
import type { LogRow } from '../../redcap/methods/log.ts';
import { isDeletion, recordOf, tellRename } from './change-entry.ts';
import { readNames, writeNames, type PlainNames } from '../record/kept-list.ts';
import { compareRecordNames } from '../record/order.ts';
import type { RecordNames } from '../record/query.ts';
import type { Noticed } from './change-feed.ts';
import type { PlacedEntry } from './log.ts';
import type { Minute } from './minute.ts';

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
  /** Entries from here on count as new again, because some caller perhaps did not receive them; null for none. */
  readonly retoldFrom: Minute | null;
  /** No server's clock is past this; an entry of a later time is of a clock that went wrong, and tells nothing of the time. */
  readonly latest: Minute;
}

/** An entry of the log that a look has shown: its hash, the record it is about, and how many equal ones there were. */
type SeenEntry = readonly [hash: string, name: string | null, count: number];

/**
 * What the gateway remembers of a project's records, to notice what has changed: their names, how many rows each had, and
 * hashes of the log's latest entries. Plain data, without values of records.
 */
export interface ChangeRegister {
  /** Names the register in cursors, and its feed. */
  readonly id: string;
  /** Key of the hashes, because an entry's details hold values that could be guessed. */
  readonly key: string;
  readonly recordIdField: string;
  /** All records at the last look. */
  readonly list: PlainNames;
  /** The time of the newest entry of the log, on the server's clock. */
  readonly minute: Minute;
  /** Entries that have been seen. Equal ones of one minute are distinguished by their number alone. */
  readonly seen: readonly SeenEntry[];
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
const inOrder = (noticed: readonly Noticed[]): Noticed[] =>
  [...noticed].sort(
    (left, right) =>
      (left.at ?? Number.MAX_SAFE_INTEGER) - (right.at ?? Number.MAX_SAFE_INTEGER) ||
      compareRecordNames(left.name, right.name),
  );

const hashOf = ({ key }: ChangeRegister, { row }: PlacedEntry): string =>
  createHmac('sha256', Buffer.from(key, 'base64'))
    .update(JSON.stringify([row.timestamp, row.username, row.action, row.details, row.record]))
    .digest('base64');

/** Entries with the records that they are about, of which some may be gone. */
const nameEntries = (entries: readonly PlacedEntry[], lists: readonly RecordNames[]): NamedEntry[] =>
  entries.map((entry) => ({
    ...entry,
    name: recordOf(entry.row, (candidate) => lists.some((list) => isIn(list, candidate))),
  }));

/** Which entries are new, and the register that knows all of them, as far back as the next look goes. */
const takeNews = (
  register: ChangeRegister,
  entries: readonly NamedEntry[],
  { latest, retoldFrom }: Pick<Sighting, 'latest' | 'retoldFrom'>,
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
export const createChangeRegister = ({
  recordIdField,
  list,
  entries,
  minute,
}: ChangeRegisterOptions): ChangeRegister => {
  const empty: ChangeRegister = {
    id: randomBytes(9).toString('base64url'),
    key: randomBytes(32).toString('base64'),
    recordIdField,
    list: writeNames(list),
    minute,
    seen: [],
  };
  return takeNews(empty, nameEntries(entries, [list]), { latest: minute, retoldFrom: null }).register;
};

/** Records that were there and are there, and about which something speaks for a change. */
const updatedIn = ({ before, now, touches }: Comparison, suspects: ReadonlySet<string>): string[] =>
  now.names.filter((name) => {
    if (!isIn(before, name)) return false;
    // Rows come and go without an entry of the record's own: a rename in one of two arms, a deletion that erases its log.
    const isResized = before.rowCounts.get(name) !== now.rowCounts.get(name);
    return touches.has(name) || suspects.has(name) || isResized;
  });

/** Names that came, went or changed, each once. */
interface Difference {
  readonly appeared: readonly string[];
  readonly gone: readonly string[];
  readonly updated: readonly string[];
  /** The old name and the new one; null when there is no rename. */
  readonly rename: readonly [string, string] | null;
}

const compare = (
  register: ChangeRegister,
  comparison: Comparison,
  { dated, retoldFrom }: Sighting,
  named: readonly NamedEntry[],
  bereft: ReadonlySet<string>,
): Difference => {
  const { before, now, touches } = comparison;
  const rename = findRename(comparison, register.recordIdField);
  // Nobody knows these names here, but somebody may whose changes came from another register.
  const forgotten =
    retoldFrom === null ? [] : [...touches.keys()].filter((name) => !isIn(now, name) && !isIn(before, name));
  // What the date range names and no entry explains: the log may lag, or hide from this user what it shows to others.
  const mentioned = new Set(named.map(({ name }) => name));
  const unexplained = [...dated].filter((name) => !mentioned.has(name));
  return {
    appeared: appearedIn(comparison),
    gone: [...vanishedFrom(comparison).filter((name) => name !== rename?.[0]), ...forgotten],
    updated: updatedIn(comparison, new Set([...unexplained, ...bereft])),
    rename,
  };
};

/** Compares a look with what was known: the register as it is from now on, and what has changed. */
export const lookAt = (
  register: ChangeRegister,
  sighting: Sighting,
): { readonly register: ChangeRegister; readonly noticed: readonly Noticed[] } => {
  const { list: now, entries, retoldFrom } = sighting;
  const before = readNames(register.list);
  const since = Math.min(register.minute, retoldFrom === null ? register.minute : retoldFrom + OVERLAP);
  const named = nameEntries(entries, [now, before]);
  const { register: next, news } = takeNews(register, named, sighting);
  const touches = touchesOf(news.fresh);
  const { appeared, gone, updated, rename } = compare(register, { before, now, touches }, sighting, named, news.bereft);
  const notice = (name: string, parts: Partial<Noticed>): Noticed => ({
    name,
    isPresent: true,
    isNew: false,
    previousName: null,
    at: touches.get(name)?.at ?? null,
    since,
    ...parts,
  });
  const noticed = [
    ...appeared.map((name) => notice(name, { isNew: true, previousName: name === rename?.[1] ? rename[0] : null })),
    ...gone.map((name) => notice(name, { isPresent: false })),
    ...updated.map((name) => notice(name, {})),
  ];
  return { register: { ...next, list: writeNames(now) }, noticed: inOrder(noticed) };
};
