import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { chooseEncoding, packStream } from './encoding.ts';

/** What is said behind the last byte of a file, in HTTP trailers. */
export interface FileTrailers {
  readonly names: readonly string[];
  /** The trailers by name; asked for when the body has ended. */
  readonly read: () => Readonly<Record<string, string>>;
}

/** A file on its way to the client. */
export interface DownloadFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly body: AsyncIterable<Uint8Array>;
  /** Further headers of the answer. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly trailers?: FileTrailers;
  /** It is text that is not packed inside, and it holds no credential. */
  readonly mayPack?: boolean;
  /** What it costs REDCap, counted while the body is read. */
  readonly cost?: unknown;
}

const MEDIA_TYPE = /^[\w.+-]+\/[\w.+-]+(?:; ?charset=[\w-]+)?$/i;

const SCRIPT = /script/i;

/** The type that the file has in the answer. GraphiQL's page runs what this gateway serves as script: a file is none. */
const typeOf = ({ contentType }: DownloadFile): string =>
  MEDIA_TYPE.test(contentType) && !SCRIPT.test(contentType) ? contentType : 'application/octet-stream';

/** `Content-Disposition` for any file name: ASCII for old readers, RFC 5987 for the rest; no character can end it early. */
export const contentDisposition = (fileName: string): string => {
  const ascii = fileName.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%;/]/g, '_') || 'file';
  const encoded = encodeURIComponent(fileName.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
};

/** The answer on the socket; undefined for a request without one. */
const socketAnswer = (serverContext: object): ServerResponse | undefined =>
  (serverContext as { readonly res?: ServerResponse }).res;

/** HTTP/1.0 has no chunks, and so no place for trailers. */
const takesTrailers = (answer: ServerResponse | undefined): answer is ServerResponse =>
  answer?.req.httpVersion === '1.1';

/** How the body of a file went: to its end, or to the error that cut it. A client that leaves is no error. */
export type FileEnd = (error?: unknown) => void;

/** The bytes of a file. What stands between this and the socket keeps a connection open when a body fails: it is closed here. */
const watch = async function* (file: DownloadFile, answer: ServerResponse | undefined, end: FileEnd) {
  try {
    yield* file.body;
    if (file.trailers !== undefined && takesTrailers(answer)) answer.addTrailers({ ...file.trailers.read() });
  } catch (error) {
    end(error);
    if (answer === undefined) throw error;
    answer.destroy();
    return;
  }
  end();
};

/** Who asked for a file, and how it may be answered. */
export interface FileRequest {
  readonly request: Request;
  readonly serverContext: object;
  /** Whether answers are packed for clients that accept it. */
  readonly packs: boolean;
}

/**
 * The answer that a file is: its bytes as they come, to be saved and never to be shown. A body that fails closes the connection
 * without a proper end, so that no client takes half a file for a whole one.
 */
export const fileResponse = (
  file: DownloadFile,
  { request, serverContext, packs }: FileRequest,
  end: FileEnd = () => undefined,
): Response => {
  const answer = socketAnswer(serverContext);
  const { trailers } = file;
  const mayPack = packs && file.mayPack === true;
  const encoding = mayPack ? chooseEncoding(request.headers.get('accept-encoding')) : undefined;
  const plain = Readable.from(watch(file, answer, end), { highWaterMark: 1 });
  const body = encoding === undefined ? plain : packStream(plain, encoding);
  return new Response(Readable.toWeb(body) as ReadableStream, {
    headers: {
      ...file.headers,
      ...(mayPack ? { vary: 'accept-encoding' } : {}),
      ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
      ...(trailers !== undefined && takesTrailers(answer) ? { trailer: trailers.names.join(', ') } : {}),
      'content-type': typeOf(file),
      'content-disposition': contentDisposition(file.fileName),
      'content-security-policy': "default-src 'none'; sandbox",
    },
  });
};
