// A neighbour: a tiny query every ten milliseconds to a gateway, and beside it to a bare server, until somebody looks.
// node bench/load/program/ping.ts GATEWAY API_KEY BARE_SERVER
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from '../client.ts';
import { sayReady } from '../ready.ts';

const EVERY_MS = 10;

const [gateway = '', key = '', bareServer = ''] = process.argv.slice(2);
let isOver = false;
const longest = { gateway: 0, bareServer: 0 };

const ping = async (name: keyof typeof longest, url: string): Promise<void> => {
  const client = createClient(url, 1, { authorization: `Bearer ${key}` });
  while (!isOver) {
    const { milliseconds } = await client.ask('{ __typename }', {});
    longest[name] = Math.max(longest[name], milliseconds);
    await pause(EVERY_MS);
  }
  client.close();
};

const pinging = Promise.all([ping('gateway', gateway), ping('bareServer', bareServer)]);

const server = createServer((_request, response) => {
  isOver = true;
  void pinging.then(() => {
    response.end(JSON.stringify(longest));
    server.close();
  });
});
sayReady(server);
