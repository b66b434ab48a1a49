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

const settled = (row: RowResult, repeatInstance: number | null): RowResult => ({
  ...row,
  repeatInstance,
  outcome: row.lastInstance === null ? 'UPDATED' : 'CREATED',
  changes: row.changes.map((change) => ({ ...change, outcome: 'UPDATED' })),
  errors: [],
});

/** Which instance, added since, holds just what the row wanted; null when none or more than one does. */
const findInstance = async (input: InstrumentRowInput, row: RowResult, dryRun: DryRun): Promise<number | null> => {
  const [next] = (await dryRun([{ ...input, newInstance: true, repeatInstance: null }])).rows;
  const last = row.lastInstance ?? 0;
  const added = Math.max(0, (next?.repeatInstance ?? 0) - 1 - last);
  if (added === 0) return null;
  const candidates = Array.from({ length: added }, (_, offset) => last + 1 + offset);
  const looks = await dryRun(candidates.map((repeatInstance) => ({ ...input, newInstance: false, repeatInstance })));
  const fits = looks.rows.filter(({ outcome }) => outcome === 'UNCHANGED');
  return fits.length === 1 ? (fits[0]?.repeatInstance ?? null) : null;
};

/**
 * The rows whose outcome was unknown the first time, looked up anew: what the same input would change now is nothing when
 * it was written. Nothing is sent. Records that REDCap was to name stay unknown.
 */
export const lookAgain = async (
  inputs: ImportRecordsInput['rows'],
  first: ImportRecordsResult,
  dryRun: DryRun,
): Promise<ImportRecordsResult> => {
  const unknown = first.rows.filter(({ outcome, record }) => outcome === 'UNKNOWN' && record !== null);
  if (unknown.length === 0) return first;
  const known = unknown.flatMap((row) => {
    const input = inputs[row.index];
    return input === undefined || input.newInstance === true ? [] : [{ row, input }];
  });
  const found = new Map<number, RowResult>();
  if (known.length > 0) {
    const look = await dryRun(known.map(({ row, input }) => ({ ...input, record: row.record })));
    for (const [at, { row }] of known.entries()) {
      if (look.rows[at]?.outcome === 'UNCHANGED') found.set(row.index, settled(row, row.repeatInstance));
    }
  }
  for (const row of unknown) {
    const input = inputs[row.index];
    // Where it is not known which instances were there before, none shows whose it is.
    if (input?.newInstance !== true || row.lastInstance === null) continue;
    const instance = await findInstance({ ...input, record: row.record }, row, dryRun);
    if (instance !== null) found.set(row.index, settled(row, instance));
  }
  const rows = first.rows.map((row) => found.get(row.index) ?? row);
  return { ...first, rows, errors: wholeErrors(rows, null) };
};
