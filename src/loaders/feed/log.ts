import { isOutOfMemory, RedcapError } from '../../redcap/errors.ts';
import type { Method } from '../../redcap/method.ts';
import { exportLogging, type ExportLoggingArgs, type LogRow } from '../../redcap/methods/log.ts';
import { latestMinute, readMinute, writeMinute, type Minute } from './minute.ts';

const DAY: Minute = 24 * 60;
/** How many windows one page may read. A page that would need more ends early and says how far it came. */
const MAX_WINDOWS = 16;
/** How much longer a window is after one that brought little. So the log of a quiet project is read in few calls. */
const MAX_GROWTH = 8;

/** Reads the log: a project as far as it is needed here. */
export interface LogSource {
  readonly read: <Args, Result>(method: Method<Args, Result>, args: Args) => Promise<Result>;
}

/** Which entries of the log; both ends are inside. */
export interface LogQuery extends Omit<ExportLoggingArgs, 'beginTime' | 'endTime'> {
  readonly begin: Minute;
  /** Null for up to now. */
  readonly end: Minute | null;
}

/**
 * An entry and its place. REDCap does not number entries. So the place is the entry's minute and how many entries of that
 * minute are older, which stays the same while new entries come.
 */
export interface PlacedEntry {
  readonly row: LogRow;
  readonly minute: Minute;
  readonly older: number;
}

/** Where a page goes on: behind the entry of that place. */
export type LogPlace = Pick<PlacedEntry, 'minute' | 'older'>;

/** A page of the log, newest first. */
export interface LogPage {
  readonly entries: readonly PlacedEntry[];
  /** The first minute that was looked through: everything since then is on this page or those before. */
  readonly searchedFrom: Minute;
  readonly hasMore: boolean;
  /** Where the next page goes on. */
  readonly last: LogPlace;
}

const minuteOf = ({ timestamp }: LogRow): Minute => {
  const minute = readMinute(timestamp);
  if (!Number.isNaN(minute)) return minute;
  // An entry without a place in time would be lost between two windows.
  throw new RedcapError('REDCAP_BAD_RESPONSE', { message: 'REDCap\'s column "timestamp" is not a time.' });
};

/** Minutes that are asked for at once; no end means up to now. */
interface Window {
  readonly begin: Minute;
  readonly end: Minute | null;
}

/**
 * The entries of a window. REDCap does not document whether its bounds are inside, nor what it makes of seconds. So the
 * gateway asks for a minute more on either side, and leaves the entries there to the windows that own them.
 */
const readWindow = async (source: LogSource, query: LogQuery, window: Window): Promise<PlacedEntry[]> => {
  const { begin: _begin, end: _end, ...filter } = query;
  const rows = await source.read(exportLogging, {
    ...filter,
    beginTime: writeMinute(window.begin - 1),
    ...(window.end === null ? {} : { endTime: writeMinute(window.end + 1) }),
  });
  const inside = rows
    .map((row) => ({ row, minute: minuteOf(row) }))
    // Servers that do not know a parameter take no notice of it.
    .filter(({ row }) => filter.user === undefined || row.username === filter.user)
    .filter(({ row }) => filter.record === undefined || row.record === '' || row.record === filter.record)
    .filter(({ minute }) => minute >= window.begin && (window.end === null || minute <= window.end));
  const counts = new Map<Minute, number>();
  const placed = inside.reverse().map((entry) => {
    const older = counts.get(entry.minute) ?? 0;
    counts.set(entry.minute, older + 1);
    return { ...entry, older };
  });
  return placed.sort((a, b) => b.minute - a.minute || b.older - a.older);
};

const isTooMuch = (error: unknown): boolean =>
  isOutOfMemory(error) || (error instanceof RedcapError && error.code === 'REDCAP_RESPONSE_TOO_LARGE');

/** A minute of the log is more than can be kept at once, and REDCap gives no part of a minute. */
const fullMinute = (cause: unknown): RedcapError =>
  new RedcapError('REDCAP_RESPONSE_TOO_LARGE', {
    message:
      'A minute of the log has more entries than can be read at once. Ask for those of one user, one record or one type.',
    saysMore: true,
    cause,
  });

/** How long the next window should be to bring what is missing, by how dense the log was in this one. */
const nextLength = (length: Minute, found: number, missing: number): Minute => {
  const factor = found === 0 ? MAX_GROWTH : Math.min(MAX_GROWTH, Math.max(1 / MAX_GROWTH, (1.5 * missing) / found));
  return Math.max(1, Math.ceil(length * factor));
};

const isBehind = (entry: PlacedEntry, place: LogPlace | null): boolean =>
  place === null || entry.minute < place.minute || (entry.minute === place.minute && entry.older < place.older);

/**
 * Reads a page of the log, newest first, in windows of time. REDCap gives a range whole or not at all, and the whole log of a
 * large project is more than it can answer. A window begins at a day, becomes longer where little is found, and shorter where
 * REDCap runs out of memory. `nowUtc` only decides how long the first window is; nothing is lost by a wrong clock.
 */
export const readLogPage = async (
  source: LogSource,
  query: LogQuery,
  after: LogPlace | null,
  first: number,
  nowUtc: number,
): Promise<LogPage> => {
  const entries: PlacedEntry[] = [];
  const latest = latestMinute(nowUtc);
  let end = after === null ? query.end : Math.min(after.minute, query.end ?? after.minute);
  let length = DAY;
  let searchedFrom = end === null ? Number.POSITIVE_INFINITY : end + 1;

  for (let count = 0; count < MAX_WINDOWS && searchedFrom > query.begin && entries.length <= first; count += 1) {
    const begin = Math.max(query.begin, Math.min(end ?? latest, latest) - length + 1);
    try {
      const found = (await readWindow(source, query, { begin, end })).filter((entry) => isBehind(entry, after));
      entries.push(...found);
      searchedFrom = begin;
      end = begin - 1;
      length = nextLength(length, found.length, first + 1 - entries.length);
    } catch (error) {
      if (!isTooMuch(error)) throw error;
      if (length === 1) throw fullMinute(error);
      length = Math.max(1, Math.floor(length / MAX_GROWTH));
    }
  }

  const page = entries.slice(0, first);
  const hasMore = entries.length > first || searchedFrom > query.begin;
  const lastEntry = page.at(-1);
  const last = entries.length > first && lastEntry !== undefined ? lastEntry : { minute: searchedFrom, older: 0 };
  return { entries: page, searchedFrom: last.minute, hasMore, last };
};

/** Entries on a page when the whole of a range is wanted that REDCap cannot give at once. */
const PAGE = 5_000;

/** Everything in the log from a minute on, newest first: by one call, or in windows where that is too much for REDCap. */
export const readLogSince = async (
  source: LogSource,
  begin: Minute,
  nowUtc: number,
): Promise<readonly PlacedEntry[]> => {
  const query: LogQuery = { begin, end: null };
  try {
    return await readWindow(source, query, query);
  } catch (error) {
    if (!isTooMuch(error)) throw error;
  }
  const entries: PlacedEntry[] = [];
  for (let after: LogPlace | null = null; ;) {
    const page: LogPage = await readLogPage(source, query, after, PAGE, nowUtc);
    entries.push(...page.entries);
    if (!page.hasMore) return entries;
    after = page.last;
  }
};
