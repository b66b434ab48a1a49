import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { PassThrough, type Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { watchSilence } from '../../src/gateway/silence.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createGateway, gatewayOptions } from './gateway.ts';

interface Uploaded {
  readonly createReadStream: () => Readable;
}

const MUTATION = 'mutation ($file: Upload!) { importFile(file: $file) }';

const part = (name: string, text: string): string =>
  `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;
const OPERATIONS = part('operations', JSON.stringify({ query: MUTATION, variables: { file: null } }));
const MAP = part('map', '{"0":["variables.file"]}');
const FILE = '--b\r\ncontent-disposition: form-data; name="0"; filename="scan.bin"\r\n\r\n';

let gateway: Gateway | undefined;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await gateway?.close(0);
});

interface Started {
  readonly url: URL;
  readonly clock: FakeClock;
  /** Comes when the gateway has begun to read an upload. */
  readonly isWatched: Promise<undefined>;
  /** Comes when the resolver has read so many bytes. */
  readonly hasRead: (bytes: number) => Promise<void>;
}

/** A gateway on a clock of its own, whose resolver reads its file as it comes. */
const start = async (): Promise<Started> => {
  const time = createFakeClock();
  const { promise: isWatched, resolve: watched } = Promise.withResolvers<undefined>();
  const after: FakeClock['after'] = (milliseconds, run) => {
    if (milliseconds === 10_000) watched(undefined);
    return time.after(milliseconds, run);
  };
  const clock = { ...time, after };
  let bytes = 0;
  let look = (): void => undefined;
  const importFile = async (_source: unknown, { file }: { file: Promise<Uploaded> }): Promise<number> => {
    for await (const chunk of (await file).createReadStream() as AsyncIterable<Uint8Array>) {
      bytes += chunk.byteLength;
      look();
    }
    return bytes;
  };
  gateway = createGateway(gatewayOptions({ clock, resolvers: { Mutation: { importFile } } }));
  const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
  const hasRead = (awaited: number): Promise<void> =>
    new Promise((resolve) => {
      look = () => {
        if (bytes >= awaited) resolve();
      };
      look();
    });
  return { url: new URL(url), clock, isWatched, hasRead };
};

interface Client {
  readonly write: (text: string) => Promise<void>;
  readonly answer: Promise<string>;
  readonly closed: Promise<unknown>;
}

/** A client that sends what the test says, of a body of 5 MB that it has announced. */
const send = async (url: URL): Promise<Client> => {
  const socket = connect(Number(url.port), url.hostname);
  sockets.push(socket);
  await once(socket, 'connect');
  const write = (text: string): Promise<void> => new Promise((resolve) => void socket.write(text, () => resolve()));
  const closed = once(socket, 'close');
  let got = '';
  const answer = new Promise<string>((resolve) => {
    socket.setEncoding('utf8').on('data', (text: string) => {
      got += text;
      if (/\}\s*$/.test(got)) resolve(got);
    });
  });
  await write(
    `POST /graphql HTTP/1.1\r\nHost: ${url.host}\r\nx-graphql-yoga-csrf: 1\r\n` +
      'Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000000\r\n\r\n',
  );
  return { write, answer, closed };
};

describe('an upload whose sender falls silent', () => {
  it('within the file fails after so many seconds, says why, and its connection is closed', async () => {
    const { url, clock, hasRead } = await start();
    const { write, answer, closed } = await send(url);
    await write(`${OPERATIONS}${MAP}${FILE}${'A'.repeat(100_000)}`);
    await hasRead(99_000);
    await clock.advance(9_000);
    await clock.advance(1_000);
    const text = await answer;
    expect(text).toMatch(/^HTTP\/1\.1 200 /);
    expect(text).toMatch(/\r\nconnection: close\r\n/i);
    expect(text).toContain('"message":"The bytes of the upload stopped coming. It was not imported. Send it again."');
    expect(text).toContain('"code":"BAD_USER_INPUT"');
    await closed;
  });

  it.each([
    ['before the operation', ''],
    ['before the map', OPERATIONS],
    ['within the map', `${OPERATIONS}${MAP.slice(0, -10)}`],
  ])('%s is refused as a request, with 408', async (_when, text) => {
    const { url, clock, isWatched } = await start();
    const { write, answer, closed } = await send(url);
    if (text !== '') await write(text);
    await isWatched;
    await clock.advance(10_000);
    const got = await answer;
    expect(got).toMatch(/^HTTP\/1\.1 408 /);
    expect(got).toContain('No byte of the upload came for 10 seconds. Nothing was done. Send it again.');
    await closed;
  });

  it('behind the file is answered at once, because the file is whole', async () => {
    const { url } = await start();
    const { write, answer } = await send(url);
    await write(`${OPERATIONS}${MAP}${FILE}scan\r\n--b\r\n`);
    expect(await answer).toContain('{"data":{"importFile":4}}');
  });

  it('is none while a byte comes now and then, and the upload succeeds', async () => {
    const { url, clock, hasRead } = await start();
    const { write, answer } = await send(url);
    await write(`${OPERATIONS}${MAP}${FILE}`);
    for (let sent = 1; sent <= 12; sent += 1) {
      await write('A');
      await hasRead(sent);
      await clock.advance(9_000);
    }
    await write('\r\n--b--\r\n');
    expect(await answer).toContain('{"data":{"importFile":12}}');
  });
});

describe('bytes whose reader has been slow', () => {
  it('have the whole time of a silence from the moment on at which the reader has caught up', async () => {
    const clock = createFakeClock();
    const source = new PassThrough();
    const { bytes, fellSilent } = watchSilence(source, 10_000, clock);
    source.write(Buffer.alloc(500_000));
    await clock.advance(39_000);
    bytes.resume();
    await clock.advance(9_000);
    expect(fellSilent()).toBe(false);
    await clock.advance(10_000);
    expect(fellSilent()).toBe(true);
  });
});

describe('an upload that is answered before it has come', () => {
  it('is read to its end all the same, however much has come by then, so that its sender is not kept waiting', async () => {
    const { url } = await start();
    for (let bytes = 0; bytes <= 1_000_000; bytes += 50_000) {
      const { write, answer } = await send(url);
      const operations = part('operations', '{"query":"mutation { nope }","variables":{"file":null}}');
      const begin = `${operations}${MAP}${FILE}`;
      await write(`${begin}${'A'.repeat(bytes)}`);
      expect(await answer).toContain('GRAPHQL_VALIDATION_FAILED');
      // A body that is not read would fill the way to the gateway, and this would never end.
      await write('A'.repeat(5_000_000 - begin.length - bytes));
      await write(`GET /health HTTP/1.1\r\nHost: ${url.host}\r\n\r\n`);
    }
  });

  it('has its answer too when it is JSON that is larger than it may be', async () => {
    const { url } = await start();
    const client = await fetch(new URL('/graphql', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Blob([new Uint8Array(20_000_000)]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(client.status).toBe(413);
    expect(await client.json()).toMatchObject({ errors: [{ extensions: { code: 'PAYLOAD_TOO_LARGE' } }] });
  });
});
