import { forEachInTurns } from '../../work-turn.ts';
import type { ImportRecordsInput, ImportRecordsResult, InstrumentRowInput, RowResult } from './import-type.ts';
import type { RowProblems } from './import-plan.ts';
import { plannedOutcome, resultOf } from './row-result.ts';
import type { RowDiff } from './row-plan.ts';
import { userError, type ErrorCode, type UserErrorShape } from '../user-error.ts';

/** The result of a row that was not sent: refused for its errors, or not attempted. */
export const unsentRow = (
  row: InstrumentRowInput | undefined,
  index: number,
  outcome: 'REJECTED' | 'NOT_ATTEMPTED',
  errors: readonly UserErrorShape[] = [],
): RowResult => ({
  index,
  clientRef: row?.clientRef ?? null,
  record: row?.record ?? null,
  repeatInstance: row?.repeatInstance ?? null,
  outcome,
  changes: [],
  errors,
});

/** The result of an import that is refused before anything was sent, as a whole or because of some rows. */
export const refuseAll = async (
  input: ImportRecordsInput,
  errors: readonly UserErrorShape[],
  problems: RowProblems = new Map(),
): Promise<ImportRecordsResult> => {
  const rows: RowResult[] = [];
  await forEachInTurns(input.rows, (row, index) => {
    rows.push(unsentRow(row, index, problems.has(index) ? 'REJECTED' : 'NOT_ATTEMPTED', problems.get(index)));
  });
  return { dryRun: input.dryRun, errors, rows };
};

/** The code of several errors: theirs where they have one in common. */
const commonCode = (codes: ReadonlySet<ErrorCode>): ErrorCode => {
  const [code = 'VALIDATION'] = codes.size === 1 ? codes : [];
  return code;
};

/** The codes of errors, each once. */
export const codesOf = (errors: Iterable<readonly UserErrorShape[]>): ReadonlySet<ErrorCode> => {
  const codes = new Set<ErrorCode>();
  for (const own of errors) for (const { code } of own) codes.add(code);
  return codes;
};

/** The error of an import in which so many rows cannot be written, so that nothing was sent. */
export const refusedError = (rows: number, codes: ReadonlySet<ErrorCode>): UserErrorShape => {
  const message = `${String(rows)} of the rows cannot be written, and so nothing was sent: see their errors.`;
  return userError(commonCode(codes), ['rows'], message);
};

/** Refuses all rows because of some, by their indexes. */
export const refuseRows = (input: ImportRecordsInput, problems: RowProblems): Promise<ImportRecordsResult> =>
  refuseAll(input, [refusedError(problems.size, codesOf(problems.values()))], problems);

/** The error of an import that met rows which were good when all were checked. */
export const changedError = (problems: RowProblems): UserErrorShape => {
  const message = `${String(problems.size)} of the rows cannot be written any more, and so nothing further was sent: see their errors.`;
  return userError(commonCode(codesOf(problems.values())), ['rows'], message);
};

/** The error of an import that leaves bad rows out and writes the others. */
export const leftOutError = (rows: number, codes: ReadonlySet<ErrorCode>): UserErrorShape => {
  const message = `${String(rows)} of the rows cannot be written, and were left out: see their errors.`;
  return userError(commonCode(codes), ['rows'], message);
};

/** What rows would become. */
export const dryRows = (diffs: readonly RowDiff[]): RowResult[] =>
  diffs.map((diff) =>
    resultOf(diff, plannedOutcome(diff), diff.row.target.kind === 'new record' ? { record: null } : {}),
  );

/** What ties rows into one new record, or one new instance: they are written together or not at all. Null for other rows. */
const tieOf = (row: InstrumentRowInput, assignRecordNames: boolean): string | null => {
  if (row.tie !== undefined && row.tie !== null) return row.tie;
  const clientRef = row.clientRef ?? null;
  if (clientRef === null || (!assignRecordNames && row.newInstance !== true)) return null;
  return JSON.stringify(assignRecordNames ? [clientRef] : [row.record, row.event, clientRef]);
};

/** The results of rows that are left out, and of those that are tied to them. */
export const leaveOut = (input: ImportRecordsInput, problems: RowProblems): RowResult[] => {
  const { rows, assignRecordNames } = input;
  const ties = new Map<string, number>();
  for (const index of problems.keys()) {
    const row = rows[index];
    const tie = row === undefined ? null : tieOf(row, assignRecordNames);
    if (tie !== null && !ties.has(tie)) ties.set(tie, index);
  }
  if (ties.size === 0) return [...problems].map(([index, own]) => unsentRow(rows[index], index, 'REJECTED', own));
  return rows.flatMap((row, index) => {
    const own = problems.get(index);
    if (own !== undefined) return [unsentRow(row, index, 'REJECTED', own)];
    const bad = ties.get(tieOf(row, assignRecordNames) ?? '');
    if (bad === undefined) return [];
    const elsewhere = ['rows', String(bad)];
    const message = `${elsewhere.join('.')}, which has the same clientRef, cannot be written: correct it, and send both.`;
    return [
      unsentRow(row, index, 'NOT_ATTEMPTED', [
        userError('VALIDATION', ['rows', String(index)], message, { elsewhere }),
      ]),
    ];
  });
};
