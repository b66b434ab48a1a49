import type { Design } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import type { RedcapError } from '../../redcap/errors.ts';
import { importRecordsOnce } from '../../redcap/methods/record.ts';
import { live } from '../life.ts';
import type { ImportWork } from './import-type.ts';
import { lookBack, rowStanding } from './row-standing.ts';
import type { PlannedRow, RowDiff } from './row-plan.ts';
import { callsOf, type ImportCall } from './import-call.ts';
import { exportNames, type StoredState } from './stored-state.ts';
import { mapAnswer, writeCall, type WriteCall } from '../write-call.ts';

/** By stand-in name the name that REDCap gave. */
export type GivenNames = ReadonlyMap<string, string>;

/** By stand-in name the records that have come up since it was sent, and hold what was sent. */
export type AlikeNames = ReadonlyMap<string, readonly string[]>;

/** New records, sent for REDCap to name. */
export interface SentNew {
  /** Null when the names could not be found out. */
  readonly names: GivenNames | null;
  /** What may be them, where their names could not be found out. */
  readonly alike: AlikeNames;
  readonly failure: RedcapError | null;
  /** What is stored under the names; null when it was not read back. */
  readonly state: StoredState | null;
}

/** What a look finds of new records. */
type FoundNew = Omit<SentNew, 'failure'>;

/**
 * Stand-in names for records that REDCap is to name. They are numbers above every record's, because REDCap takes them for
 * names once auto-numbering is switched off.
 */
export const standInNames = (rows: readonly PlannedRow[], taken: ReadonlySet<string>): Map<string, string> => {
  let last = 0;
  for (const name of taken) if (/^\d{1,15}$/.test(name)) last = Math.max(last, Number(name));
  const standIns = new Map<string, string>();
  for (const { record } of rows) {
    if (!standIns.has(record)) standIns.set(record, String(last + standIns.size + 1));
  }
  return standIns;
};

const renameRow = (diff: RowDiff, name: string): RowDiff => ({ ...diff, row: { ...diff.row, record: name } });

/** The diffs under the names that REDCap gave. */
export const underNames = (diffs: readonly RowDiff[], names: GivenNames): RowDiff[] =>
  diffs.map((diff) => renameRow(diff, names.get(diff.row.record) ?? diff.row.record));

/** The names, when the answer has a new one for every stand-in, once each. */
const namesOf = (
  autoIds: readonly { readonly record: string; readonly provided: string }[],
  standIns: ReadonlySet<string>,
  taken: ReadonlySet<string>,
): GivenNames | null => {
  const names = new Map(autoIds.map(({ record, provided }) => [provided, record]));
  const isWhole = autoIds.length === standIns.size && [...standIns].every((standIn) => names.has(standIn));
  const isNew = new Set(names.values()).size === names.size && [...names.values()].every((name) => !taken.has(name));
  return isWhole && isNew ? names : null;
};

const contentOf = (diffs: readonly RowDiff[]): string =>
  JSON.stringify(
    diffs.map(({ row, changes }) => [
      row.event?.uniqueEventName,
      row.instrument.name,
      row.instance,
      changes.map(({ cells }) => cells),
    ]),
  );

const sameContent = (left: readonly RowDiff[], right: readonly RowDiff[]): boolean =>
  contentOf(left) === contentOf(right);

/** Looks which records have come up since, and hold what was sent for which stand-in. */
const findAlike = async (
  source: ProjectSource,
  design: Design,
  diffs: readonly RowDiff[],
  taken: ReadonlySet<string>,
): Promise<AlikeNames> => {
  const now = await exportNames(
    source.look,
    design,
    diffs.map(({ row }) => row),
  );
  const candidates = [...now].filter((name) => !taken.has(name));
  if (candidates.length === 0) return new Map();
  const everywhere = candidates.flatMap((name) => diffs.map((diff) => renameRow(diff, name)));
  const state = await lookBack(source, design, everywhere);
  const holds = (own: readonly RowDiff[], name: string): boolean =>
    own.every((diff) => rowStanding(design, state, renameRow(diff, name)) === 'done');
  const byRecord = Map.groupBy(diffs, ({ row }) => row.record);
  return new Map([...byRecord].map(([standIn, own]) => [standIn, candidates.filter((name) => holds(own, name))]));
};

/** Which of the records is which, where REDCap has made them and not said so. Null where more are alike than were sent. */
const assignNames = (diffs: readonly RowDiff[], alikeNames: AlikeNames): GivenNames | null => {
  const byRecord = Map.groupBy(diffs, ({ row }) => row.record);
  const names = new Map<string, string>();
  const given = new Set<string>();
  for (const [standIn, own] of byRecord) {
    const found = (alikeNames.get(standIn) ?? []).filter((name) => !given.has(name));
    // Nothing distinguishes records that were sent alike. Any of them is right then, but not one too many.
    const alike = [...byRecord.values()].filter((other) => sameContent(other, own)).length;
    const done = [...names.keys()].filter((other) => sameContent(byRecord.get(other) ?? [], own)).length;
    const [name] = found;
    if (name === undefined || found.length > alike - done) return null;
    names.set(standIn, name);
    given.add(name);
  }
  return names;
};

/** The sending of new records for REDCap to name. Its answer is null when the answer does not name them all. */
const sendUnnamed = (
  { source }: ImportWork,
  diffs: readonly RowDiff[],
  { rows, overwriteBehavior }: ImportCall,
  taken: ReadonlySet<string>,
): WriteCall<GivenNames | null> => {
  const standIns = new Set(diffs.map(({ row }) => row.record));
  const args = { rows, overwriteBehavior, forceAutoNumber: true };
  return mapAnswer(writeCall(source, importRecordsOnce, args), ({ autoIds }) => namesOf(autoIds, standIns, taken));
};

/**
 * Sends new records in one call, once and never again: REDCap would make further ones. `taken` are the names of all
 * records before, in the events that are written. After a lost answer they stay unknown: a record that holds what was sent may
 * be somebody else's, and is named to the caller. Records whose names are known are read back where the input asks for that.
 */
export const sendNew = async (
  work: ImportWork,
  diffs: readonly RowDiff[],
  taken: ReadonlySet<string>,
): Promise<SentNew> => {
  const { context, source, design, input } = work;
  const [call] = callsOf(design, diffs);
  if (call === undefined) return { names: new Map(), alike: new Map(), failure: null, state: null };
  const standIns = new Set(diffs.map(({ row }) => row.record));
  const look = async (answers: readonly (GivenNames | null)[]): Promise<FoundNew | null> => {
    const [given = null] = answers;
    const alike: AlikeNames = given === null ? await findAlike(source, design, diffs, taken) : new Map();
    if (answers.length === 0) return { names: null, alike, state: null };
    const names = given ?? assignNames(diffs, alike);
    if (names === null) return null;
    // The records are there: an error of the reading must not hide that.
    const state = input.verify ? await lookBack(source, design, underNames(diffs, names)).catch(() => null) : null;
    return { names, alike, state };
  };
  const { answers, found, failure } = await live<GivenNames | null, FoundNew>(context, {
    source,
    calls: [sendUnnamed(work, diffs, call, taken)],
    proof: ([names]) => {
      if (names === null) return 'open';
      return input.verify ? 'likely' : 'proven';
    },
    look,
    standing: ({ names }) => (names === null ? 'unclear' : 'done'),
    named: ([given], known) => [...(given ?? known?.names ?? new Map<string, string>()).values()],
    isSeen: ({ alike }) => [...standIns].every((standIn) => (alike.get(standIn)?.length ?? 0) > 0),
  });
  return {
    names: answers[0] ?? found?.names ?? null,
    alike: found?.alike ?? new Map(),
    failure,
    state: found?.state ?? null,
  };
};
