import type { RowResult } from './import-type.ts';
import type { RowDiff } from './row-plan.ts';
import { systemColumns } from '../../graph/dictionary/system-column.ts';
import { readComplaints, reasonOf, type Complaint } from '../refusal-reason.ts';
import { userError, type UserErrorShape } from '../user-error.ts';

/** Columns that are no value of a row, with the key of the row that they are of. */
const keys: ReadonlyMap<string, string> = new Map([
  [systemColumns.dataAccessGroup, 'dataAccessGroup'],
  [systemColumns.repeatInstance, 'repeatInstance'],
]);

/** The rows that a complaint is about: by record and column; by the column alone where REDCap was to name the record. */
const rowsOf = ({ record, column }: Complaint, diffs: readonly RowDiff[], isOfValue: boolean): RowDiff[] => {
  const withColumn = isOfValue
    ? diffs.filter(({ changes }) => changes.some(({ cells }) => Object.hasOwn(cells, column)))
    : diffs;
  const named = withColumn.filter(({ row }) => row.record === record);
  const [only] = withColumn;
  return named.length === 0 && withColumn.length === 1 && only?.row.target.kind === 'new record' ? [only] : named;
};

const valueIndex = ({ changes }: RowDiff, column: string): number | null =>
  changes.find(({ cells }) => Object.hasOwn(cells, column))?.value.index ?? null;

/** Where a complaint is in a row of the input; the record's name stands for what is of the whole record. */
const placeIn = (diff: RowDiff, column: string): readonly string[] => {
  const value = valueIndex(diff, column);
  return value === null ? [keys.get(column) ?? 'record'] : ['values', String(value)];
};

/**
 * Puts REDCap's complaints about single values to the rows and values that they are about. Read from REDCap's text is only
 * where they are and what they are about; its words, which quote the value, stay in `redcapMessage`.
 */
export const explainRefusal = (
  rows: readonly RowResult[],
  diffs: readonly RowDiff[],
  failure: UserErrorShape | null,
): RowResult[] => {
  if (failure?.code !== 'REDCAP_REJECTED' || failure.redcapMessage === null) return [...rows];
  const located = new Map<number, UserErrorShape[]>();
  for (const complaint of readComplaints(failure.redcapMessage)) {
    const isOfValue = diffs.some((diff) => valueIndex(diff, complaint.column) !== null);
    const what = isOfValue ? 'this value' : 'this row';
    const why = reasonOf(complaint);
    const message = `REDCap refused ${what}${why === null ? '; its words are in redcapMessage of the payload.' : `: ${why}`}`;
    for (const diff of rowsOf(complaint, diffs, isOfValue)) {
      const path = ['rows', String(diff.row.index), ...placeIn(diff, complaint.column)];
      const known = located.get(diff.row.index) ?? [];
      located.set(diff.row.index, [...known, userError('REDCAP_REJECTED', path, message)]);
    }
  }
  return rows.map((row) => ({ ...row, errors: [...row.errors, ...(located.get(row.index) ?? [])] }));
};
