import type { ErrorCode } from '../errors.ts';
import { httpOf } from './refusal.ts';
import type { RefusalHttp } from './refusal.ts';
import { requestStateOf } from './request-state.ts';

/** A small JSON answer of the gateway itself, outside GraphQL. */
export const jsonResponse = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(`${JSON.stringify(body)}\n`, {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  });

/** What a refusal has besides its code and its message. */
export interface RefusalDetails extends Partial<Omit<RefusalHttp, 'spec'>> {
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/**
 * A refusal outside GraphQL, in GraphQL's form so that clients read all errors alike. The code decides the status
 * unless another status is given. The log has the code.
 */
export const refusalResponse = (
  request: Request,
  code: ErrorCode,
  message: string,
  { status = httpOf(code).status, headers = httpOf(code).headers, extensions }: RefusalDetails = {},
): Response => {
  requestStateOf(request).codes = [code];
  return jsonResponse(status, { errors: [{ message, extensions: { code, ...extensions } }] }, headers);
};

/** The refusal of a request whose method the address does not take; `allow` is the one that it takes. */
export const methodRefused = (request: Request, allow: 'GET' | 'POST', message: string): Response =>
  refusalResponse(request, 'BAD_USER_INPUT', message, { status: 405, headers: { allow } });
