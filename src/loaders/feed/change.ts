import type { Need } from '../../graph/need.ts';
import type { ChangeKind } from './change-feed.ts';
import { createChangeRegister, OVERLAP, type ChangeRegister } from './change-register.ts';
import { latestMinute, earliestMinute, readLogPage, readLogSince, writeMinute } from './log.ts';
import type { Minute, PlacedEntry } from './log.ts';
import type { ProjectSource } from '../project-source.ts';
import { everyRecord } from '../record/query.ts';
import { compareRecordNames } from '../record/order.ts';

/** Where a page of changes goes on. */
export interface ChangePlace {
  /** The register that the rest is about. */
  readonly registerId: string;
  /** Everything up to this number of its feed was told. */
  readonly seq: number;
  /** Should the register be gone, the log tells the rest from {@link OVERLAP} before this on. */
  readonly minute: Minute;
  /** While all records are being told, the last that was, "" for none yet; null when they have been. */
  readonly lastName: string | null;
}

/** Something that became of a record, and where the page behind it would go on. */
export interface PlacedChange {
  readonly kind: ChangeKind;
  readonly name: string;
  readonly previousName: string | null;
  readonly at: Minute | null;
  /** Rows that a list has just shown for the record; 0 when it was not just listed. */
  readonly listedRows: number;
  readonly place: ChangePlace;
}

/** A page of changes. */
export interface ChangePage {
  readonly changes: readonly PlacedChange[];
  readonly hasMore: boolean;
  readonly end: ChangePlace;
  /** False when it is not known which names were told before, so that some may be gone without a word. */
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

/** The newest entries of the log, which tell the server's clock. */
const readLogHead = async (source: ProjectSource, nowUtc: number): Promise<LogHead> => {
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
const lookFirst = async (source: ProjectSource, nowUtc: number): Promise<ChangeRegister> => {
  const [head, list] = await Promise.all([readLogHead(source, nowUtc), source.records.list(everyRecord)]);
  const { recordIdField } = await source.design();
  return createChangeRegister({ recordIdField: recordIdField.fieldName, list, ...head });
};

/** The names that REDCap says were created or changed since then. */
const readDated = async (source: ProjectSource, begin: Minute): Promise<ReadonlySet<string>> => {
  const { recordIdField } = await source.design();
  const rows = await source.records.rows({ ...everyRecord, changedSince: `${writeMinute(begin)}:00` }, nothing);
  return new Set(rows.map((row) => row[recordIdField.fieldName] ?? ''));
};

/** Another look at a project, or the first for somebody who was told by a register that is gone, up to `lost`. */
const lookAgain = async (
  source: ProjectSource,
  kept: ChangeRegister | undefined,
  lost: Minute | null,
  nowUtc: number,
): Promise<ChangeRegister> => {
  const known = kept?.minute() ?? BEGINNING;
  const begin = (lost === null ? known : kept === undefined ? lost : Math.min(known, lost)) - OVERLAP;
  // Whatever is done between these three is told by the next look, or twice.
  const [entries, list, dated] = await Promise.all([
    readLogSince(source, begin, nowUtc),
    source.records.list(everyRecord),
    readDated(source, begin),
  ]);
  const { recordIdField } = await source.design();
  const register =
    kept ??
    createChangeRegister({ recordIdField: recordIdField.fieldName, list, entries: [], minute: lost ?? BEGINNING });
  register.see({
    list,
    dated,
    entries,
    retoldFrom: lost === null ? null : lost - OVERLAP,
    latest: latestMinute(nowUtc),
  });
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

/** A page of all records. */
const takeNames = (register: ChangeRegister, from: ChangePlace, first: number): Page => {
  const { names, rowCounts } = register.list();
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
    listedRows: rowCounts.get(name) ?? 0,
    place: { ...from, lastName: name },
  }));
  return { changes, hasMore: !isLast || register.feed.last() > from.seq, end };
};

/** A page of what has changed. */
const takeChanges = (register: ChangeRegister, from: ChangePlace, first: number): Page => {
  const pending = register.feed.after(from.seq);
  const { rowCounts } = register.list();
  // Behind each entry, the log has to be read from where the earliest of those that are left was not known yet.
  const minutes = [register.minute()];
  for (const { since } of pending.toReversed()) minutes.push(Math.min(since, minutes.at(-1) ?? since));
  const placeAt = (index: number): ChangePlace => ({
    ...from,
    seq: pending[index - 1]?.seq ?? from.seq,
    minute: minutes[pending.length - index] ?? from.minute,
    lastName: null,
  });
  const changes = pending.slice(0, first).map((entry, index): PlacedChange => ({
    kind: register.feed.kindOf(entry, from.seq),
    name: entry.name,
    previousName: entry.previousName,
    at: entry.at,
    listedRows: rowCounts.get(entry.name) ?? 0,
    place: placeAt(index + 1),
  }));
  return { changes, hasMore: pending.length > first, end: placeAt(changes.length) };
};

const take = (register: ChangeRegister, from: ChangePlace, first: number): Page => {
  const page = from.lastName === null ? null : takeNames(register, from, first);
  return page === null || page.changes.length === 0 ? takeChanges(register, from, first) : page;
};

const withoutCounts = (page: Page): Page => ({
  ...page,
  changes: page.changes.map((change) => ({ ...change, listedRows: 0 })),
});

/** Where to go on in a register: at its beginning when the place is of another, so that nothing that it knows is left out. */
const placeIn = (register: ChangeRegister, after: ChangePlace | null): ChangePlace => {
  const own = { registerId: register.id, minute: register.minute() };
  if (after === null) return { ...own, seq: register.feed.last(), lastName: '' };
  if (after.registerId === register.id) return after;
  return { ...own, minute: Math.min(own.minute, after.minute), seq: 0, lastName: after.lastName };
};

/**
 * Reads a page of changes: behind a place, or all records when there is none. As long as more is known than fits on the page,
 * and was looked at lately, nothing is asked for; the page that would be the last is taken after a look at REDCap.
 * `nowUtc` tells what the server's clock can show; nothing is lost by a wrong clock.
 */
export const readChangePage = (
  source: ProjectSource,
  after: ChangePlace | null,
  first: number,
  nowUtc: number,
): Promise<ChangePage> =>
  source.changes.inTurn(source.owner, async () => {
    const kept = source.changes.get(source.owner);
    const namesChecked = after === null || after.registerId === kept?.register.id;
    if (kept?.isFresh === true && after !== null && namesChecked) {
      const page = take(kept.register, after, first);
      if (page.hasMore) return { ...withoutCounts(page), namesChecked };
    }
    source.readAnew();
    const register =
      kept === undefined && after === null
        ? await lookFirst(source, nowUtc)
        : await lookAgain(source, kept?.register, namesChecked ? null : (after?.minute ?? null), nowUtc);
    // What is read of the records from here on must be younger than the entries that are now taken for told.
    source.readAnew();
    source.changes.set(source.owner, register);
    return { ...take(register, placeIn(register, after), first), namesChecked };
  });
