import type { UserErrorShape } from '../user-error.ts';
import type { RowProblems } from './import-plan.ts';
import { leaveOut } from './import-result.ts';
import type { ImportWork, RowResult } from './import-type.ts';
import type { PlannedRow } from './row-plan.ts';

/** Says after each part of how many rows it is decided what became of them. */
export type OnSettled = (rows: number) => Promise<void>;

/** An import on its way, part by part. */
export interface Run {
  readonly work: Omit<ImportWork, 'hasWritten'>;
  readonly onSettled: OnSettled;
  /** By index. */
  readonly results: Map<number, RowResult>;
  /** Indexes of rows that are left out because they, or those that they are tied to, are bad. */
  readonly leftOut: Set<number>;
  /** REDCap's refusals of parts that were sent again without their bad rows. */
  readonly refusals: UserErrorShape[];
  /** The names of all records; null until they are needed. */
  taken: Set<string> | null;
  /** Why the import came to no whole end; null while it goes on. */
  failure: UserErrorShape | null;
  isStopped: boolean;
  hasWritten: boolean;
}

/** Keeps what became of rows, and says how many that are by now. */
export const settle = async (run: Run, rows: readonly RowResult[]): Promise<void> => {
  for (const row of rows) run.results.set(row.index, row);
  run.hasWritten ||= rows.some(({ outcome }) => ['CREATED', 'UPDATED', 'UNKNOWN'].includes(outcome));
  await run.onSettled(run.results.size);
};

/** Ends an import: nothing more is to be sent. */
export const stop = (run: Run, failure: UserErrorShape | null): void => {
  run.isStopped = true;
  run.failure = failure;
  run.work.context.operation?.fallShort();
};

/** What an import has come to before a run, where it has several: those of a file have one for each of its chunks. */
export type Before = Pick<Run, 'hasWritten' | 'refusals'>;

/** Begins an import. */
export const startRun = (work: Run['work'], onSettled: OnSettled, before?: Before): Run => ({
  work,
  onSettled,
  results: new Map(),
  leftOut: new Set(),
  refusals: before?.refusals ?? [],
  taken: null,
  failure: null,
  isStopped: false,
  hasWritten: before?.hasWritten ?? false,
});

/** Leaves bad rows out, with those that are tied to them, and returns the others. */
export const keepGood = async (
  run: Run,
  rows: readonly PlannedRow[],
  problems: RowProblems,
): Promise<readonly PlannedRow[]> => {
  if (problems.size === 0) return rows;
  const bad = leaveOut(run.work.input, problems);
  for (const { index } of bad) run.leftOut.add(index);
  run.work.context.operation?.fallShort();
  await settle(run, bad);
  return rows.filter(({ index }) => !run.leftOut.has(index));
};
