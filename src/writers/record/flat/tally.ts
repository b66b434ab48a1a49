import type { ErrorCode, UserErrorShape } from '../../user-error.ts';
import { isUnwrittenOutcome, isWrittenOutcome, type WholeStanding } from '../import-work.ts';
import type { RowOutcome, RowResult } from '../import-type.ts';
import type { Chunk } from './chunk.ts';
import type { PlacedFlatRow } from './row.ts';

/** What became of a row of a file that is not as it was meant to be. Holds no value. */
export interface FileRowResult {
  /** Position in the file, from 0. */
  readonly index: number;
  readonly record: string | null;
  readonly outcome: RowOutcome;
  readonly errors: readonly UserErrorShape[];
}

/** How many rows came to each outcome. */
export type OutcomeCounts = Readonly<Record<RowOutcome, number>>;

/** The counts of no rows. */
export const noOutcomes: OutcomeCounts = {
  CREATED: 0,
  UPDATED: 0,
  UNCHANGED: 0,
  REJECTED: 0,
  NOT_ATTEMPTED: 0,
  UNKNOWN: 0,
};

/** Rows that are listed by themselves; more are counted. */
const MOST_LISTED = 1_000;

/** Errors of one row that are listed. */
const MOST_ERRORS = 20;

/** Adds up what became of the rows of a file. What it holds does not grow with the file. */
export interface Tally {
  /** Adds rows with what the writer says of their inputs, by index. `leftOut`: inputs that were left out as bad. */
  readonly add: (
    chunk: Chunk,
    resultOf: (index: number) => RowResult | undefined,
    leftOut: ReadonlySet<number>,
  ) => void;
  readonly counts: () => OutcomeCounts;
  readonly size: () => number;
  readonly listed: readonly FileRowResult[];
  /** Rows that were left out, and the codes of their errors. */
  readonly leftOut: () => { readonly rows: number; readonly codes: ReadonlySet<ErrorCode> };
  /** How the rows that were not left out stand together. */
  readonly standing: () => WholeStanding;
}

/** The outcome of a row by those of its instruments. */
const combine = (outcomes: readonly RowOutcome[]): RowOutcome => {
  const has = (outcome: RowOutcome): boolean => outcomes.includes(outcome);
  if (has('UNKNOWN') || (outcomes.some(isWrittenOutcome) && outcomes.some(isUnwrittenOutcome))) return 'UNKNOWN';
  if (has('REJECTED')) return 'REJECTED';
  if (has('NOT_ATTEMPTED')) return 'NOT_ATTEMPTED';
  const [first = 'UNCHANGED'] = outcomes;
  return outcomes.every((outcome) => outcome === first) ? first : 'UPDATED';
};

/** The errors of a row; those of inputs that were left out with a bad one say nothing more. */
const errorsOf = (chunk: Chunk, results: readonly RowResult[], outcome: RowOutcome): UserErrorShape[] =>
  results
    .filter((result) => outcome !== 'REJECTED' || result.outcome === 'REJECTED')
    .flatMap(({ errors }) => errors)
    .slice(0, MOST_ERRORS)
    .map(chunk.place);

/** Begins a tally. */
export const createTally = (): Tally => {
  const counts = { ...noOutcomes };
  const listed: FileRowResult[] = [];
  const left = { rows: 0, codes: new Set<ErrorCode>() };
  const standing = { isPartial: false, isWritten: false, isUnwritten: false, isUnknown: false };

  const addRow = (chunk: Chunk, row: PlacedFlatRow, results: readonly RowResult[], isLeftOut: boolean): void => {
    const outcome = combine(results.map((result) => result.outcome));
    const errors = errorsOf(chunk, results, outcome);
    counts[outcome] += 1;
    if ((outcome === 'REJECTED' || outcome === 'UNKNOWN' || errors.length > 0) && listed.length < MOST_LISTED) {
      listed.push({ index: row.index, record: row.inputs[0]?.record ?? null, outcome, errors });
    }
    if (isLeftOut) {
      left.rows += 1;
      for (const { code } of errors) left.codes.add(code);
      return;
    }
    standing.isPartial ||= errors.some(({ code }) => code === 'PARTIAL_WRITE');
    standing.isWritten ||= isWrittenOutcome(outcome);
    standing.isUnwritten ||= isUnwrittenOutcome(outcome);
    standing.isUnknown ||= outcome === 'UNKNOWN';
  };

  return {
    add: (chunk, resultOf, leftOut) => {
      let from = 0;
      for (const row of chunk.rows) {
        const indexes = row.inputs.map((_input, part) => from + part);
        from += row.inputs.length;
        const results = indexes.flatMap((index) => resultOf(index) ?? []);
        addRow(
          chunk,
          row,
          results,
          indexes.some((index) => leftOut.has(index)),
        );
      }
    },
    counts: () => ({ ...counts }),
    size: () => Object.values(counts).reduce((sum, count) => sum + count, 0),
    listed,
    leftOut: () => left,
    standing: () => standing,
  };
};
