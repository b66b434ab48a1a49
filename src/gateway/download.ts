import { Readable } from 'node:stream';
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { isErrorCode } from '../errors.ts';
import { refusalResponse } from './answer.ts';
import { authenticate } from './authentication.ts';
import type { Caller, CallerPolicy } from './caller.ts';
import type { ExplainError } from './masking.ts';
import { httpOf } from './refusal.ts';

/** A file on its way to the client. */
export interface DownloadFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly body: AsyncIterable<Uint8Array>;
}

/** Fetches the file behind a ticket, which is used up by it; null when the ticket is unknown, used or too old. */
export type OpenDownload = (
  ticket: string,
  caller: Caller | undefined,
  signal: AbortSignal,
) => Promise<DownloadFile | null>;

const ADDRESS = /^\/files\/([\w-]{16,128})$/;
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

/** The caller when a credential was sent along; the ticket alone suffices, as a link in a browser sends no header. */
const callerOf = (request: Request, policy: CallerPolicy): Caller | undefined => {
  try {
    return authenticate(request.headers, policy);
  } catch {
    return undefined;
  }
};

/** Serves `/files/<ticket>`: the bytes as they come from REDCap, to be saved and never to be shown. */
export const useDownload = (open: OpenDownload, policy: CallerPolicy, explain: ExplainError): Plugin => {
  const answer = async (request: Request, ticket: string): Promise<Response> => {
    try {
      const file = await open(ticket, callerOf(request, policy), request.signal);
      if (file === null) {
        const message = 'This download address is unknown, was used already or is too old. Query it again.';
        return refusalResponse(request, 'NOT_FOUND', message);
      }
      return new Response(Readable.toWeb(Readable.from(file.body)) as ReadableStream, {
        headers: {
          'content-type': typeOf(file),
          'content-disposition': contentDisposition(file.fileName),
          'content-security-policy': "default-src 'none'; sandbox",
        },
      });
    } catch (error) {
      const explained = error instanceof GraphQLError ? error : error instanceof Error ? explain(error) : undefined;
      const given = explained?.extensions['code'];
      const code = isErrorCode(given) ? given : 'INTERNAL_SERVER_ERROR';
      const message = explained?.message ?? 'The gateway failed on this.';
      return refusalResponse(request, code, message, { status: httpOf(code).status });
    }
  };
  return {
    async onRequest(hook) {
      const { request, url } = hook;
      const ticket = ADDRESS.exec(url.pathname)?.[1];
      if (ticket === undefined) return;
      // A ticket is good for one answer: a HEAD or a prefetch must not use it up.
      if (request.method !== 'GET') {
        hook.endResponse(
          refusalResponse(request, 'BAD_USER_INPUT', 'Download files by GET.', {
            status: 405,
            headers: { allow: 'GET' },
          }),
        );
      } else hook.endResponse(await answer(request, ticket));
    },
  };
};
