import type { RowResult } from './record-import-type.ts';
import type { RowDiff } from './record-plan.ts';
import { userError, type UserErrorShape } from './user-error.ts';

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

const isAbout = ({ record, column }: Complaint, { row, changes }: RowDiff): number | null | undefined => {
  if (row.record !== record) return undefined;
  return changes.find(({ cells }) => Object.hasOwn(cells, column))?.value.index;
};

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
    for (const diff of diffs) {
      const value = isAbout(complaint, diff);
      if (value === undefined) continue;
      const at = value === null ? [] : ['values', String(value)];
      const path = ['rows', String(diff.row.index), ...at];
      const message = 'REDCap refused this value; its words are in redcapMessage of the payload.';
      const known = located.get(diff.row.index) ?? [];
      located.set(diff.row.index, [...known, userError('REDCAP_REJECTED', path, message)]);
    }
  }
  return rows.map((row) => ({ ...row, errors: [...row.errors, ...(located.get(row.index) ?? [])] }));
};
