import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import processRequest from 'graphql-upload/processRequest.mjs';
import type { GraphQLError } from 'graphql';
import type { Limits } from './limits.ts';
import { refuse } from './refusal.ts';

/** What yoga passes on when a request came over a socket. */
interface NodeExchange {
  readonly req?: IncomingMessage;
  readonly res?: ServerResponse;
}

/** Ends of the answers to requests without a socket, by request: with them the files of an upload are removed. */
const answers = new WeakMap<Request, EventEmitter>();

const asNodeExchange = (request: Request, serverContext: object): { req: IncomingMessage; res: ServerResponse } => {
  const { req, res } = serverContext as NodeExchange;
  if (req !== undefined && res !== undefined) return { req, res };
  // Without a socket the body is a web stream; the reader needs no more of a Node request than its bytes and its headers.
  const body = request.body === null ? Readable.from([]) : Readable.from(request.body as AsyncIterable<Uint8Array>);
  const stand = Object.assign(body, { headers: Object.fromEntries(request.headers) });
  const answer = new EventEmitter();
  answers.set(request, answer);
  return { req: stand as unknown as IncomingMessage, res: answer as unknown as ServerResponse };
};

/** What a failed stream of an uploaded file means for the caller: the file was larger than `fileBytes`. */
export const explainUpload = (error: unknown): GraphQLError | undefined => {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status !== 413) return undefined;
  return refuse('PAYLOAD_TOO_LARGE', 'The upload has too many files, or one that is too large. It was not imported.');
};

const explain = (error: unknown): GraphQLError => {
  const tooLarge = explainUpload(error);
  if (tooLarge !== undefined) return tooLarge;
  return refuse(
    'BAD_USER_INPUT',
    'The multipart request is malformed: it needs "operations", then "map", then the files (GraphQL multipart request specification).',
  );
};

/**
 * Reads a GraphQL multipart request up to its files, which then stream in while the operation runs.
 *
 * The variables of the files hold graphql-upload's `Upload`, whose scalar resolves to
 * `{ filename, mimetype, createReadStream() }`. A part may arrive faster than it is read. graphql-upload then keeps it in a
 * temporary file (mode 0600, in `TMPDIR`) until the answer, so that memory stays flat whatever the file's size. A file
 * above `fileBytes` fails its stream, and so the operation that reads it.
 */
export const processUpload = async (request: Request, serverContext: object, limits: Limits): Promise<unknown> => {
  const { req, res } = asNodeExchange(request, serverContext);
  try {
    return await processRequest(req, res, {
      maxFieldSize: limits.bodyBytes,
      maxFileSize: limits.fileBytes,
      maxFiles: limits.files,
    });
  } catch (error) {
    throw explain(error);
  }
};

/** Removes the files of an upload once it is answered. Over a socket, the end of the answer removes them by itself. */
export const releaseUpload = (request: Request): void => {
  answers.get(request)?.emit('close');
};
