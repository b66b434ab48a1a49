// A bare proxy: one export of one record, passed on as it comes. The least that any gateway costs for a small query.
// node bench/load/program/proxy.ts UPSTREAM TOKEN
import { createServer } from 'node:http';
import { Pool } from 'undici';
import { recordIdField } from '../study.ts';
import { sayReady } from '../ready.ts';

const [upstream = '', token = ''] = process.argv.slice(2);
const pool = new Pool(new URL(upstream).origin, { connections: 16 });

sayReady(
  createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      text += part;
    });
    request.on('end', () => {
      const { variables } = JSON.parse(text) as { variables: { name: string } };
      const fields = `${recordIdField},f01,f02,f03`;
      void pool
        .request({
          path: '/api/',
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: `token=${token}&content=record&format=json&type=flat&fields=${fields}&records=${variables.name}`,
        })
        .then(({ body }) => {
          response.writeHead(200, { 'content-type': 'application/json' });
          body.pipe(response);
        });
    });
  }),
);
