import type { TableShape } from '../../graph/table/layout.ts';
import type { TableValues } from '../../graph/table/column.ts';
import type { RecordQuery } from '../record/query.ts';

/** How a table is written. */
export type TableFormat = 'CSV' | 'NDJSON' | 'PARQUET';

/** What the file of a table looks like. */
export interface TableForm {
  readonly format: TableFormat;
  readonly values: TableValues;
  /** CSV for Excel: with a byte order mark, and without cells that begin like a formula. */
  readonly excelSafe: boolean;
  /** NDJSON with a last line that sums up. */
  readonly summary: boolean;
}

/** A table of records, or of one instrument. It has passed all checks. */
export interface RecordTable {
  /** Unique name of the instrument; null for all rows of the records. */
  readonly instrument: string | null;
  /** Which records; of an instrument, a filter is held against each row. */
  readonly query: RecordQuery;
  /** Unique names of the events whose rows are wanted; null for all. */
  readonly events: readonly string[] | null;
  /** Names of fields and form statuses; null for all. */
  readonly fields: readonly string[] | null;
  readonly groupColumn: boolean;
  readonly surveyFields: boolean;
  readonly shape: TableShape;
}

/** A table, as plain data. */
export interface TableRequest {
  readonly of: RecordTable | { readonly reportId: number };
  readonly form: TableForm;
}
