import type { AnyMethod, RowBatches } from './method.ts';
import { endWithReader } from './transport/once-read.ts';
import { brokenRows } from './judge.ts';
import type { JudgedMethod } from './judge.ts';
import { readCellBatches, readCellsAtOnce, readCsvBatches, readJsonAtOnce, readJsonBatches } from './wire/row-batch.ts';

/** How much of an answer in rows was read. */
export interface RowTally {
  readonly bytes: number;
  readonly rows: number;
}

/** An answer in rows, of which the first bytes look right. */
export interface RowAnswer {
  readonly method: JudgedMethod;
  readonly status: number;
  readonly body: AsyncIterable<Uint8Array>;
  /** Ends the answer. May be called more than once. */
  readonly leave: () => void;
  /** Called once, when the last row was read, when reading failed, and when the reader has left. */
  readonly onEnd: (tally: RowTally) => void;
}

/** So many of the last bytes show a page or a complaint that stands behind the rows. */
const TAIL_BYTES = 2048;

/** What a failed reading ends with. `last` are bytes at its end. */
const readingFailure = ({ method, status }: Pick<RowAnswer, 'method' | 'status'>, error: unknown, last: Uint8Array) =>
  error instanceof SyntaxError || error instanceof TypeError
    ? brokenRows(method, status, last.subarray(-TAIL_BYTES))
    : error;

/** How the bytes become rows. */
const readerOf = ({ body }: JudgedMethod): ((body: AsyncIterable<Uint8Array>) => AsyncIterable<readonly unknown[]>) => {
  if (body === 'csv-rows') return readCsvBatches;
  return body === 'json-cells' ? readCellBatches : readJsonBatches;
};

/** How much was read by now. */
interface Progress {
  bytes: number;
  rows: number;
  /** The bytes that came last. */
  last: Uint8Array;
}

/** Counts bytes as they come. It is no function within another: see docs/decisions/051-what-outlives-its-request.md. */
const countBytes = async function* (body: AsyncIterable<Uint8Array>, progress: Progress): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    progress.bytes += chunk.length;
    progress.last = chunk;
    yield chunk;
  }
};

const readBatches = async function* (
  { method, status, body }: RowAnswer,
  progress: Progress,
): AsyncGenerator<readonly unknown[]> {
  const isCsv = method.body === 'csv-rows';
  // The first row of a CSV text is no row of the list.
  let heads = isCsv ? 1 : 0;
  try {
    for await (const batch of readerOf(method)(countBytes(body, progress))) {
      progress.rows += batch.length - heads;
      heads = 0;
      yield batch;
    }
  } catch (error) {
    throw readingFailure({ method, status }, error, progress.last);
  }
};

/**
 * The rows of an answer as they arrive. It can be read once. Throws a RedcapError: `REDCAP_BAD_RESPONSE` where the answer is
 * not what was promised or does not end as it should, and the transport's where it broke off.
 */
export const readRowAnswer = (answer: RowAnswer): RowBatches => {
  const progress: Progress = { bytes: 0, rows: 0, last: new Uint8Array() };
  let hasEnded = false;
  return endWithReader(readBatches(answer, progress), () => {
    const { bytes, rows } = progress;
    answer.leave();
    if (!hasEnded) answer.onEnd({ bytes, rows });
    hasEnded = true;
  });
};

/** Whether the rows of a method can be read at once. Those of an endless answer, and those in CSV, are many as a rule. */
export const isReadAtOnce = ({ body, isEndless }: Pick<AnyMethod, 'body' | 'isEndless'>): boolean =>
  body !== 'csv-rows' && isEndless !== true;

/** The rows in JSON of an answer that is all there, in batches. Throws `REDCAP_BAD_RESPONSE` where it is not what was promised. */
export const readRowsAtOnce = function* (
  answer: Pick<RowAnswer, 'method' | 'status'>,
  bytes: Uint8Array,
): Generator<readonly unknown[]> {
  try {
    yield* answer.method.body === 'json-cells' ? readCellsAtOnce(bytes) : readJsonAtOnce(bytes);
  } catch (error) {
    throw readingFailure(answer, error, bytes);
  }
};
