import type { Design } from '../../graph/design/design.ts';
import type { ValueInput } from '../../graph/kind/input.ts';
import type { FormStatus } from '../../graph/dictionary/form-status.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import type { WriteContext } from '../context.ts';
import type { UserErrorShape } from '../user-error.ts';

/** One instrument (instance) of one record, as a caller wants it to be. Null and undefined count as not given. */
export interface InstrumentRowInput {
  readonly clientRef?: string | null | undefined;
  readonly record?: string | null | undefined;
  readonly event?: string | null | undefined;
  readonly instrument: string;
  readonly repeatInstance?: number | null | undefined;
  readonly newInstance?: boolean | null | undefined;
  readonly status?: FormStatus | null | undefined;
  readonly dataAccessGroup?: string | null | undefined;
  readonly values: readonly ValueInput[];
  /** What the caller saw; of a field without a value, that it was empty. */
  readonly expected?: readonly ValueInput[] | null | undefined;
  /** The record is not to be there yet. */
  readonly expectNew?: boolean | null | undefined;
  /** Rows with the same one are written together or not at all: a flat row of a file is one for each of its instruments. */
  readonly tie?: string | null | undefined;
}

/** What becomes of the good rows where others cannot be written. */
export type BadRowPolicy = 'REFUSE_ALL' | 'WRITE_GOOD';

/** Input of importRecords. */
export interface ImportRecordsInput {
  readonly rows: readonly InstrumentRowInput[];
  readonly assignRecordNames: boolean;
  readonly dryRun: boolean;
  readonly verify: boolean;
  /** All are refused unless given. */
  readonly onBadRow?: BadRowPolicy | undefined;
  readonly idempotencyKey?: string | null | undefined;
  readonly reason?: string | null | undefined;
}

/** An import on its way to REDCap. */
export interface ImportWork {
  readonly context: WriteContext;
  readonly source: ProjectSource;
  readonly design: Design;
  readonly input: ImportRecordsInput;
  /** Something of the import has been written before: a fault must not hide that. */
  readonly hasWritten: boolean;
}

/** A part of an import that was sent. */
export interface WrittenPart {
  readonly rows: readonly RowResult[];
  /** Why REDCap did not take it as it was meant to; null when it did. */
  readonly failure: UserErrorShape | null;
  /**
   * `written`: what it came to is in the rows, and more may follow. `refused`: REDCap refused it and nothing of it is stored.
   * `stopped`: nothing more is to be sent.
   */
  readonly ending: 'written' | 'refused' | 'stopped';
}

/** What became of a row or of one of its values. */
export type RowOutcome = 'CREATED' | 'UPDATED' | 'UNCHANGED' | 'REJECTED' | 'NOT_ATTEMPTED' | 'UNKNOWN';

/** Something of a row that differs from what was stored. */
export interface ValueChange {
  /** Field name, `<instrument>_complete`, or `redcap_data_access_group`. */
  readonly name: string;
  readonly outcome: RowOutcome;
  readonly isErased: boolean;
}

/** What became of one row of the input. Holds names only, never a value. */
export interface RowResult {
  readonly index: number;
  readonly clientRef: string | null;
  /** Null while REDCap has not given the name. */
  readonly record: string | null;
  readonly repeatInstance: number | null;
  readonly outcome: RowOutcome;
  readonly changes: readonly ValueChange[];
  readonly errors: readonly UserErrorShape[];
}

/** What importRecords did, row by row in input order. */
export interface ImportRecordsResult {
  readonly rows: readonly RowResult[];
  readonly dryRun: boolean;
  readonly errors: readonly UserErrorShape[];
}
