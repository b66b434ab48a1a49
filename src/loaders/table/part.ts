import type { CellRow } from '../../redcap/methods/record-cell.ts';

/** Some rows of a table, in order. */
export interface TablePart {
  readonly rows: readonly CellRow[];
  /** Columns that REDCap sent with them. */
  readonly sent: ReadonlySet<string>;
}

/** What has been found out while the rows were read. */
export interface TableFindings {
  /** Fields that were asked for, or looked at by the filter, and did not come. */
  readonly omittedFields: Set<string>;
  /** Names of records that did not come whole, asked for twice. */
  readonly missingRecords: Set<string>;
  /** Records whose rows have been read. */
  readCount: number;
}

/** Findings of nothing. */
export const createFindings = (): TableFindings => ({
  omittedFields: new Set(),
  missingRecords: new Set(),
  readCount: 0,
});

/** What a table came to; known when its last row was read. */
export interface TableSummary {
  /** Everything that was asked for is in the file. */
  readonly complete: boolean;
  readonly rows: number;
  readonly omittedFields: readonly string[];
  readonly missingRecords: readonly string[];
}

/** Sums up after the last row. */
export const summarize = ({ omittedFields, missingRecords }: TableFindings, rows: number): TableSummary => ({
  complete: omittedFields.size === 0 && missingRecords.size === 0,
  rows,
  omittedFields: [...omittedFields],
  missingRecords: [...missingRecords],
});
