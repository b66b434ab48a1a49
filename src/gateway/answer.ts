import { requestStateOf } from './request-state.ts';

/** A small JSON answer of the gateway itself, outside GraphQL. */
export const jsonResponse = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(`${JSON.stringify(body)}\n`, {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  });

/** A refusal outside GraphQL, in GraphQL's form so that clients read all errors alike; the code is noted for the log. */
export const refusalResponse = (
  request: Request,
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Response => {
  requestStateOf(request).codes = [code];
  return jsonResponse(status, { errors: [{ message, extensions: { code } }] }, headers);
};
