import { createServer, type Server, type ServerResponse } from 'node:http';
import { Pool, type Dispatcher } from 'undici';

/** Asks an upstream for records, with these parameters besides the token and the formats. */
export type ExportByHand = (parameters: string) => Promise<Dispatcher.ResponseData['body']>;

/** An export without any client between. */
export const createExport = (upstream: string, token: string, format: 'json' | 'csv' = 'json'): ExportByHand => {
  const pool = new Pool(new URL(upstream).origin, { connections: 16 });
  return async (parameters) => {
    const { body } = await pool.request({
      path: '/api/',
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `token=${token}&content=record&format=${format}&type=flat&${parameters}`,
    });
    return body;
  };
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
      void answer(variables, response);
    });
  });
