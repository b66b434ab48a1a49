import { Readable } from 'node:stream';
import { RedcapError, unusableAnswer } from './errors.ts';
import { judgeAnswer } from './judge.ts';
import type { AnyMethod, Method, RowBatches, RowCollector } from './method.ts';
import { isReadAtOnce, readRowAnswer, readRowsAtOnce, type RowTally } from './row-answer.ts';
import type { Transport } from './transport.ts';
import type { Incoming } from './transport/message.ts';
import { startWorkTurn } from '../work-turn.ts';

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

/**
 * Counts the rows of a list that is kept whole, and throws as soon as they are too many. So that is noticed while they arrive,
 * and not when all of them are in memory.
 */
const countRows = (transport: Transport, method: AnyMethod, status: number): ((batch: readonly unknown[]) => void) => {
  const most = method.isEndless === true ? Number.POSITIVE_INFINITY : transport.limits.maxRows;
  let count = 0;
  return (batch) => {
    count += batch.length;
    if (count > most) throw tooManyRows(transport, method, status);
  };
};

/** Rows that are read as they arrive. All of them may be there already, so that others are served between their parts. */
const collectAsTheyArrive = async (
  batches: RowBatches,
  count: (batch: readonly unknown[]) => void,
  collector: RowCollector,
): Promise<unknown> => {
  const turn = startWorkTurn();
  for await (const batch of batches) {
    count(batch);
    await collector.add(batch);
    if (turn.isOver()) await turn.next();
  }
  return collector.end();
};

/** Rows that are all there. */
const collectAtOnce = (
  method: AnyMethod,
  { answer, onRowsEnd }: GivenAnswer,
  count: (batch: readonly unknown[]) => void,
  collector: RowCollector,
): unknown => {
  const { status, bytes } = answer;
  let rows = 0;
  try {
    for (const batch of readRowsAtOnce({ method, status }, bytes)) {
      rows += batch.length;
      count(batch);
      void collector.add(batch);
    }
  } finally {
    onRowsEnd({ bytes: bytes.length, rows });
  }
  return collector.end();
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
  const collector = method.collect?.(args);
  const count = countRows(transport, method, status);
  const isAtOnce = arriving === 'atOnce';
  if (isAtOnce && collector !== undefined && isReadAtOnce(method)) {
    return collectAtOnce(method, given, count, collector);
  }
  const body = isAtOnce ? { body: Readable.from([bytes]), leave: () => undefined } : arriving;
  const rows = readRowAnswer({ method, status, ...body, onEnd: given.onRowsEnd });
  return collector === undefined ? rows : collectAsTheyArrive(rows, count, collector);
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
