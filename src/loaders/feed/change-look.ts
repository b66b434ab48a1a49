import type { LogRow } from '../../redcap/methods/log.ts';
import { compareRecordNames } from '../record/name-order.ts';
import { rowsByName, type RecordNames } from '../record/query.ts';
import { isDeletion, isRenameEntry } from './change-entry.ts';
import type { Noticed } from './change-feed.ts';
import {
  nameEntries,
  OVERLAP,
  takeNews,
  type ChangeRegister,
  type LogReading,
  type NamedEntry,
} from './change-register.ts';
import type { PlacedEntry } from './log.ts';
import type { Minute } from './minute.ts';

/** What one look at REDCap showed. */
export interface Sighting extends LogReading {
  /** All records, as they are now. */
  readonly list: RecordNames;
  /** Names that REDCap's date range gives for the same stretch of time as the entries. */
  readonly dated: ReadonlySet<string>;
  /** The log from {@link OVERLAP} before what the register knows of it. */
  readonly entries: readonly PlacedEntry[];
}

/** A look's outcome: the register as it is from now on, and what has changed. */
export interface LookOutcome {
  readonly register: ChangeRegister;
  readonly noticed: readonly Noticed[];
}

/** What new entries of the log say of one record. */
interface Touch {
  readonly rows: LogRow[];
  at: Minute;
}

/** What is compared: how the records were, how they are, and what the log says in between. */
interface Comparison {
  readonly before: RecordNames;
  readonly now: RecordNames;
  readonly touches: ReadonlyMap<string, Touch>;
}

/** Names that came, went or changed, each once. */
interface Difference {
  readonly appeared: readonly string[];
  readonly gone: readonly string[];
  readonly updated: readonly string[];
  /** The old name and the new one; null when there is no rename. */
  readonly rename: readonly [string, string] | null;
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

const isIn = (list: RecordNames, name: string): boolean => rowsByName(list).has(name);

const appearedIn = ({ before, now }: Comparison): string[] => now.names.filter((name) => !isIn(before, name));

const vanishedFrom = ({ before, now }: Comparison): string[] => before.names.filter((name) => !isIn(now, name));

/**
 * REDCap's log does not name the old name of a rename. So the gateway reports a rename only where there is no other reading.
 * A single name went without being deleted, and a single name came by an entry of a rename. To take two patients for one
 * would be worse than to report one as deleted and created, which leads to the same end.
 */
const findRename = (comparison: Comparison, recordIdField: string): readonly [string, string] | null => {
  const rowsOf = (name: string): readonly LogRow[] => comparison.touches.get(name)?.rows ?? [];
  const [previousName, ...others] = vanishedFrom(comparison).filter((name) => !rowsOf(name).some(isDeletion));
  if (previousName === undefined || others.length > 0) return null;
  const [name, ...more] = appearedIn(comparison).filter((candidate) =>
    isRenameEntry(rowsOf(candidate), { previousName, name: candidate, recordIdField }),
  );
  return name === undefined || more.length > 0 ? null : [previousName, name];
};

/** Records that were there and are there, and about which something speaks for a change. */
const updatedIn = ({ before, now, touches }: Comparison, suspects: ReadonlySet<string>): string[] =>
  now.names.filter((name) => {
    if (!isIn(before, name)) return false;
    // Rows come and go without an entry of the record's own: a rename in one of two arms, a deletion that erases its log.
    const isReshaped = rowsByName(before).get(name) !== rowsByName(now).get(name);
    return touches.has(name) || suspects.has(name) || isReshaped;
  });

/** The difference that a look shows. `bereft` are records whose entries are not in the log any more. */
const compare = (
  comparison: Comparison,
  { dated, retoldFrom }: Sighting,
  named: readonly NamedEntry[],
  bereft: ReadonlySet<string>,
  recordIdField: string,
): Difference => {
  const { before, now, touches } = comparison;
  const rename = findRename(comparison, recordIdField);
  // No list has these names, but a caller may have them whose changes came from another register.
  const forgotten =
    retoldFrom === null ? [] : [...touches.keys()].filter((name) => !isIn(now, name) && !isIn(before, name));
  // The date range names them and no entry explains it: the log may lag, or hide from this user what it shows to others.
  const mentioned = new Set(named.map(({ name }) => name));
  const unexplained = [...dated].filter((name) => !mentioned.has(name));
  return {
    appeared: appearedIn(comparison),
    gone: [...vanishedFrom(comparison).filter((name) => name !== rename?.[0]), ...forgotten],
    updated: updatedIn(comparison, new Set([...unexplained, ...bereft])),
    rename,
  };
};

/** In the order of time, as far as the log shows it. */
const inOrder = (noticed: readonly Noticed[]): Noticed[] =>
  [...noticed].sort(
    (left, right) =>
      (left.at ?? Number.MAX_SAFE_INTEGER) - (right.at ?? Number.MAX_SAFE_INTEGER) ||
      compareRecordNames(left.name, right.name),
  );

/** Compares a look with what the register knows. */
export const lookAt = (register: ChangeRegister, sighting: Sighting): LookOutcome => {
  const { list: now, entries, retoldFrom } = sighting;
  const before = register.list;
  const since = Math.min(register.minute, retoldFrom === null ? register.minute : retoldFrom + OVERLAP);
  const named = nameEntries(entries, [now, before]);
  const { register: next, news } = takeNews(register, named, sighting);
  const touches = touchesOf(news.fresh);
  const comparison = { before, now, touches };
  const { appeared, gone, updated, rename } = compare(comparison, sighting, named, news.bereft, register.recordIdField);
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
  return { register: { ...next, list: now }, noticed: inOrder(noticed) };
};
