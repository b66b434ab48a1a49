import type { Design } from '../../graph/design/design.ts';
import type { Need } from '../../graph/need.ts';
import type { RecordListing } from '../record/list.ts';
import type { ListedRows } from '../record/listed-row.ts';
import { compareRecordNames } from '../record/name-order.ts';
import { everyRecord, rowsByName } from '../record/query.ts';
import { kindOf, type ChangeKind, type ChangeFeed } from './change-feed.ts';
import { lookAt } from './change-look.ts';
import { createChangeRegister, OVERLAP, type ChangeRegister } from './change-register.ts';
import type { ChangeStore } from './change-store.ts';
import { readLogPage, readLogSince, type LogSource, type PlacedEntry } from './log.ts';
import { earliestMinute, latestMinute, writeMinute, type Minute } from './minute.ts';

/** Reads changes: a project as far as it is needed here. */
export interface ChangeSource extends LogSource {
  readonly design: () => Promise<Design>;
  readonly records: Pick<RecordListing, 'list' | 'pass'>;
  readonly changes: ChangeStore;
  /** From here on no read is answered by one that began before. */
  readonly readAnew: () => Promise<void>;
}

/** Where a page of changes goes on. */
export interface ChangePlace {
  /** The register that the rest is about. */
  readonly registerId: string;
  /** The caller has received everything up to this number of its feed. */
  readonly seq: number;
  /** When the register is gone, the gateway reads the log from {@link OVERLAP} before this minute. */
  readonly minute: Minute;
  /** The last record that the caller has received while all records are sent: "" for none yet. Null when all were sent. */
  readonly lastName: string | null;
}

/** A change of a record, and where the page behind it goes on. */
export interface PlacedChange {
  readonly kind: ChangeKind;
  readonly name: string;
  readonly previousName: string | null;
  readonly at: Minute | null;
  /** The rows that a list has just shown of the record; null when it was not just listed. */
  readonly listed: ListedRows | null;
  readonly place: ChangePlace;
}

/** A page of changes. */
export interface ChangePage {
  readonly changes: readonly PlacedChange[];
  readonly hasMore: boolean;
  readonly end: ChangePlace;
  /** False when the gateway does not know which names the caller received before: of some it cannot say that they are gone. */
  readonly namesChecked: boolean;
}

/** Before any REDCap. */
const BEGINNING: Minute = Date.UTC(2000) / 60_000;

const nothing: Need = { fields: new Set(), events: null, dataAccessGroup: false, surveyFields: false };

/** The time of the newest entry that is no later than a server's clock can be; null when there is none. */
const newestOf = (entries: readonly PlacedEntry[], latest: Minute): Minute | null =>
  entries.reduce<Minute | null>(
    (newest, { minute }) => (minute > latest ? newest : Math.max(minute, newest ?? 0)),
    null,
  );

interface LogHead {
  readonly entries: readonly PlacedEntry[];
  /** How late it is on the server's clock, or was when somebody last did something. */
  readonly minute: Minute;
}

/** The newest entries of the log, which show the server's clock. */
const readLogHead = async (source: ChangeSource, nowUtc: number): Promise<LogHead> => {
  const latest = latestMinute(nowUtc);
  const begin = earliestMinute(nowUtc) - OVERLAP;
  const entries = await readLogSince(source, begin, nowUtc);
  const minute = newestOf(entries, latest);
  if (minute !== null) return { entries, minute };
  // Nobody did anything for a day, or the gateway's clock and the server's are days apart.
  const before = await readLogPage(source, { begin: BEGINNING, end: begin - 1 }, null, 1, nowUtc);
  const older = newestOf(before.entries, latest);
  if (older === null) return { entries, minute: BEGINNING };
  return { entries: await readLogSince(source, older - OVERLAP, nowUtc), minute: older };
};

/** The first look at a project: all names, and where its log stands. */
const lookFirst = async (source: ChangeSource, nowUtc: number): Promise<ChangeRegister> => {
  const [head, list] = await Promise.all([readLogHead(source, nowUtc), source.records.list(everyRecord)]);
  const { recordIdField } = await source.design();
  const register = createChangeRegister({ recordIdField: recordIdField.fieldName, list, ...head });
  await source.changes.keep(register, []);
  return register;
};

/** The names that REDCap says were created or changed since then. */
const readDated = async (source: ChangeSource, begin: Minute): Promise<ReadonlySet<string>> => {
  const { recordIdField } = await source.design();
  return source.records.pass({ ...everyRecord, changedSince: `${writeMinute(begin)}:00` }, nothing, () => {
    const names = new Set<string>();
    return { take: (row) => void names.add(row[recordIdField.fieldName] ?? ''), end: () => names };
  });
};

/**
 * Another look at a project. It is the first look for a caller whose register is gone, and who received everything up to
 * the minute `lost`.
 */
const lookAgain = async (
  source: ChangeSource,
  kept: ChangeRegister | undefined,
  lost: Minute | null,
  nowUtc: number,
): Promise<ChangeRegister> => {
  const known = kept?.minute ?? BEGINNING;
  const begin = (lost === null ? known : kept === undefined ? lost : Math.min(known, lost)) - OVERLAP;
  // What happens between these three is noticed by the next look, or by both.
  const [entries, list, dated] = await Promise.all([
    readLogSince(source, begin, nowUtc),
    source.records.list(everyRecord),
    readDated(source, begin),
  ]);
  const { recordIdField } = await source.design();
  const before =
    kept ??
    createChangeRegister({ recordIdField: recordIdField.fieldName, list, entries: [], minute: lost ?? BEGINNING });
  const sighting = {
    list,
    dated,
    entries,
    retoldFrom: lost === null ? null : lost - OVERLAP,
    latest: latestMinute(nowUtc),
  };
  const { register, noticed } = lookAt(before, sighting);
  await source.changes.keep(register, noticed);
  return register;
};

/** Where in an ordered list of names those behind a name begin. */
const indexBehind = (names: readonly string[], last: string): number => {
  let [low, high] = [0, names.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareRecordNames(names[middle] ?? '', last) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
};

type Page = Pick<ChangePage, 'changes' | 'hasMore' | 'end'>;

/** A register and its feed, from which pages are taken. */
interface Known {
  readonly register: ChangeRegister;
  readonly feed: ChangeFeed;
}

/** A page of all records. */
const takeNames = async ({ register, feed }: Known, from: ChangePlace, first: number): Promise<Page> => {
  const { names } = register.list;
  const { lastName } = from;
  const start = lastName === null ? names.length : indexBehind(names, lastName);
  const page = names.slice(start, start + first);
  const isLast = start + page.length === names.length;
  const end: ChangePlace = { ...from, lastName: isLast ? null : (page.at(-1) ?? null) };
  const changes = page.map((name): PlacedChange => ({
    kind: 'CREATED',
    name,
    previousName: null,
    at: null,
    listed: rowsByName(register.list).get(name) ?? null,
    place: { ...from, lastName: name },
  }));
  return { changes, hasMore: !isLast || (await feed.last()) > from.seq, end };
};

/** A page of what has changed. */
const takeChanges = async ({ register, feed }: Known, from: ChangePlace, first: number): Promise<Page> => {
  const pending = await feed.after(from.seq);
  // Who goes on behind an entry must have the log read from the earliest `since` of the entries that follow.
  const minutes = [register.minute];
  for (const { since } of pending.toReversed()) minutes.push(Math.min(since, minutes.at(-1) ?? since));
  const placeAt = (index: number): ChangePlace => ({
    ...from,
    seq: pending[index - 1]?.seq ?? from.seq,
    minute: minutes[pending.length - index] ?? from.minute,
    lastName: null,
  });
  const changes = pending.slice(0, first).map((entry, index): PlacedChange => ({
    kind: kindOf(entry, from.seq),
    name: entry.name,
    previousName: entry.previousName,
    at: entry.at,
    listed: rowsByName(register.list).get(entry.name) ?? null,
    place: placeAt(index + 1),
  }));
  return { changes, hasMore: pending.length > first, end: placeAt(changes.length) };
};

const take = async (known: Known, from: ChangePlace, first: number): Promise<Page> => {
  const page = from.lastName === null ? null : await takeNames(known, from, first);
  return page === null || page.changes.length === 0 ? takeChanges(known, from, first) : page;
};

const withoutRows = (page: Page): Page => ({
  ...page,
  changes: page.changes.map((change) => ({ ...change, listed: null })),
});

/** Where to go on in a register. A place of another register begins at its beginning, so that nothing is left out. */
const placeIn = async ({ register, feed }: Known, after: ChangePlace | null): Promise<ChangePlace> => {
  const own = { registerId: register.id, minute: register.minute };
  if (after === null) return { ...own, seq: await feed.last(), lastName: '' };
  if (after.registerId === register.id) return after;
  return { ...own, minute: Math.min(own.minute, after.minute), seq: 0, lastName: after.lastName };
};

/**
 * Reads a page of changes: behind a place, or all records when there is none. As long as more is known than fits on the page,
 * and the last look is recent, nothing is asked for. The page that would be the last is taken after a look at REDCap.
 * `nowUtc` says what the server's clock can show; nothing is lost by a wrong clock.
 */
export const readChangePage = (
  source: ChangeSource,
  after: ChangePlace | null,
  first: number,
  nowUtc: number,
): Promise<ChangePage> =>
  source.changes.inTurn(async () => {
    const know = (register: ChangeRegister): Known => ({ register, feed: source.changes.feedOf(register) });
    const kept = await source.changes.get();
    const namesChecked = after === null || after.registerId === kept?.register.id;
    if (kept?.isFresh === true && after !== null && namesChecked) {
      const page = await take(know(kept.register), after, first);
      if (page.hasMore) return { ...withoutRows(page), namesChecked };
    }
    await source.readAnew();
    const register =
      kept === null && after === null
        ? await lookFirst(source, nowUtc)
        : await lookAgain(source, kept?.register, namesChecked ? null : (after?.minute ?? null), nowUtc);
    // What is read of the records from here on must be younger than the entries that now count as sent.
    await source.readAnew();
    const known = know(register);
    return { ...(await take(known, await placeIn(known, after), first)), namesChecked };
  });
