import type { Context } from '../../context.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { checkIdempotencyKey, readNote, runOnce } from '../idempotency-key.ts';
import type { WriteContext } from '../context.ts';
import { checkWhole } from './import-whole.ts';
import { checkAgainst } from './import-context.ts';
import type { Note } from '../kept-result.ts';
import { refuseAll, refuseRows } from './import-result.ts';
import { runImport } from './import-run.ts';
import type { OnSettled } from './run-state.ts';
import type { ImportRecordsInput, ImportRecordsResult } from './import-type.ts';
import { lookAgain, lookUpRows } from './replay.ts';
import { nameOperation, userErrorOf } from '../user-error.ts';

/** What an import needs of a request's context. */
export type ImportContext = WriteContext & Pick<Context, 'subject' | 'idempotency'>;

const importOnce = async (
  context: ImportContext,
  source: ProjectSource,
  input: ImportRecordsInput,
  onSettled: OnSettled = () => Promise.resolve(),
): Promise<ImportRecordsResult> => {
  try {
    const design = await source.design();
    const whole = checkWhole(input, design);
    if (whole.length > 0) return await refuseAll(input, whole);
    const { rows, problems } = await checkAgainst(source, design, input);
    if (problems.size > 0 && input.onBadRow !== 'WRITE_GOOD') return await refuseRows(input, problems);
    return await runImport({ context, source, design, input }, rows, problems, onSettled);
  } catch (error) {
    // What is thrown was thrown before anything was sent, or by a first call that did nothing.
    return await refuseAll(input, [userErrorOf(error, [])]);
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

/** How far an import has come: numbers, and nothing of its rows. */
export interface ImportProgress {
  readonly rows: number;
  /** Rows of which it is decided what became of them. */
  readonly settled: number;
  readonly isFinished: boolean;
}

/** Notes of so many rows, while a work goes on, of how many it is decided what became of them. */
export const noteProgress = async <Result>(
  note: Note,
  rows: number,
  work: (onSettled: OnSettled) => Promise<Result>,
): Promise<Result> => {
  const noteSettled = (settled: number, isFinished = false): Promise<void> =>
    note({ rows, settled, isFinished } satisfies ImportProgress);
  await noteSettled(0);
  try {
    return await work(noteSettled);
  } finally {
    await noteSettled(rows, true);
  }
};

/** What the idempotency keys of imports are kept under, those of files too, so that one query shows the progress of both. */
export const IMPORT = 'importRecords';

/** How far the caller's import with this idempotency key has come; null where there is none that is remembered. */
export const importProgress = (
  context: Pick<ImportContext, 'subject' | 'idempotency'>,
  source: ProjectSource,
  key: string,
): Promise<ImportProgress | null> => readNote<ImportProgress>(context, source, IMPORT, key);

/**
 * Imports rows, each an instrument (instance) of a record. All is checked against the design first, and one wrong row
 * refuses all, unless the others are to be written. Then, part by part in the project's lane: what is stored is read, what
 * differs is sent once, and what was sent is read back. REDCap: Import Records.
 */
export const importRecords = async (
  context: ImportContext,
  source: ProjectSource,
  input: ImportRecordsInput,
): Promise<ImportRecordsResult> => {
  const key = input.idempotencyKey ?? null;
  if (key === null) return importOnce(context, source, input);
  const problem = checkIdempotencyKey(key);
  if (problem !== null) return refuseAll(input, [problem]);
  const dryRun = (rows: ImportRecordsInput['rows']): Promise<ImportRecordsResult> =>
    importOnce(context, source, { ...input, rows, assignRecordNames: false, dryRun: true });
  const once = await runOnce(context, source, IMPORT, key, input, {
    run: (operation, note) =>
      noteProgress(note, input.rows.length, (onSettled) =>
        importOnce({ ...context, operation }, source, input, onSettled),
      ),
    isDry: input.dryRun,
    mayHaveWritten,
    lookUp: () => lookUpRows(context.clock, input, dryRun),
  });
  if (once.kind === 'refused') return refuseAll(input, [once.error]);
  if (!once.isReplay) return allowAgain(once.result);
  const operationId = once.result.errors.find((error) => error.operationId !== undefined)?.operationId ?? null;
  return allowAgain(nameOperation(await lookAgain(input.rows, once.result, dryRun), operationId));
};
