// A neighbour: a tiny query every ten milliseconds, until the program is ended. Says then the longest answer in milliseconds.
// node bench/load/program/ping.ts URL API_KEY
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from '../client.ts';
import { sayReady } from '../ready.ts';

const [url = '', key = ''] = process.argv.slice(2);
const client = createClient(url, 1, { authorization: `Bearer ${key}` });
let longest = 0;
let isOver = false;

const server = createServer((_request, response) => {
  isOver = true;
  response.end(JSON.stringify({ longest }));
  server.close();
});
sayReady(server);

while (!isOver) {
  const start = performance.now();
  await client.ask('{ __typename }', {});
  longest = Math.max(longest, performance.now() - start);
  await pause(10);
}
client.close();
