import type { Design } from '../../graph/design/design.ts';
import type { Need } from '../../graph/need.ts';
import type { RecordListing } from '../record/list.ts';
import { everyRecord } from '../record/query.ts';
import { lookAt } from './change-look.ts';
import { placeIn, placeNow, takeChangePage, withoutRows } from './change-page.ts';
import type { ChangePlace, KnownChanges, TakenChanges } from './change-page.ts';
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

/** A page of changes. */
export interface ChangePage extends TakenChanges {
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

/** A register with its feed. */
export const knowChanges = ({ changes }: ChangeSource, register: ChangeRegister): KnownChanges => ({
  register,
  feed: changes.feedOf(register),
});

/**
 * Looks at REDCap in one turn, and puts what has changed into the feed. `lost` is for callers whose register is gone: the
 * earliest minute up to which one of them has received everything; null where there is none. `nowUtc` says what the server's
 * clock can show; nothing is lost by a wrong clock.
 */
export const lookForChanges = async (
  source: ChangeSource,
  kept: ChangeRegister | undefined,
  lost: Minute | null,
  nowUtc: number,
): Promise<KnownChanges> => {
  await source.readAnew();
  const register =
    kept === undefined && lost === null ? await lookFirst(source, nowUtc) : await lookAgain(source, kept, lost, nowUtc);
  // What is read of the records from here on must be younger than the entries that now count as sent.
  await source.readAnew();
  return knowChanges(source, register);
};

/**
 * Reads a page of changes: behind a place, or all records when there is none. As long as more is known than fits on the page,
 * and the last look is recent, nothing is asked for. The page that would be the last is taken after a look at REDCap.
 */
export const readChangePage = (
  source: ChangeSource,
  after: ChangePlace | null,
  first: number,
  nowUtc: number,
): Promise<ChangePage> =>
  source.changes.inTurn(async () => {
    const kept = await source.changes.get();
    const namesChecked = after === null || after.registerId === kept?.register.id;
    if (kept?.isFresh === true && after !== null && namesChecked) {
      const page = await takeChangePage(knowChanges(source, kept.register), after, first);
      if (page.hasMore) return { ...withoutRows(page), namesChecked };
    }
    const lost = namesChecked ? null : (after?.minute ?? null);
    const known = await lookForChanges(source, kept?.register, lost, nowUtc);
    return { ...(await takeChangePage(known, await placeIn(known, after), first)), namesChecked };
  });

/**
 * A page without changes whose end is now: the last look where it is recent, which asks nothing, else a look. Changes since a
 * recent look are reported behind it, though some came before anybody asked.
 */
export const readChangesNow = (source: ChangeSource, nowUtc: number): Promise<ChangePage> =>
  source.changes.inTurn(async () => {
    const kept = await source.changes.get();
    const known =
      kept?.isFresh === true
        ? knowChanges(source, kept.register)
        : await lookForChanges(source, kept?.register, null, nowUtc);
    return { changes: [], hasMore: false, end: await placeNow(known), namesChecked: true };
  });
