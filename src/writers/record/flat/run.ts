import type { Design } from '../../../graph/design/design.ts';
import type { ProjectSource } from '../../../loaders/project-source.ts';
import type { WriteContext } from '../../context.ts';
import { runInProjectLane } from '../../project-lane.ts';
import { userError, type UserErrorShape } from '../../user-error.ts';
import { checkAgainst } from '../import-context.ts';
import { partsOf } from '../import-part.ts';
import type { RowProblems } from '../import-plan.ts';
import { changedError, leftOutError, refusedError, unsentRow } from '../import-result.ts';
import { planAll, writeParts } from '../import-run.ts';
import type { BadRowPolicy, ImportRecordsInput } from '../import-type.ts';
import { failureOf, standingErrors } from '../import-work.ts';
import type { PlannedRow } from '../row-plan.ts';
import { keepGood, startRun, stop, type OnSettled, type Run } from '../run-state.ts';
import type { Chunk } from './chunk.ts';
import { createTally, type FileRowResult, type OutcomeCounts, type Tally } from './tally.ts';

/** How the rows of a file are to be written. */
export interface FileOptions {
  readonly dryRun: boolean;
  readonly verify: boolean;
  readonly onBadRow: BadRowPolicy;
}

/** A file that is being imported. */
export interface FileWork {
  readonly context: WriteContext;
  readonly source: ProjectSource;
  readonly design: Design;
  readonly options: FileOptions;
  /** The chunks from the first one on, each time anew. */
  readonly read: () => AsyncIterable<Chunk>;
  readonly rowCount: number;
  readonly onSettled: OnSettled;
}

/** What became of the rows of a file. */
export interface FileOutcome {
  readonly counts: OutcomeCounts;
  readonly listed: readonly FileRowResult[];
  readonly errors: readonly UserErrorShape[];
}

/** A chunk that was checked against the design. */
interface CheckedChunk {
  readonly run: Run;
  readonly rows: readonly PlannedRow[];
  readonly problems: RowProblems;
}

/** What is wrong with rows by both of two checks. */
const merge = (first: RowProblems, second: RowProblems): RowProblems => {
  const merged = new Map(first);
  for (const [index, errors] of second) merged.set(index, [...(merged.get(index) ?? []), ...errors]);
  return merged;
};

const checkChunk = async (work: FileWork, chunk: Chunk, before?: Run): Promise<CheckedChunk> => {
  const { context, source, design, options } = work;
  const input: ImportRecordsInput = { ...options, rows: chunk.inputs, assignRecordNames: false };
  const { rows, problems } = await checkAgainst(source, design, input);
  // The tally counts rows of the file, and says so once a chunk.
  const run = startRun({ context, source, design, input }, () => Promise.resolve(), before);
  return { run, rows, problems: merge(chunk.problems, problems) };
};

/** Puts what became of a chunk into the tally. Rows that came to nothing were not attempted. */
const settleChunk = async (
  { onSettled }: FileWork,
  tally: Tally,
  chunk: Chunk,
  run: Run,
  problems: RowProblems = new Map(),
): Promise<void> => {
  const resultOf = (index: number): ReturnType<typeof unsentRow> => {
    const outcome = problems.has(index) ? 'REJECTED' : 'NOT_ATTEMPTED';
    return run.results.get(index) ?? unsentRow(chunk.inputs[index], index, outcome, problems.get(index));
  };
  tally.add(chunk, resultOf, run.leftOut);
  await onSettled(tally.size());
};

const outcomeOf = ({ rowCount }: FileWork, tally: Tally, errors: readonly UserErrorShape[]): FileOutcome => {
  const counts = tally.counts();
  const rest = rowCount - tally.size();
  return {
    counts: { ...counts, NOT_ATTEMPTED: counts.NOT_ATTEMPTED + rest },
    listed: tally.listed,
    errors,
  };
};

/**
 * Checks all chunks and compares them with what is stored, before the first row is sent. Returns the outcome of a dry run, or
 * of a file with bad rows; null where all may be written.
 */
const planFile = async (work: FileWork): Promise<FileOutcome | null> => {
  const { context, source, options } = work;
  const [bad, good] = [createTally(), createTally()];
  const quiet = { ...work, onSettled: () => Promise.resolve() };
  for await (const chunk of work.read()) {
    const { run, rows, problems } = await checkChunk(work, chunk);
    const plan = async (): Promise<RowProblems> => planAll(run, await partsOf(rows));
    const found =
      problems.size > 0 ? problems : await (options.dryRun ? runInProjectLane(context, source, plan) : plan());
    if (found.size > 0) {
      run.results.clear();
      await settleChunk(quiet, bad, chunk, run, found);
    } else await settleChunk(quiet, good, chunk, run);
  }
  const refused = bad.counts().REJECTED;
  if (refused > 0) {
    const codes = new Set(bad.listed.flatMap(({ errors }) => errors.map(({ code }) => code)));
    return outcomeOf(work, bad, [refusedError(refused, codes)]);
  }
  return options.dryRun ? outcomeOf(work, good, []) : null;
};

/** Writes the parts of a chunk. A row that became bad since the file was checked stops the import. */
const writeChunk = async (work: FileWork, tally: Tally, chunk: Chunk, before: Run | undefined): Promise<Run> => {
  const { run, rows, problems } = await checkChunk(work, chunk, before);
  const isWritingGood = work.options.onBadRow === 'WRITE_GOOD';
  if (!isWritingGood && problems.size > 0) {
    stop(run, changedError(problems));
    await settleChunk(work, tally, chunk, run, problems);
    return run;
  }
  const isLast = tally.size() + chunk.rows.length >= work.rowCount;
  await writeParts(run, await partsOf(isWritingGood ? await keepGood(run, rows, problems) : rows), isLast);
  await settleChunk(work, tally, chunk, run);
  return run;
};

/** The rest of a file that cannot be read on. Of what was written before, the counts say it. */
const unreadable = (tally: Tally): UserErrorShape =>
  userError(
    'UPLOAD_INCOMPLETE',
    ['file'],
    `The gateway could not read its copy of the file on: only the first ${String(tally.size())} rows were attempted.`,
  );

/** Where the writing of a file came to its end. */
interface FileEnd {
  /** The last chunk's; undefined where there was no chunk. */
  readonly run: Run | undefined;
  readonly failure: UserErrorShape | null;
}

/** Writes the chunks one after another, and ends with the first that stops the import. */
const writeChunks = async (work: FileWork, tally: Tally): Promise<FileEnd> => {
  const chunks = work.read()[Symbol.asyncIterator]();
  let run: Run | undefined;
  let isReading = true;
  try {
    for (;;) {
      isReading = true;
      const next = await chunks.next();
      if (next.done === true) return { run, failure: null };
      isReading = false;
      run = await writeChunk(work, tally, next.value, run);
      if (run.isStopped) return { run, failure: run.failure };
    }
  } catch (error) {
    // What is thrown later than the first write must not hide what was written.
    if (run?.hasWritten !== true) throw error;
    stop(run, isReading ? unreadable(tally) : failureOf(error, true));
    return { run, failure: run.failure };
  } finally {
    await chunks.return?.();
  }
};

/** Writes a file, and says what became of its rows. */
const writeFile = async (work: FileWork): Promise<FileOutcome> => {
  const tally = createTally();
  const { run, failure } = await writeChunks(work, tally);
  const left = tally.leftOut();
  const refusals = new Map((run?.refusals ?? []).map((refusal) => [refusal.redcapMessage, refusal]));
  const isShort = tally.size() < work.rowCount;
  const standing = tally.standing();
  const whole = work.options.dryRun
    ? []
    : standingErrors({ ...standing, isUnwritten: standing.isUnwritten || isShort }, failure);
  const leftOut = left.rows === 0 ? [] : [leftOutError(left.rows, left.codes)];
  return outcomeOf(work, tally, [...leftOut, ...refusals.values(), ...whole]);
};

/** Imports the rows of a file chunk by chunk. Where one bad row refuses all, the file is checked whole before. */
export const runFile = async (work: FileWork): Promise<FileOutcome> =>
  (work.options.onBadRow === 'WRITE_GOOD' ? null : await planFile(work)) ?? (await writeFile(work));
