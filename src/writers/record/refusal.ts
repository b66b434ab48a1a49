import type { RowResult } from './import-type.ts';
import type { RowDiff } from './row-plan.ts';
import { userError, type UserErrorShape } from '../user-error.ts';

/** REDCap's complaint about one value: `"record","field","value","why"`, one after another. */
const COMPLAINT = /"((?:[^"]|"")*)",\s?"((?:[^"]|"")*)",\s?"((?:[^"]|"")*)",\s?"((?:[^"]|"")*)"/g;

interface Complaint {
  readonly record: string;
  readonly column: string;
}

const readComplaints = (text: string): Complaint[] =>
  [...text.matchAll(COMPLAINT)].map(([, record = '', column = '']) => ({
    record: record.replaceAll('""', '"'),
    column: column.replaceAll('""', '"'),
  }));

/** The rows that a complaint is about: by record and column; by the column alone where REDCap was to name the record. */
const rowsOf = ({ record, column }: Complaint, diffs: readonly RowDiff[]): RowDiff[] => {
  const withColumn = diffs.filter(({ changes }) => changes.some(({ cells }) => Object.hasOwn(cells, column)));
  const named = withColumn.filter(({ row }) => row.record === record);
  const [only] = withColumn;
  return named.length === 0 && withColumn.length === 1 && only?.row.target.kind === 'new record' ? [only] : named;
};

const valueIndex = ({ changes }: RowDiff, column: string): number | null =>
  changes.find(({ cells }) => Object.hasOwn(cells, column))?.value.index ?? null;

/**
 * Puts REDCap's complaints about single values to the rows and values that they are about. Only where they are is read
 * from REDCap's text; its words, which quote the value, stay in `redcapMessage`.
 */
export const explainRefusal = (
  rows: readonly RowResult[],
  diffs: readonly RowDiff[],
  failure: UserErrorShape | null,
): RowResult[] => {
  if (failure?.code !== 'REDCAP_REJECTED' || failure.redcapMessage === null) return [...rows];
  const located = new Map<number, UserErrorShape[]>();
  for (const complaint of readComplaints(failure.redcapMessage)) {
    for (const diff of rowsOf(complaint, diffs)) {
      const value = valueIndex(diff, complaint.column);
      const at = value === null ? [] : ['values', String(value)];
      const path = ['rows', String(diff.row.index), ...at];
      const message = 'REDCap refused this value; its words are in redcapMessage of the payload.';
      const known = located.get(diff.row.index) ?? [];
      located.set(diff.row.index, [...known, userError('REDCAP_REJECTED', path, message)]);
    }
  }
  return rows.map((row) => ({ ...row, errors: [...row.errors, ...(located.get(row.index) ?? [])] }));
};
