import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/redcap/clock.ts';
import { createRedcap } from '../../src/redcap/client.ts';
import { exportRecords, importRecords } from '../../src/redcap/methods/record.ts';
import { createTransport } from '../../src/redcap/transport.ts';
import { canary, connect, errorOf } from './connect.ts';
import { reply, replyRaw, reset, startServer } from './faulty-server.ts';
import type { Behaviour } from './faulty-server.ts';

const patient = 'Jane Doe';

/** Everything of an error that a log, an answer or a debugger could show. */
const everything = (error: Error): string =>
  [error.message, error.stack, JSON.stringify(error), inspect(error, { depth: 20, showHidden: true })].join('\n');

const faults: [string, Behaviour][] = [
  ['a reset', reset],
  [
    'an echo of the form in an error',
    (response, { body }) => void response.writeHead(400).end(`{"error":"${body} token=${canary}"}`),
  ],
  ['an echo of the form in a page', (response, { body }) => void response.writeHead(500).end(`<pre>${body}</pre>`)],
  ['an echo of the form that is not HTTP', (_response, { body }, socket) => void socket.end(body)],
  ['an echo in a header that is too long', replyRaw(`HTTP/1.1 200 OK\r\nX: ${canary.repeat(10_000)}\r\n\r\n`)],
  ['an echo in cut JSON', reply(200, `[{"token":"${canary}","name":"${patient}"`)],
  ['an echo in rows that are none', reply(200, `[["${canary} ${patient}"]]`)],
  ['an echo in a cell that is no text', reply(200, `[{"a":{"${canary}":"${patient}"}}]`)],
  ['a redirect to an address with the token', reply(302, '', { location: `http://127.0.0.1/?token=${canary}` })],
];

describe('no error shows the token or a value', () => {
  it.each(faults)('of a read or a write after %s', async (_fault, behaviour) => {
    await using server = await startServer(behaviour);
    await using connection = connect(server.url);
    const calls = [
      errorOf(connection.redcap.call(exportRecords, { records: ['1'] })),
      errorOf(
        connection.redcap.call(importRecords, {
          rows: [{ record_id: '1', name: 'x' }],
          overwriteBehavior: 'normal',
          forceAutoNumber: false,
        }),
      ),
    ];
    for (const error of await Promise.all(calls)) {
      const text = everything(error);
      expect(text).not.toContain(canary);
      expect(text).not.toContain(patient);
    }
  });

  it('when the server cannot be reached, or the token is none', async () => {
    const server = await startServer();
    await server[Symbol.asyncDispose]();
    await using connection = connect(server.url);
    expect(everything(await errorOf(connection.redcap.call(exportRecords, {})))).not.toContain(canary);
    await using transport = Object.assign(createTransport({ url: server.url, clock: systemClock }), {
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
    expect(() => createRedcap({ transport, token: `${canary}!` })).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('C0FFEE') as string }),
    );
  });

  it('and the client does not hold the token where it could be seen', () => {
    const transport = createTransport({ url: 'http://127.0.0.1/api/', clock: systemClock });
    expect(inspect(createRedcap({ transport, token: canary }), { depth: 5, showHidden: true })).not.toContain(canary);
  });
});
