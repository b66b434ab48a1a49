import type { ListedRows } from '../record/listed-row.ts';
import { compareRecordNames } from '../record/name-order.ts';
import { rowsByName } from '../record/query.ts';
import { kindOf, type ChangeFeed, type ChangeKind } from './change-feed.ts';
import type { ChangeRegister } from './change-register.ts';
import type { Minute } from './minute.ts';

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

/** Changes behind a place, as far as they fit on a page. */
export interface TakenChanges {
  readonly changes: readonly PlacedChange[];
  readonly hasMore: boolean;
  readonly end: ChangePlace;
}

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

/** A register and its feed, from which pages are taken. */
export interface KnownChanges {
  readonly register: ChangeRegister;
  readonly feed: ChangeFeed;
}

/** A page of all records. */
const takeNames = async ({ register, feed }: KnownChanges, from: ChangePlace, first: number): Promise<TakenChanges> => {
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
const takeChanges = async (
  { register, feed }: KnownChanges,
  from: ChangePlace,
  first: number,
): Promise<TakenChanges> => {
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

/** Takes a page behind a place. It asks REDCap nothing. */
export const takeChangePage = async (known: KnownChanges, from: ChangePlace, first: number): Promise<TakenChanges> => {
  const page = from.lastName === null ? null : await takeNames(known, from, first);
  return page === null || page.changes.length === 0 ? takeChanges(known, from, first) : page;
};

/** A page whose rows were not listed just now. */
export const withoutRows = (page: TakenChanges): TakenChanges => ({
  ...page,
  changes: page.changes.map((change) => ({ ...change, listed: null })),
});

/** The place behind everything that is known of a register. */
export const placeNow = async ({ register, feed }: KnownChanges): Promise<ChangePlace> => ({
  registerId: register.id,
  minute: register.minute,
  seq: await feed.last(),
  lastName: null,
});

/** Where to go on in a register. A place of another register begins at its beginning, so that nothing is left out. */
export const placeIn = async ({ register, feed }: KnownChanges, after: ChangePlace | null): Promise<ChangePlace> => {
  if (after === null) return { ...(await placeNow({ register, feed })), lastName: '' };
  if (after.registerId === register.id) return after;
  const minute = Math.min(register.minute, after.minute);
  return { registerId: register.id, minute, seq: 0, lastName: after.lastName };
};
