// A bare pipe: passes a request's body on to the upstream, and the answer's back, as they come.
// node bench/load/program/pipe.ts UPSTREAM
import { createServer } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { Pool } from 'undici';
import { sayReady } from '../ready.ts';

const [upstream = ''] = process.argv.slice(2);
const pool = new Pool(new URL(upstream).origin, { connections: 16 });

sayReady(
  createServer((request, response) => {
    const pass = async (): Promise<void> => {
      const { 'content-type': type = '' } = request.headers;
      const headers = { 'content-type': type };
      const answer = await pool.request({ path: '/api/', method: 'POST', headers, body: request });
      response.writeHead(answer.statusCode, { 'content-type': String(answer.headers['content-type']) });
      await pipeline(answer.body, response);
    };
    pass().catch(() => response.destroy());
  }),
);
