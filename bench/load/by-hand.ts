import { createServer, type Server, type ServerResponse } from 'node:http';
import { Pool, type Dispatcher } from 'undici';
import type { Row } from './row.ts';

type Answered = Promise<Dispatcher.ResponseData['body']>;

/** Sends the body of a call. */
export type PostByHand = (body: string) => Answered;

/** Calls without any client between. */
export const createPost = (upstream: string): PostByHand => {
  const pool = new Pool(new URL(upstream).origin, { connections: 16 });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return async (body) => (await pool.request({ path: '/api/', method: 'POST', headers, body })).body;
};

/** Asks an upstream for records, with these parameters besides the token and the formats. */
export type ExportByHand = (parameters: string) => Answered;

/** An export without any client between. */
export const createExport = (upstream: string, token: string, format: 'json' | 'csv' = 'json'): ExportByHand => {
  const post = createPost(upstream);
  return (parameters) => post(`token=${token}&content=record&format=${format}&type=flat&${parameters}`);
};

/** The rows of an export without any client between. */
export const createRowExport = (upstream: string, token: string): ((parameters: string) => Promise<readonly Row[]>) => {
  const ask = createExport(upstream, token);
  // The upstream is our own, and an export is a list of rows.
  return async (parameters) => JSON.parse(await (await ask(parameters)).text()) as readonly Row[];
};

/** A server that answers by the variables of a GraphQL request, and looks at nothing else. */
export const createByHand = <Variables>(
  answer: (variables: Variables, response: ServerResponse) => Promise<void>,
): Server =>
  createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      text += part;
    });
    request.on('end', () => {
      const { variables } = JSON.parse(text) as { variables: Variables };
      answer(variables, response).catch(() => response.destroy());
    });
  });
