import { RedcapError, unusableAnswer } from './errors.ts';
import { judgeAnswer } from './judge.ts';
import type { AnyMethod, Method, RowBatches } from './method.ts';
import { readRowAnswer, readRowsAtOnce, type RowTally } from './row-answer.ts';
import type { Transport } from './transport.ts';
import type { Incoming } from './transport/message.ts';

/** An answer as it came. */
export interface GivenAnswer {
  readonly answer: Incoming;
  /** Called once for an answer in rows, when its last row was read or its reader has left. */
  readonly onRowsEnd: (tally: RowTally) => void;
}

const tooManyRows = ({ limits }: Transport, method: AnyMethod, status: number): RedcapError =>
  unusableAnswer(method, 'REDCAP_RESPONSE_TOO_LARGE', {
    message: `REDCap's answer has more than ${String(limits.maxRows)} rows. Ask for less at once.`,
    status,
  });

/** Rows of a list that is kept whole. What is too much is noticed as it arrives, and not when it is all in memory. */
const limitRows = async function* (
  rows: RowBatches,
  most: number,
  refuse: () => RedcapError,
): AsyncGenerator<readonly unknown[]> {
  let count = 0;
  for await (const batch of rows) {
    count += batch.length;
    if (count > most) throw refuse();
    yield batch;
  }
};

/** All rows of an answer that is read as it arrives: others are served between its parts. */
const collectRows = async (batches: RowBatches): Promise<readonly unknown[]> => {
  const rows: unknown[] = [];
  for await (const batch of batches) for (const row of batch) rows.push(row);
  return rows;
};

/** All rows of an answer that came at once. */
const collectAtOnce = (transport: Transport, method: AnyMethod, { answer, onRowsEnd }: GivenAnswer): unknown => {
  const { status, bytes } = answer;
  const rows: unknown[] = [];
  try {
    for (const batch of readRowsAtOnce({ method, status }, bytes)) {
      rows.push(...batch);
      if (rows.length > transport.limits.maxRows && method.isEndless !== true)
        throw tooManyRows(transport, method, status);
    }
  } finally {
    onRowsEnd({ bytes: bytes.length, rows: rows.length });
  }
  return rows;
};

/** A body that is all there, for who reads bodies as they arrive. */
const arriveAtOnce = async function* (bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  // What waits behind the call goes on first.
  await Promise.resolve();
  yield bytes;
};

/** What an answer brings: a file, rows that are still on their way, or all of it. */
const valueOf = <Args, Result>(
  transport: Transport,
  method: Method<Args, Result>,
  args: Args,
  given: GivenAnswer,
): unknown => {
  const { status, rows: arriving, file, bytes } = given.answer;
  if (file !== undefined) return file;
  if (arriving === undefined) return judgeAnswer(method, given.answer);
  const { collect, isEndless } = method;
  const isAtOnce = arriving === 'atOnce';
  if (isAtOnce && collect === 'rows' && method.body === 'json-rows') return collectAtOnce(transport, method, given);
  const body = isAtOnce ? { body: arriveAtOnce(bytes), leave: () => undefined } : arriving;
  const rows = readRowAnswer({ method, status, ...body, onEnd: given.onRowsEnd });
  if (collect === undefined) return rows;
  const kept =
    isEndless === true ? rows : limitRows(rows, transport.limits.maxRows, () => tooManyRows(transport, method, status));
  return collect === 'rows' ? collectRows(kept) : collect(kept, args);
};

/** An answer to the result; throws when the answer is an error or has not the promised form. */
export const readAnswer = async <Args, Result>(
  transport: Transport,
  method: Method<Args, Result>,
  args: Args,
  given: GivenAnswer,
): Promise<{ readonly result: Result; readonly rows: number }> => {
  const { status, rows: isCounted } = given.answer;
  const found = valueOf(transport, method, args, given);
  const value: unknown = found instanceof Promise ? await found : found;
  // The rows of an answer that is read as it arrives were counted then.
  const rows = isCounted === undefined && Array.isArray(value) ? value.length : 0;
  if (rows > transport.limits.maxRows) throw tooManyRows(transport, method, status);
  try {
    return { result: method.decode({ value }, args), rows };
  } catch (error) {
    if (method.kind === 'read' && !(error instanceof RedcapError)) throw error;
    const message = error instanceof RedcapError ? error.message : 'The answer could not be read.';
    const repeats = error instanceof RedcapError ? error.repeats : 0;
    throw unusableAnswer(method, 'REDCAP_BAD_RESPONSE', { message, status, repeats });
  }
};

/** Some refusals only mean "there are none": they become an empty list. All others stay. */
export const readRefusal = <Args, Result>(method: Method<Args, Result>, args: Args, error: unknown): Result => {
  const refused = error instanceof RedcapError && error.code === 'REDCAP_REJECTED' && error.status === 400;
  if (!refused || method.meansNone?.test(error.redcapMessage ?? '') !== true) throw error;
  return method.decode({ value: [] }, args);
};
