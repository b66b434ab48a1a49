// A bare server with one short answer: what a neighbour waits for on this machine when no gateway is between.
// node bench/load/program/bare-server.ts
import { createServer } from 'node:http';
import { sayReady } from '../ready.ts';

sayReady(
  createServer((request, response) => {
    request
      .resume()
      .on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{}}'));
  }),
);
