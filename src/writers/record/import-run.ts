import { exportProject } from '../../redcap/methods/project.ts';
import { forEachInTurns } from '../../work-turn.ts';
import { runInProjectLane } from '../project-lane.ts';
import { userError, type UserErrorShape } from '../user-error.ts';
import { checkAutoNumbering } from './import-whole.ts';
import { bondsOf, partsOf, type PartLimits } from './import-part.ts';
import { planPart, type PartPlan, type RowProblems } from './import-plan.ts';
import { changedError, codesOf, dryRows, leaveOut, leftOutError, refuseRows, unsentRow } from './import-result.ts';
import type { ImportRecordsResult, RowResult, WrittenPart } from './import-type.ts';
import { failureOf, wholeErrors, writeNamed, writeNew } from './import-work.ts';
import { standInNames, underNames } from './new-record.ts';
import type { PlannedRow } from './row-plan.ts';
import { keepGood, settle, startRun, stop, type OnSettled, type Run } from './run-state.ts';
import { exportNames } from './stored-state.ts';

/** Refusals of REDCap after which bad rows are not looked for any longer: each costs a call. */
const MOST_REFUSALS = 100;

/** Sends new records, under names that no record has now. */
const sendNewPart = async (run: Run, { diffs }: PartPlan): Promise<WrittenPart> => {
  const { source, design, input } = run.work;
  // Asked at the last moment, not of the design that is kept: it may have been switched off since.
  const [switchedOff] = checkAutoNumbering(await source.readFresh(exportProject, undefined));
  if (switchedOff !== undefined) {
    const rows = diffs.map(({ row: { index } }) => unsentRow(input.rows[index], index, 'NOT_ATTEMPTED'));
    return { rows, failure: switchedOff, ending: 'stopped' };
  }
  const rows = diffs.map(({ row }) => row);
  run.taken ??= new Set(await exportNames(source.readFresh, design, rows));
  const named = underNames(diffs, standInNames(rows, run.taken));
  const part = await writeNew({ ...run.work, hasWritten: run.hasWritten }, named, run.taken);
  for (const { record } of part.rows) if (record !== null) run.taken.add(record);
  return part;
};

const sendPart = (run: Run, plan: PartPlan): Promise<WrittenPart> =>
  run.work.input.assignRecordNames
    ? sendNewPart(run, plan)
    : writeNamed({ ...run.work, hasWritten: run.hasWritten }, plan.diffs);

const asProblems = (rows: readonly RowResult[]): RowProblems =>
  new Map(rows.flatMap(({ index, errors }) => (errors.length === 0 ? [] : [[index, errors] as const])));

/** The reason of rows that REDCap refused without saying which. */
const refusedRows = (rows: readonly RowResult[]): RowProblems => {
  const message = 'REDCap refused this row; its words are in redcapMessage of the payload.';
  return new Map(
    rows.map(({ index, errors }) => [
      index,
      errors.length > 0 ? errors : [userError('REDCAP_REJECTED', ['rows', String(index)], message)],
    ]),
  );
};

/**
 * What becomes of a part that REDCap refused whole, so that nothing of it is stored. It is sent again without the rows that
 * REDCap names. Where REDCap names none, it is sent in halves.
 */
const writeWithoutRefused = async (run: Run, rows: readonly PlannedRow[], part: WrittenPart): Promise<void> => {
  if (part.failure !== null) run.refusals.push(part.failure);
  const named = asProblems(part.rows);
  if (named.size > 0) {
    await writeGood(run, await keepGood(run, rows, named));
    return;
  }
  const bonds = await bondsOf(rows);
  if (bonds.length === 1) await keepGood(run, rows, refusedRows(part.rows));
  if (run.refusals.length >= MOST_REFUSALS) {
    if (bonds.length > 1) await settle(run, part.rows);
    stop(run, part.failure);
  }
  if (bonds.length === 1 || run.isStopped) return;
  const half = Math.ceil(bonds.length / 2);
  await writeGood(run, bonds.slice(0, half).flat());
  await writeGood(run, bonds.slice(half).flat());
};

/** Writes the good rows of a part. */
const writeGood = async (run: Run, rows: readonly PlannedRow[]): Promise<void> => {
  if (rows.length === 0 || run.isStopped) return;
  const plan = await planPart(run.work, rows);
  if (plan.problems.size > 0) {
    await writeGood(run, await keepGood(run, rows, plan.problems));
    return;
  }
  if (run.work.input.dryRun) {
    await settle(run, dryRows(plan.diffs));
    return;
  }
  const part = await sendPart(run, plan);
  if (part.ending === 'refused') {
    await writeWithoutRefused(run, rows, part);
    return;
  }
  await settle(run, part.rows);
  if (part.ending === 'stopped') stop(run, part.failure);
};

/** Writes a part whole. A row that has become bad since the rows were checked stops the import. */
const writeWhole = async (run: Run, rows: readonly PlannedRow[]): Promise<RowProblems> => {
  const plan = await planPart(run.work, rows);
  if (plan.problems.size > 0) {
    await settle(run, leaveOut(run.work.input, plan.problems));
    stop(run, changedError(plan.problems));
    return plan.problems;
  }
  const part = await sendPart(run, plan);
  await settle(run, part.rows);
  if (part.ending !== 'written') stop(run, part.failure);
  return plan.problems;
};

/** Compares all parts with what is stored, and sends none. */
export const planAll = async (run: Run, parts: readonly (readonly PlannedRow[])[]): Promise<RowProblems> => {
  const problems = new Map<number, readonly UserErrorShape[]>();
  const isDry = run.work.input.dryRun;
  for (const part of parts) {
    const plan = await planPart(run.work, part);
    for (const [index, errors] of plan.problems) problems.set(index, errors);
    if (isDry) await settle(run, dryRows(plan.diffs));
  }
  return problems;
};

const errorsOf = (run: Run, rows: readonly RowResult[]): UserErrorShape[] => {
  const { leftOut } = run;
  const left = leftOut.size === 0 ? [] : rows.filter(({ index }) => leftOut.has(index));
  const others = leftOut.size === 0 ? rows : rows.filter(({ index }) => !leftOut.has(index));
  const whole = run.work.input.dryRun ? [] : wholeErrors(others, run.failure);
  const messages = new Map(run.refusals.map((refusal) => [refusal.redcapMessage, refusal]));
  return [
    ...(left.length === 0 ? [] : [leftOutError(left.length, codesOf(left.map(({ errors }) => errors)))]),
    ...messages.values(),
    ...whole,
  ];
};

const finish = async (run: Run): Promise<ImportRecordsResult> => {
  const { input } = run.work;
  const rows: RowResult[] = [];
  await forEachInTurns(input.rows, (row, index) => {
    rows.push(run.results.get(index) ?? unsentRow(row, index, 'NOT_ATTEMPTED'));
  });
  return { dryRun: input.dryRun, rows, errors: errorsOf(run, rows) };
};

/** What was thrown before anything was written is thrown on. Later it must not hide what was written. */
const guard = async (run: Run, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (!run.hasWritten) throw error;
    stop(run, failureOf(error, true));
  }
};

/**
 * Writes parts, each with a turn of its own in the project's lane, so that other writes need not wait for all of them.
 * Returns what has become bad since it was checked, where one bad row refuses all. `isLast`: no others follow these parts.
 */
export const writeParts = async (
  run: Run,
  parts: readonly (readonly PlannedRow[])[],
  isLast = true,
): Promise<RowProblems> => {
  const { context, source, input } = run.work;
  let refused: RowProblems = new Map();
  await guard(run, async () => {
    for (const [index, part] of parts.entries()) {
      if (run.isStopped) break;
      // A part of which bad rows are left out may be sent piece by piece.
      const isWhole = isLast && index === parts.length - 1 && input.onBadRow !== 'WRITE_GOOD';
      context.operation?.goOn(!isWhole);
      await runInProjectLane(context, source, async () => {
        if (input.onBadRow === 'WRITE_GOOD') await writeGood(run, part);
        else refused = await writeWhole(run, part);
      });
    }
  });
  return refused;
};

/**
 * Writes an import part by part: each is read, compared, sent once and looked at. Where one bad row refuses all, every part
 * is compared before the first is sent.
 */
export const runImport = async (
  work: Run['work'],
  rows: readonly PlannedRow[],
  problems: RowProblems,
  onSettled: OnSettled,
  limits?: PartLimits,
): Promise<ImportRecordsResult> => {
  const { context, source, input } = work;
  const isWritingGood = input.onBadRow === 'WRITE_GOOD';
  const run = startRun(work, onSettled);
  const parts = await partsOf(isWritingGood ? await keepGood(run, rows, problems) : rows, limits);
  if (!isWritingGood && (input.dryRun || parts.length > 1)) {
    const plan = (): Promise<RowProblems> => planAll(run, parts);
    const found = await (input.dryRun ? runInProjectLane(context, source, plan) : plan());
    if (found.size > 0) return refuseRows(input, found);
    if (input.dryRun) return finish(run);
  }
  const refused = await writeParts(run, parts);
  return refused.size > 0 && !run.hasWritten ? refuseRows(input, refused) : finish(run);
};
