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

/** New records, sent for REDCap to name. */
export interface SentNew {
  /** Null when the names could not be found out. */
  readonly names: GivenNames | null;
  readonly failure: RedcapError | null;
  /** What is stored under the names; null when it was not read back. */
  readonly state: StoredState | null;
}

/** What a look finds of new records: their names, and what is stored under them. */
type FoundNew = Pick<SentNew, 'state'> & { readonly names: GivenNames };

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

/** Which of the records that have come up since is which: the one whose stored values are those that were sent. */
const matchNames = async (
  source: ProjectSource,
  design: Design,
  diffs: readonly RowDiff[],
  candidates: readonly string[],
): Promise<GivenNames | null> => {
  const byRecord = Map.groupBy(diffs, ({ row }) => row.record);
  const everywhere = candidates.flatMap((name) => diffs.map((diff) => renameRow(diff, name)));
  const state = await lookBack(source, design, everywhere);
  const names = new Map<string, string>();
  const free = new Set(candidates);
  for (const [standIn, own] of byRecord) {
    const fits = (name: string): boolean =>
      own.every((diff) => rowStanding(design, state, renameRow(diff, name)) === 'done');
    const found = [...free].filter(fits);
    // Nothing distinguishes records that were sent alike. Any of them is right then, but not one too many.
    const alike = [...byRecord.values()].filter((other) => sameContent(other, own)).length;
    const done = [...names.keys()].filter((other) => sameContent(byRecord.get(other) ?? [], own)).length;
    const [name] = found;
    if (name === undefined || found.length > alike - done) return null;
    names.set(standIn, name);
    free.delete(name);
  }
  return names;
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

/** Finds new records whose names were lost with the answer, by what is new since and holds what was sent. */
const findLost = async (
  source: ProjectSource,
  design: Design,
  diffs: readonly RowDiff[],
  taken: ReadonlySet<string>,
): Promise<GivenNames | null> => {
  const rows = diffs.map(({ row }) => row);
  const now = await exportNames(source.look, design, rows);
  const candidates = [...now].filter((name) => !taken.has(name));
  const wanted = new Set(rows.map(({ record }) => record)).size;
  return candidates.length < wanted ? null : matchNames(source, design, diffs, candidates);
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
 * records before, in the events that are written. After a lost answer the records are looked for, and otherwise stay
 * unknown. Records whose names are known are read back where the input asks for that.
 */
export const sendNew = async (
  work: ImportWork,
  diffs: readonly RowDiff[],
  taken: ReadonlySet<string>,
): Promise<SentNew> => {
  const { context, source, design, input } = work;
  const [call] = callsOf(design, diffs);
  if (call === undefined) return { names: new Map(), failure: null, state: null };
  const look = async (given: GivenNames | null): Promise<FoundNew | null> => {
    const names = given ?? (await findLost(source, design, diffs, taken));
    if (names === null) return null;
    // The records are there: an error of the reading must not hide that.
    const state = input.verify ? await lookBack(source, design, underNames(diffs, names)).catch(() => null) : null;
    return { names, state };
  };
  const { answers, found, failure } = await live<GivenNames | null, FoundNew>(context, {
    source,
    calls: [sendUnnamed(work, diffs, call, taken)],
    proof: ([names]) => {
      if (names === null) return 'open';
      return input.verify ? 'likely' : 'proven';
    },
    look: ([names]) => look(names ?? null),
    standing: () => 'done',
  });
  return { names: answers[0] ?? found?.names ?? null, failure, state: found?.state ?? null };
};
