import { Readable } from 'node:stream';
import type { Clock } from '../clock.ts';
import { unusableAnswer } from '../errors.ts';
import { parseRetryAfter } from '../retry.ts';
import { unpackAtOnce } from '../wire/compression.ts';
import { collectBody, openBody, peekBody } from './answer-body.ts';
import { readFileName, readHeader, rowsStart, type AnswerHeaders, type FileName } from './answer-header.ts';
import { passOn, passRows, type Call } from './call.ts';
import type { Arrived } from './exchange.ts';
import type { Incoming, Outgoing } from './message.ts';
import { endWithReader } from './once-read.ts';

/** What the answers of one transport may have. */
export interface AnswerSurroundings {
  readonly clock: Clock;
  readonly maxResponseBytes: number;
  readonly maxFileBytes: number;
  readonly fileTimeoutMs: number;
}

/** Bytes of an answer that is taken at once. A longer one is read as it comes, so that others are served between its parts. */
const MOST_AT_ONCE = 64 * 1024;
/** Bytes that it may have when it is unpacked: so many are unpacked and read in a millisecond or two. */
const MOST_UNPACKED = 256 * 1024;

/** So many bytes show whether a file is one. */
const FILE_START_BYTES = 1024;
/** So many bytes show whether rows come. More would be waited for, although rows may come slowly. */
const ROWS_START_BYTES = 16;

/** Whether an answer is handed on while it comes: a file, and rows that nobody collects. */
const isHandedOn = ({ body, collect }: Outgoing['method']): boolean =>
  body === 'file' || (rowsStart(body) !== undefined && collect === undefined);

/** How many bytes of an answer are taken at once; 0 where it has to be a stream. */
export const mostAtOnce = (way: AnswerSurroundings, method: Outgoing['method'], headers: AnswerHeaders): number => {
  const most = Math.min(MOST_AT_ONCE, way.maxResponseBytes);
  return isHandedOn(method) || Number(readHeader(headers, 'content-length') ?? 0) > most ? 0 : most;
};

/** How much of a body is taken. */
const mostBytes = (way: AnswerSurroundings, { isEndless }: Outgoing['method'], file: FileName | undefined): number => {
  if (file !== undefined) return way.maxFileBytes;
  return isEndless === true ? Number.POSITIVE_INFINITY : way.maxResponseBytes;
};

/** What an answer has besides its body. */
type Envelope = Pick<Incoming, 'status' | 'retryAfterSeconds' | 'waitedMs'>;

/** A body that is here and has to be unpacked in pieces. */
const streamOf = (body: Buffer, { cancellation }: Call): Readable => {
  const stream = Readable.from([body]);
  cancellation.onStop((error) => void stream.destroy(error));
  return stream;
};

/** A stream of a body: a file and rows go on as they come, everything else is collected. */
const takeStream = async (
  way: AnswerSurroundings,
  call: Call,
  { headers, ...arrived }: Arrived,
  envelope: Envelope,
): Promise<Incoming> => {
  const { method } = call.outgoing;
  const { status } = arrived;
  const file = readFileName(method, status, headers);
  const stream = arrived.body instanceof Readable ? arrived.body : streamOf(arrived.body, call);
  const contentEncoding = readHeader(headers, 'content-encoding');
  const incoming = { stream, contentEncoding, contentLength: readHeader(headers, 'content-length'), status };
  const { bytes, leave } = openBody(method, incoming, mostBytes(way, method, file), call.end);
  const asRows = status === 200 ? rowsStart(method.body) : undefined;
  const { start, whole } = await peekBody(bytes, asRows ? ROWS_START_BYTES : method.fileStart ? FILE_START_BYTES : 0);
  const begun = { ...envelope, bytes: new Uint8Array() };
  if (file !== undefined && method.fileStart?.test(start) !== false) {
    call.cancellation.extend(way.clock.now() + way.fileTimeoutMs);
    return { ...begun, file: { ...file, body: endWithReader(passOn(whole, call), leave) } };
  }
  if (asRows?.test(start) === true) return { ...begun, rows: { body: passRows(whole, call, way.clock), leave } };
  return { ...envelope, bytes: await collectBody(method, status, whole, way.maxResponseBytes) };
};

/** The first bytes as Latin-1. */
const startOf = ({ buffer, byteOffset, length }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, Math.min(ROWS_START_BYTES, length)).toString('latin1');

/** An answer whose body came at once; undefined where it has to be unpacked or looked at in pieces. */
const takeAtOnce = (
  way: AnswerSurroundings,
  call: Call,
  { status, headers, body }: Arrived,
  envelope: Envelope,
): Incoming | undefined => {
  if (body instanceof Readable) return undefined;
  const most = Math.min(MOST_UNPACKED, way.maxResponseBytes);
  const bytes = unpackAtOnce(readHeader(headers, 'content-encoding'), body, most);
  if (bytes === undefined) return undefined;
  call.end();
  const asRows = status === 200 ? rowsStart(call.outgoing.method.body) : undefined;
  return asRows?.test(startOf(bytes)) === true ? { ...envelope, bytes, rows: 'atOnce' } : { ...envelope, bytes };
};

/**
 * Whether all of a body was there is known by its announced end, or by what it says itself. CSV says nothing: a list that was cut
 * off behind a row is a shorter list.
 */
const checkEnd = ({ method }: Outgoing, { status, headers, body }: Arrived): void => {
  const isAnnounced = ['content-length', 'transfer-encoding'].some((name) => headers[name] !== undefined);
  if (method.body !== 'csv-rows' || status !== 200 || isAnnounced) return;
  if (body instanceof Readable) body.on('error', () => undefined).destroy();
  const message = "REDCap's answer does not announce where it ends, so that nobody can know whether all of it came.";
  throw unusableAnswer(method, 'REDCAP_BAD_RESPONSE', { message, status });
};

/** Takes in an answer: when REDCap wants to be asked again, and the body. */
export const takeAnswer = (way: AnswerSurroundings, call: Call, arrived: Arrived): Incoming | Promise<Incoming> => {
  checkEnd(call.outgoing, arrived);
  const retryAfter = readHeader(arrived.headers, 'retry-after');
  const envelope: Envelope = {
    status: arrived.status,
    retryAfterSeconds: retryAfter === undefined ? undefined : parseRetryAfter(retryAfter, way.clock.date()),
    waitedMs: call.waitedMs,
  };
  return takeAtOnce(way, call, arrived, envelope) ?? takeStream(way, call, arrived, envelope);
};
