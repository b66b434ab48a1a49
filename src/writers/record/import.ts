import type { Context } from '../../context.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { exportProject } from '../../redcap/methods/project.ts';
import { checkIdempotencyKey, runOnce } from '../idempotency-key.ts';
import type { WriteContext } from '../context.ts';
import { runInProjectLane } from '../project-lane.ts';
import { checkAutoNumbering, checkImport, checkWhole, type CheckContext } from './import-check.ts';
import { compareRow, isSent } from './row-diff.ts';
import type { ImportRecordsInput, ImportRecordsResult, ImportWork } from './import-type.ts';
import { standInNames } from './new-record.ts';
import { numberInstances } from './instance-number.ts';
import type { PlannedRow, RowDiff } from './row-plan.ts';
import { learnRepeatKinds, type TouchedPlaces } from './place.ts';
import { lookAgain } from './replay.ts';
import { plannedOutcome, resultOf } from './row-result.ts';
import { emptyState, exportNames, exportState, type StoredState } from './stored-state.ts';
import { GIVE_EXACTLY } from './spelling.ts';
import { userError, userErrorOf, type UserErrorShape } from '../user-error.ts';
import { byIndex, writeNamed, writeNew } from './import-work.ts';

/** What an import needs of a request's context. */
export type ImportContext = WriteContext & Pick<Context, 'subject' | 'idempotency'>;

/** The result of an import that is refused before anything was sent, as a whole or because of some rows. */
const refuseAll = (
  input: ImportRecordsInput,
  errors: readonly UserErrorShape[],
  problems: ReadonlyMap<number, readonly UserErrorShape[]> = new Map(),
): ImportRecordsResult => ({
  dryRun: input.dryRun,
  errors,
  rows: input.rows.map((row, index) => ({
    index,
    clientRef: row.clientRef ?? null,
    record: row.record ?? null,
    repeatInstance: row.repeatInstance ?? null,
    lastInstance: null,
    outcome: problems.has(index) ? 'REJECTED' : 'NOT_ATTEMPTED',
    changes: [],
    errors: problems.get(index) ?? [],
  })),
});

/** What the rows touch. A record that REDCap is to name has nothing that could show how it repeats. */
const touchedBy = ({ rows }: ImportRecordsInput): TouchedPlaces => ({
  records: rows.flatMap(({ record }) => record ?? []),
  instruments: rows.map(({ instrument }) => instrument),
});

/** Names of the groups; null when the token may not read them, which REDCap allows to write them all the same. */
const groupNames = async (source: ProjectSource, input: ImportRecordsInput): Promise<ReadonlySet<string> | null> => {
  if (input.rows.every(({ dataAccessGroup }) => (dataAccessGroup ?? null) === null)) return null;
  const groups = await source.groups();
  return groups === null ? null : new Set(groups.map((row) => row.unique_group_name));
};

/** Refuses names that REDCap holds in other upper and lower case: it may take both for one record. */
const checkSpelling = (rows: readonly PlannedRow[], state: StoredState): UserErrorShape[] => {
  const asked = new Set(rows.map(({ record }) => record));
  const others = new Set([...state.names].filter((name) => !asked.has(name)).map((name) => name.toLowerCase()));
  return rows
    .filter(({ record }) => !state.names.has(record) && others.has(record.toLowerCase()))
    .map(({ index }) => userError('CONFLICT', ['rows', String(index), 'record'], GIVE_EXACTLY));
};

const dryResult = (diffs: readonly RowDiff[]): ImportRecordsResult => ({
  dryRun: true,
  errors: [],
  rows: byIndex(
    diffs.map((diff) =>
      resultOf(diff, plannedOutcome(diff), diff.row.target.kind === 'new record' ? { record: null } : {}),
    ),
  ),
});

/** Refuses all rows because of some, by their indexes. */
const refuseRows = (
  input: ImportRecordsInput,
  problems: ReadonlyMap<number, readonly UserErrorShape[]>,
): ImportRecordsResult => {
  const codes = new Set([...problems.values()].flat().map(({ code }) => code));
  const [code = 'VALIDATION'] = codes.size === 1 ? codes : [];
  const message = `${String(problems.size)} of the rows cannot be written, and so nothing was sent: see their errors.`;
  return refuseAll(input, [userError(code, ['rows'], message)], problems);
};

/** What happens in the project's lane: read, compare, send, look. */
const runImport = async (work: ImportWork, checked: readonly PlannedRow[]): Promise<ImportRecordsResult> => {
  const { source, design, input } = work;
  const isNew = input.assignRecordNames && !input.dryRun;
  // Asked at the last moment, not of the design that is kept: it may have been switched off since.
  const switchedOff = isNew ? checkAutoNumbering(await source.readFresh(exportProject, undefined)) : [];
  if (switchedOff.length > 0) return refuseAll(input, switchedOff);
  const taken = isNew ? await exportNames(source.readFresh, design, checked) : new Set<string>();
  const standIns = input.assignRecordNames ? standInNames(checked, taken) : new Map<string, string>();
  const rows = checked.map((row) => ({ ...row, record: standIns.get(row.record) ?? row.record }));
  const state = input.assignRecordNames
    ? emptyState(design)
    : await exportState(source, source.readFresh, design, rows);
  const { rows: numbered, problems } = numberInstances(rows, state, (row) => isSent(compareRow(design, state, row)));
  const refused = Map.groupBy([...problems, ...checkSpelling(numbered, state)], ({ path }) => Number(path[1]));
  if (refused.size > 0) return refuseRows(input, refused);
  const diffs = numbered.map((row) => compareRow(design, state, row));
  if (input.dryRun) return dryResult(diffs);
  return input.assignRecordNames ? writeNew(work, diffs, taken) : writeNamed(work, diffs);
};

const importOnce = async (
  context: ImportContext,
  source: ProjectSource,
  input: ImportRecordsInput,
): Promise<ImportRecordsResult> => {
  try {
    const design = await source.design();
    const whole = checkWhole(input, design);
    if (whole.length > 0) return refuseAll(input, whole);
    const checkContext: CheckContext = {
      design,
      repeatKindOf: await learnRepeatKinds(source, design, touchedBy(input)),
      groups: await groupNames(source, input),
    };
    const { rows, problems } = checkImport(input, checkContext);
    if (problems.size > 0) return refuseRows(input, problems);
    return await runInProjectLane(context, source, () => runImport({ context, source, design, input }, rows));
  } catch (error) {
    // What is thrown was thrown before anything was sent, or by a first call that did nothing.
    return refuseAll(input, [userErrorOf(error, [])]);
  }
};

/** With its key an import whose outcome is unknown may be sent again: it is looked for, and nothing is written twice. */
const allowAgain = (result: ImportRecordsResult): ImportRecordsResult => ({
  ...result,
  errors: result.errors.map((error) =>
    error.code === 'UNKNOWN_OUTCOME'
      ? {
          ...error,
          isRetryable: true,
          message:
            'Whether this was written is not known. Send it again with the same idempotencyKey: the gateway then looks for it, and writes nothing twice.',
        }
      : error,
  ),
});

const mayHaveWritten = ({ dryRun, rows }: ImportRecordsResult): boolean =>
  !dryRun && rows.some(({ outcome }) => ['CREATED', 'UPDATED', 'UNCHANGED', 'UNKNOWN'].includes(outcome));

/**
 * Imports rows, each an instrument (instance) of a record. All is checked against the design first, and one wrong row
 * refuses all. Then, in the project's lane: what is stored is read, what differs is sent once, and what was sent is read
 * back. REDCap: Import Records.
 */
export const importRecords = async (
  context: ImportContext,
  source: ProjectSource,
  input: ImportRecordsInput,
): Promise<ImportRecordsResult> => {
  const run = (): Promise<ImportRecordsResult> => importOnce(context, source, input);
  const key = input.idempotencyKey ?? null;
  if (key === null) return run();
  const problem = checkIdempotencyKey(key);
  if (problem !== null) return refuseAll(input, [problem]);
  const once = await runOnce(context, source, 'importRecords', key, input, run, mayHaveWritten);
  if (once.kind === 'refused') return refuseAll(input, [once.error]);
  if (!once.isReplay) return allowAgain(once.result);
  const dryRun = (rows: ImportRecordsInput['rows']): Promise<ImportRecordsResult> =>
    importOnce(context, source, { ...input, rows, assignRecordNames: false, dryRun: true });
  return allowAgain(await lookAgain(input.rows, once.result, dryRun));
};
