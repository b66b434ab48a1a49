import type { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { isErrorCode } from '../errors.ts';
import { logEnd, type Log } from './access-log.ts';
import { methodRefused, refusalResponse } from './answer.ts';
import { findCaller } from './authentication.ts';
import type { Caller, CallerPolicy } from './caller.ts';
import { fileResponse, type DownloadFile, type FileRequest } from './file-response.ts';
import type { ErrorMask } from './masking.ts';
import { httpOf, type RefusalHttp } from './refusal.ts';
import { forBrowser } from './refusal-page.ts';
import { isCost, requestStateOf } from './request-state.ts';

/** Fetches the file behind a ticket; null when the ticket is unknown or too old. */
export type OpenDownload = (
  ticket: string,
  caller: Caller | undefined,
  signal: AbortSignal,
) => Promise<DownloadFile | null>;

const EXPIRED =
  'This download address is unknown or too old: it works for five minutes. Query downloadUrl again for a new one.';

const ADDRESS = /^\/files\/([\w-]{16,128})$/;

/**
 * The answer to a request that an error refuses: in GraphQL's form and with all that the graph would say of it. It has the status of
 * its code unless it has one of its own.
 */
export const refusalOf = (request: Request, error: GraphQLError): Response => {
  const { code: given, http, unexpected: _unexpected, ...extensions } = error.extensions;
  const { retryAfterSeconds } = extensions;
  const code = isErrorCode(given) ? given : 'INTERNAL_SERVER_ERROR';
  const { status, headers } = (http as RefusalHttp | undefined) ?? httpOf(code);
  return refusalResponse(request, code, error.message, {
    status,
    extensions,
    headers: {
      ...headers,
      ...(typeof retryAfterSeconds === 'number' ? { 'retry-after': String(Math.ceil(retryAfterSeconds)) } : {}),
    },
  });
};

export interface DownloadOptions {
  readonly open: OpenDownload;
  readonly callers: CallerPolicy;
  readonly mask: ErrorMask;
  readonly log: Log;
  /** Whether tables are packed for clients that accept it. */
  readonly packs: boolean;
}

/** Serves `/files/<ticket>`: the bytes as they come from REDCap. */
export const useDownload = ({ open, callers, mask, log, packs }: DownloadOptions): Plugin => {
  const answer = async (request: Request, ticket: string, serverContext: object): Promise<Response> => {
    const state = requestStateOf(request);
    const to: FileRequest = { request, serverContext, packs };
    try {
      // The ticket alone suffices, as a link in a browser sends no header.
      const file = await open(ticket, findCaller(request.headers, callers), request.signal);
      if (file === null) {
        return forBrowser(request, refusalResponse(request, 'NOT_FOUND', EXPIRED), EXPIRED);
      }
      if (!isCost(file.cost)) return fileResponse(file, to);
      state.cost = file.cost;
      return fileResponse(file, to, (error) => {
        if (error !== undefined) state.codes = [String(mask(error).extensions['code'])];
        logEnd(log, state);
      });
    } catch (error) {
      const masked = mask(error);
      return forBrowser(request, refusalOf(request, masked), masked.message);
    }
  };
  return {
    async onRequest(hook) {
      const { request, url, serverContext } = hook;
      const ticket = ADDRESS.exec(url.pathname)?.[1];
      if (ticket === undefined) return;
      // Each answer costs REDCap a call, and a HEAD has no use of one.
      if (request.method !== 'GET') {
        hook.endResponse(methodRefused(request, 'GET', 'Download files by GET.'));
      } else hook.endResponse(await answer(request, ticket, serverContext));
    },
  };
};
