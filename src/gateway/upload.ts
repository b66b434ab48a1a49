import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import processRequest from 'graphql-upload/processRequest.mjs';
import type { GraphQLError } from 'graphql';
import type { Limits } from './limits.ts';
import { refuse } from './refusal.ts';
import { requestStateOf } from './request-state.ts';
import { watchSilence } from './silence.ts';
import type { WatchedBytes } from './silence.ts';

/** `operations` and `map` are parsed as one: more of them would keep others waiting. */
const MAX_FIELD_BYTES = 1024 * 1024;

/** What yoga passes on when a request came over a socket. */
export interface NodeExchange {
  readonly req?: IncomingMessage;
  readonly res?: ServerResponse;
}

/** An upload that is being read. */
interface Reading extends WatchedBytes {
  /** Stands for the answer: with its end the files of the upload are removed. */
  readonly answer: EventEmitter;
}

const readings = new WeakMap<Request, Reading>();

/** The bytes of a request's body as they come. */
export const bytesOf = (request: Request, { req }: NodeExchange): Readable => {
  if (req !== undefined) return req;
  // Without a socket the body is a web stream.
  return request.body === null ? Readable.from([]) : Readable.from(request.body as AsyncIterable<Uint8Array>);
};

/** Begins to read an upload. The reader needs no more of a Node request than its bytes and its headers. */
const startReading = (request: Request, exchange: NodeExchange, seconds: number): Reading => {
  const { clock } = requestStateOf(request);
  const reading = {
    ...watchSilence(bytesOf(request, exchange), seconds * 1000, clock),
    answer: new EventEmitter(),
  };
  Object.assign(reading.bytes, { headers: Object.fromEntries(request.headers) });
  readings.set(request, reading);
  // A caller who leaves gets no answer that could end the reading.
  exchange.res?.once('close', () => endReading(reading));
  return reading;
};

/** Drops what still comes, and removes the files. */
const endReading = ({ answer, bytes }: Reading): void => {
  bytes.destroy();
  answer.emit('close');
};

/** The status by which graphql-upload says why it ended an upload. */
const statusOf = (error: unknown): unknown => (error instanceof Error && 'status' in error ? error.status : undefined);

/** What a failed stream of an uploaded file means for the caller; nothing where the stream failed for a reason of its own. */
export const explainUpload = (error: unknown): GraphQLError | undefined => {
  switch (statusOf(error)) {
    case 413:
      return refuse(
        'PAYLOAD_TOO_LARGE',
        'The upload has too many files, one that is too large, or more than 1 MiB beside its files. It was not imported.',
      );
    case 499:
      return refuse('BAD_USER_INPUT', 'The bytes of the upload stopped coming. It was not imported. Send it again.');
    default:
      return undefined;
  }
};

const explain = (error: unknown, reading: Reading, { uploadSilenceSeconds }: Limits): GraphQLError => {
  if (reading.fellSilent()) {
    const message = `No byte of the upload came for ${uploadSilenceSeconds} seconds. Nothing was done. Send it again.`;
    return refuse('BAD_USER_INPUT', message, { status: 408, headers: { connection: 'close' } });
  }
  const malformed =
    'The multipart request is malformed: it needs "operations", then "map", then the files (GraphQL multipart request specification).';
  return explainUpload(error) ?? refuse('BAD_USER_INPUT', malformed);
};

/** What a value of JSON consists of: names and values of an object, items of a list. Nothing of an upload in its place. */
const partsOf = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return value;
  const isPlain = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return isPlain ? Object.entries(value).flat() : [];
};

/**
 * The reader of uploads puts U+FFFD in the place of bytes that are not UTF-8, and REDCap would store it. A U+FFFD that was
 * really sent looks the same, so that none is taken.
 */
const checkText = (operations: unknown): void => {
  // Level by level: how deep the value is nested is checked later.
  let level: unknown[] = [operations];
  const isWrong = (value: unknown): boolean => typeof value === 'string' && value.includes('\ufffd');
  while (level.length > 0 && !level.some(isWrong)) level = level.flatMap(partsOf);
  if (level.length === 0) return;
  const message =
    'The parts "operations" and "map" must be UTF-8, and hold no U+FFFD, which stands for bytes that are not UTF-8.';
  throw refuse('BAD_USER_INPUT', message);
};

/**
 * Reads a GraphQL multipart request up to its files, which then stream in while the operation runs.
 *
 * The variables of the files hold graphql-upload's `Upload`, whose scalar resolves to
 * `{ filename, mimetype, createReadStream() }`. A part may arrive faster than it is read. graphql-upload then keeps it in a
 * temporary file (mode 0600, in `TMPDIR`) until the answer, so that memory stays flat whatever the file's size. A file
 * above `fileBytes` fails its stream, and so the operation that reads it. So does a sender that falls silent for
 * `uploadSilenceSeconds`.
 */
export const processUpload = async (request: Request, serverContext: object, limits: Limits): Promise<unknown> => {
  const reading = startReading(request, serverContext, limits.uploadSilenceSeconds);
  const { bytes, answer } = reading;
  let operations: unknown;
  try {
    // The library's types ask for Node's request and response. Of these it uses what a stream and `startReading` have.
    operations = await processRequest(bytes as unknown as IncomingMessage, answer as unknown as ServerResponse, {
      maxFieldSize: Math.min(limits.bodyBytes, MAX_FIELD_BYTES),
      maxFileSize: limits.fileBytes,
      maxFiles: limits.files,
    });
  } catch (error) {
    throw explain(error, reading, limits);
  }
  checkText(operations);
  return operations;
};

/**
 * Ends an upload that is answered: removes its files and drops what still comes. The connection of a sender that fell silent
 * is closed after the answer.
 */
export const releaseUpload = (request: Request, response: Response): void => {
  const reading = readings.get(request);
  if (reading === undefined) return;
  if (reading.fellSilent()) response.headers.set('connection', 'close');
  endReading(reading);
};
