import type { Design } from '../../../graph/design/design.ts';
import type { ProjectSource } from '../../../loaders/project-source.ts';
import { RedcapError } from '../../../redcap/errors.ts';
import { checkIdempotencyKey, runOnce } from '../../idempotency-key.ts';
import { awaitUpload, checkSha256, passFile, troubleOf, type IncomingFile, type Passage } from '../../upload.ts';
import { isUserError, userError, userErrorOf, type UserErrorShape } from '../../user-error.ts';
import { IMPORT, noteProgress, type ImportContext } from '../import.ts';
import type { OnSettled } from '../run-state.ts';
import { countRows, readChunks } from './chunk.ts';
import { runFile, type FileOptions, type FileOutcome } from './run.ts';
import { noOutcomes } from './tally.ts';
import { FlatTextError, type FlatFormat } from './text.ts';

/** Input of importRecordsFile. */
export interface ImportRecordsFileInput extends FileOptions {
  readonly file: Promise<IncomingFile>;
  readonly format: FlatFormat;
  /** 64 hexadecimal digits. */
  readonly sha256?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
  readonly reason?: string | null | undefined;
}

/** What importRecordsFile did. */
export interface ImportRecordsFileResult extends FileOutcome {
  /** Null when the file was not read to its end. */
  readonly rowCount: number | null;
  readonly dryRun: boolean;
}

/** A file of which all bytes have come. */
interface ReadFile {
  readonly passage: Passage;
  readonly sha256: string;
  readonly rowCount: number;
}

const refused = (
  { dryRun }: ImportRecordsFileInput,
  error: UserErrorShape,
  rowCount: number | null = null,
): ImportRecordsFileResult => ({
  dryRun,
  rowCount,
  counts: { ...noOutcomes, NOT_ATTEMPTED: rowCount ?? 0 },
  listed: [],
  errors: [error],
});

/** What a file that cannot be read to its end means, while nothing was sent. */
const explainReading = (passage: Passage, error: unknown): UserErrorShape => {
  if (error instanceof FlatTextError) return userError('VALIDATION', ['file'], `${error.message} Nothing was sent.`);
  const trouble = troubleOf(passage, { outcome: 'not done', standing: null }, 'field');
  if (trouble === null) throw error;
  return trouble;
};

/** Reads the file once, as it comes: its columns are checked, its rows counted, and its hash is worked out. */
const readFile = async (design: Design, input: ImportRecordsFileInput): Promise<ReadFile | UserErrorShape> => {
  const file = await awaitUpload(input.file);
  if (isUserError(file)) return file;
  const passage = passFile(file, input.sha256?.toLowerCase() ?? null);
  try {
    const rowCount = await countRows(design, input.format, passage.body);
    if (typeof rowCount !== 'number') return rowCount;
    if (rowCount === 0) return userError('VALIDATION', ['file'], 'The file has no rows.');
    return { passage, rowCount, sha256: passage.sha256() ?? '' };
  } catch (error) {
    return explainReading(passage, error);
  }
};

const importOnce = async (
  context: ImportContext,
  source: ProjectSource,
  design: Design,
  input: ImportRecordsFileInput,
  { passage, rowCount }: ReadFile,
  onSettled: OnSettled = () => Promise.resolve(),
): Promise<ImportRecordsFileResult> => {
  const { dryRun, verify, onBadRow, format } = input;
  const options = { dryRun, verify, onBadRow };
  const read = () => readChunks(design, format, passage.body);
  // Each of its calls has a time of its own, and the whole has none: a file may take hours.
  const release = context.hold();
  try {
    const outcome = await runFile({ context, source, design, options, read, rowCount, onSettled });
    return { ...outcome, rowCount, dryRun };
  } catch (error) {
    // What is thrown was thrown before anything was sent, or by a first call that did nothing.
    const refusal = error instanceof RedcapError ? userErrorOf(error, []) : explainReading(passage, error);
    return refused(input, refusal, rowCount);
  } finally {
    release();
  }
};

/**
 * What became of a file whose gateway died at it, by a dry run of now. Rows that would change nothing are stored. Of the others it
 * is not known whether they were sent.
 */
const lookedUp = (now: ImportRecordsFileResult): ImportRecordsFileResult => {
  const { UNCHANGED } = now.counts;
  const unknown = (now.rowCount ?? 0) - UNCHANGED;
  const message = `Of ${String(unknown)} rows it is not known whether they were written. Read the records back before you write them again.`;
  return {
    ...now,
    dryRun: false,
    counts: { ...noOutcomes, UNCHANGED, UNKNOWN: unknown },
    listed: [],
    errors: unknown === 0 ? [] : [userError('UNKNOWN_OUTCOME', [], message)],
  };
};

const mayHaveWritten = ({ dryRun, counts }: ImportRecordsFileResult): boolean =>
  !dryRun && counts.CREATED + counts.UPDATED + counts.UNCHANGED + counts.UNKNOWN > 0;

/**
 * Imports a file of flat rows, as REDCap exports them, by the writer of importRecords. The file is read as it comes and
 * kept in a temporary file, never in memory. It is read to its end before the first row is sent. REDCap: Import Records.
 */
export const importRecordsFile = async (
  context: ImportContext,
  source: ProjectSource,
  input: ImportRecordsFileInput,
): Promise<ImportRecordsFileResult> => {
  const key = input.idempotencyKey ?? null;
  const problem = (key === null ? null : checkIdempotencyKey(key)) ?? checkSha256(input.sha256?.toLowerCase() ?? null);
  if (problem !== null) return refused(input, problem);
  let file: ReadFile | UserErrorShape;
  let design: Design;
  try {
    design = await source.design();
    file = await readFile(design, input);
  } catch (error) {
    return refused(input, userErrorOf(error, []));
  }
  if (isUserError(file)) return refused(input, file);
  const whole = file;
  if (key === null) return importOnce(context, source, design, input, whole);
  const { format, dryRun, verify, onBadRow, reason } = input;
  const request = { sha256: whole.sha256, format, dryRun, verify, onBadRow, reason };
  const once = await runOnce(context, source, IMPORT, key, request, {
    run: (operation, note) =>
      noteProgress(note, whole.rowCount, (onSettled) =>
        importOnce({ ...context, operation }, source, design, input, whole, onSettled),
      ),
    isDry: dryRun,
    mayHaveWritten,
    lookUp: async () => lookedUp(await importOnce(context, source, design, { ...input, dryRun: true }, whole)),
  });
  return once.kind === 'refused' ? refused(input, once.error, whole.rowCount) : once.result;
};
