import { RedcapError, unusableAnswer } from './errors.ts';
import { judgeAnswer } from './judge.ts';
import type { AnyMethod, Method, RowBatches } from './method.ts';
import { readRowAnswer, type RowTally } from './row-answer.ts';
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

/** What an answer brings: a file, rows that are still on their way, or all of it. */
const valueOf = async <Args, Result>(
  transport: Transport,
  method: Method<Args, Result>,
  args: Args,
  { answer, onRowsEnd }: GivenAnswer,
): Promise<unknown> => {
  const { status, rows: arriving, file } = answer;
  if (file !== undefined) return file;
  if (arriving === undefined) return judgeAnswer(method, answer);
  const rows = readRowAnswer({ method, status, ...arriving, onEnd: onRowsEnd });
  const { collect, isEndless } = method;
  if (collect === undefined) return rows;
  if (isEndless === true) return collect(rows, args);
  return collect(
    limitRows(rows, transport.limits.maxRows, () => tooManyRows(transport, method, status)),
    args,
  );
};

/** An answer to the result; throws when the answer is an error or has not the promised form. */
export const readAnswer = async <Args, Result>(
  transport: Transport,
  method: Method<Args, Result>,
  args: Args,
  given: GivenAnswer,
): Promise<{ readonly result: Result; readonly rows: number }> => {
  const { status, rows: isCounted } = given.answer;
  const value = await valueOf(transport, method, args, given);
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
