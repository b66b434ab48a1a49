import type { ImportRecordsInput, ImportRecordsResult, InstrumentRowInput, RowResult } from './import-type.ts';
import type { Clock } from '../../redcap/clock.ts';
import { lookUntil } from '../life-look.ts';
import { userError } from '../user-error.ts';
import { unsentRow } from './import-result.ts';
import { wholeErrors } from './import-work.ts';

/** A row of which nobody knows what became of it: the gateway died, and its result with it. */
const unknownRow = (row: InstrumentRowInput, index: number): RowResult => ({
  ...unsentRow(row, index, 'NOT_ATTEMPTED'),
  outcome: 'UNKNOWN',
  errors: [
    userError(
      'UNKNOWN_OUTCOME',
      ['rows', String(index)],
      'Whether this was written is not known. Read the record back before you write it again.',
    ),
  ],
});

/**
 * What became of an import whose gateway died at it, by looking alone: what the same rows would change now is nothing where
 * they were written. Nothing is sent.
 */
export const lookUpRows = async (
  clock: Clock,
  input: ImportRecordsInput,
  dryRun: DryRun,
): Promise<ImportRecordsResult> => {
  const rows = input.rows.map(unknownRow);
  const unknown: ImportRecordsResult = { dryRun: false, rows, errors: wholeErrors(rows, null) };
  const isSettled = (found: ImportRecordsResult): boolean => found.rows.every(({ outcome }) => outcome !== 'UNKNOWN');
  const canBeFound = input.rows.some(({ record, newInstance }) => (record ?? null) !== null && newInstance !== true);
  const look = (): Promise<ImportRecordsResult> => lookAgain(input.rows, unknown, dryRun);
  return (canBeFound ? await lookUntil(clock, look, isSettled) : null) ?? unknown;
};

type DryRun = (rows: ImportRecordsInput['rows']) => Promise<ImportRecordsResult>;

const settled = (row: RowResult): RowResult => ({
  ...row,
  outcome: 'UPDATED',
  changes: row.changes.map((change) => ({ ...change, outcome: 'UPDATED' })),
  errors: [],
});

/**
 * The rows whose outcome was unknown the first time, looked up anew: what the same input would change now is nothing when
 * it was written. Nothing is sent. New records and instances stay unknown: of those that hold what was sent nothing shows who
 * wrote them.
 */
export const lookAgain = async (
  inputs: ImportRecordsInput['rows'],
  first: ImportRecordsResult,
  dryRun: DryRun,
): Promise<ImportRecordsResult> => {
  const known = first.rows.flatMap((row) => {
    const input = inputs[row.index];
    const isKnown = row.outcome === 'UNKNOWN' && row.record !== null && input?.newInstance !== true;
    return isKnown && input !== undefined ? [{ row, input }] : [];
  });
  if (known.length === 0) return first;
  const look = await dryRun(known.map(({ row, input }) => ({ ...input, record: row.record })));
  const found = new Map<number, RowResult>();
  for (const [at, { row }] of known.entries()) {
    if (look.rows[at]?.outcome === 'UNCHANGED') found.set(row.index, settled(row));
  }
  const rows = first.rows.map((row) => found.get(row.index) ?? row);
  return { ...first, rows, errors: wholeErrors(rows, null) };
};
