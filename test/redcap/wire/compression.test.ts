import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRedcap } from '../../../src/redcap/client.ts';
import { systemClock } from '../../../src/redcap/clock.ts';
import { exportVersion } from '../../../src/redcap/methods/version.ts';
import { createTransport } from '../../../src/redcap/transport.ts';
import { isLoopback } from '../../../src/redcap/url.ts';
import { acceptedEncodings, chooseDecoder } from '../../../src/redcap/wire/compression.ts';
import { listen } from '../../support/free-port.ts';

const asked: (string | undefined)[] = [];
const server = createServer((request, response) => {
  asked.push(request.headers['accept-encoding']);
  response.end('16.1.3');
});

let port = 0;
beforeAll(async () => {
  port = await listen(server);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('the encodings that REDCap is asked for', () => {
  it('can all be read', () => {
    for (const here of [true, false]) {
      for (const encoding of acceptedEncodings(here).split(', ')) expect(chooseDecoder(encoding)).toBeDefined();
    }
  });

  it('are none on this machine, where to pack costs more than the bytes, and three elsewhere', async () => {
    const transport = createTransport({ url: `http://127.0.0.1:${port}/api/`, clock: systemClock });
    await createRedcap({ transport, token: 'A'.repeat(32) }).call(exportVersion, undefined);
    await transport.close(0);
    expect(asked).toEqual(['identity']);
    const hosts = ['localhost', '127.0.0.2', '[::1]', 'redcap.example.org', '10.0.0.1', '127.0.0.1.example.org'];
    expect(hosts.map((host) => acceptedEncodings(isLoopback(host)))).toEqual([
      'identity',
      'identity',
      'identity',
      'gzip, deflate, br',
      'gzip, deflate, br',
      'gzip, deflate, br',
    ]);
  });
});
