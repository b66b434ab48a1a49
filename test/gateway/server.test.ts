import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { CallerPolicy, CallerRequest } from '../../src/gateway/caller.ts';
import type { DownloadFile } from '../../src/gateway/file-response.ts';
import type { Gateway } from '../../src/gateway.ts';
import { createGateway, createTestLog, gatewayOptions } from './gateway.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { sendRaw } from './socket.ts';

let gateway: Gateway | undefined;
afterEach(async () => {
  await gateway?.close(0);
});

const listen = async (options: Parameters<typeof gatewayOptions>[0] = {}): Promise<string> => {
  gateway = createGateway(gatewayOptions(options));
  const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
  return url;
};

async function* endless(end: () => void = () => undefined): AsyncGenerator<Uint8Array> {
  try {
    for (;;) yield await Promise.resolve(Buffer.alloc(64 * 1024));
  } finally {
    end();
  }
}

/** A promise and the function that settles it. */
const signal = (): { readonly given: Promise<void>; readonly give: () => void } => {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
};

const postJson = (url: string, query: string): Promise<Response> =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });

describe('a listening gateway', () => {
  it('answers at the address that it reports', async () => {
    const url = await listen({ resolvers: { Query: { hello: () => 'hi' } } });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await (await postJson(url, '{ hello }')).json()).toEqual({ data: { hello: 'hi' } });
  });

  it('says in one sentence that its port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(createGateway(gatewayOptions()).listen({ host: '127.0.0.1', port })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is in use already. Stop the other program, or choose another PORT.`,
    );
    other.close();
  });

  it.each([
    ['a target that is a whole address', 'GET http://evil.test/graphql HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['a host that is none', 'GET /health HTTP/1.1\r\nHost: a b"c\r\n\r\n'],
    ['a host with a path', 'GET /health HTTP/1.1\r\nHost: localhost/x\r\n\r\n'],
    ['bytes that are not HTTP', 'hello\r\n\r\n'],
  ])('refuses %s with 400 and nothing else', async (_what, request) => {
    const answer = await sendRaw(await listen(), request);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).not.toMatch(/at .*\.[jt]s|Error/);
  });

  it('refuses requests for another host name', async () => {
    const answer = await sendRaw(
      await listen(),
      'GET /graphql?query={hello} HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer).toContain('FORBIDDEN');
  });

  it.each([
    'Host: localhost\r\nHost: evil.test',
    'host: localhost\r\nx: y\r\nHOST: localhost',
    'Host: evil.test\r\nHost: localhost',
  ])('refuses requests that name their host twice: %j', async (hosts) => {
    const answer = await sendRaw(await listen(), `GET /health HTTP/1.1\r\n${hosts}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  it.each([
    'Authorization: Bearer a\r\nAuthorization: Bearer b',
    'authorization: Bearer a\r\nx: y\r\nAUTHORIZATION: Bearer a',
  ])('refuses requests with two credentials: %j', async (credentials) => {
    const answer = await sendRaw(await listen(), `GET /health HTTP/1.1\r\nHost: localhost\r\n${credentials}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('closes the connection of whom it refused and who goes on sending', async () => {
    const clock = createFakeClock();
    const callers: CallerPolicy = { apiKeys: [], passThrough: { header: 'x-redcap-token' } };
    const url = await listen({ clock, callers });
    const refused = Promise.withResolvers<string>();
    const closed = Promise.withResolvers<void>();
    const client = connect(Number(new URL(url).port), '127.0.0.1');
    client.setEncoding('utf8');
    client.once('data', refused.resolve).once('close', closed.resolve);
    client.write('POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n');
    client.write('Content-Length: 100000\r\n\r\n{');
    expect(await refused.promise).toMatch(/^HTTP\/1\.1 401 /);
    client.write(' ');
    await clock.advance(4_999);
    expect(client.destroyed).toBe(false);
    await clock.advance(1);
    await closed.promise;
  });

  it('keeps the connection of whom it refused and who ends the body', async () => {
    const clock = createFakeClock();
    const url = await listen({ clock, limits: { bodyBytes: 10 } });
    const client = connect(Number(new URL(url).port), '127.0.0.1');
    const refused = Promise.withResolvers<string>();
    client.setEncoding('utf8');
    client.once('data', refused.resolve);
    client.write('POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n');
    client.write('Content-Length: 20\r\n\r\n{');
    expect(await refused.promise).toMatch(/^HTTP\/1\.1 413 /);
    const next = Promise.withResolvers<string>();
    client.once('data', next.resolve);
    client.write(`${' '.repeat(19)}GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    expect(await next.promise).toMatch(/^HTTP\/1\.1 200 /);
    await clock.advance(10_000);
    expect(client.destroyed).toBe(false);
    client.destroy();
  });

  it('cuts off a client that does not take its answer', async () => {
    const ended = Promise.withResolvers<void>();
    const download = async (): Promise<DownloadFile> => ({
      fileName: 'x',
      contentType: 'text/plain',
      body: endless(() => ended.resolve()),
    });
    const url = await listen({ download, limits: { stallSeconds: 0.1 } });
    const client = connect(Number(new URL(url).port), '127.0.0.1');
    client.on('error', () => undefined);
    client.write('GET /files/AAAAAAAAAAAAAAAAAAAAAAAA HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await ended.promise;
    client.destroy();
  });

  it('waits with a client for an answer that takes long', async () => {
    const hello = (): Promise<string> => new Promise((resolve) => setTimeout(resolve, 250, 'at last'));
    const url = await listen({ limits: { stallSeconds: 0.1 }, resolvers: { Query: { hello } } });
    expect(await (await postJson(url, '{ hello }')).json()).toEqual({ data: { hello: 'at last' } });
  });

  it('cuts off a client that does not finish its headers', async () => {
    const url = await listen({ limits: { headerSeconds: 0.1, bodySeconds: 0.1, uploadSeconds: 0.1 } });
    const answer = await sendRaw(url, 'POST /graphql HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('cuts off a client that does not finish its body', async () => {
    const url = await listen({ limits: { bodySeconds: 0.1 } });
    const head =
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{';
    const answer = await sendRaw(url, head);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('The request body did not arrive within 0.1 seconds.');
  });

  it('refuses a body that announces itself as too large before reading it', async () => {
    const head =
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n{';
    const answer = await sendRaw(await listen(), head, /\}\]\}/);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('PAYLOAD_TOO_LARGE');
  });

  it('aborts the operation when its caller has left', async () => {
    const started = signal();
    const left = signal();
    const createContext = (request: CallerRequest): object => ({ signal: request.signal });
    const hello = (_source: unknown, _args: unknown, context: { signal: AbortSignal }): Promise<string> => {
      started.give();
      return new Promise((resolve) => {
        context.signal.addEventListener('abort', () => {
          left.give();
          resolve('too late');
        });
      });
    };
    const url = await listen({ createContext, resolvers: { Query: { hello } } });
    const client = new AbortController();
    const answer = fetch(`${url}/graphql?query={hello}`, { signal: client.signal });
    await started.given;
    client.abort();
    await expect(answer).rejects.toThrow();
    await left.given;
  });
});

describe('an operation that takes too long', () => {
  const never = (): Promise<never> => new Promise(() => undefined);
  const limits = { operationSeconds: 0.1 };

  it('is answered in time when it reads, and stops waiting', async () => {
    const signals: AbortSignal[] = [];
    const createContext = (request: CallerRequest): object => {
      signals.push(request.signal);
      return {};
    };
    const url = await listen({ limits, createContext, resolvers: { Query: { hello: never } } });
    expect(await (await postJson(url, '{ hello }')).json()).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'REDCAP_TIMEOUT' } }],
    });
    expect(signals[0]?.aborted).toBe(true);
  });

  it('is answered as not sent when its time ends before it sends a write', async () => {
    const url = await listen({ limits, resolvers: { Mutation: { rename: never } } });
    expect(await (await postJson(url, 'mutation { rename(to: "x") }')).json()).toMatchObject({
      data: null,
      errors: [
        {
          message: 'This waited too long, and it sent no change to REDCap. Try again later.',
          extensions: { code: 'OVERLOADED' },
        },
      ],
    });
  });

  it('is answered as unknown when its time ends after it sent a write', async () => {
    const createContext = ({ hold }: CallerRequest): object => ({ hold });
    const rename = (_parent: unknown, _args: unknown, { hold }: Pick<CallerRequest, 'hold'>): Promise<never> => {
      hold()();
      return never();
    };
    const url = await listen({ limits, createContext, resolvers: { Mutation: { rename } } });
    expect(await (await postJson(url, 'mutation { rename(to: "x") }')).json()).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'WRITE_OUTCOME_UNKNOWN' } }],
    });
  });
});

describe('stopping', () => {
  it('finishes what is under way, refuses what is new, and says each step', async () => {
    const started = signal();
    const finish = signal();
    const hello = async (): Promise<string> => {
      started.give();
      await finish.given;
      return 'done';
    };
    const log = createTestLog();
    const url = await listen({ log, resolvers: { Query: { hello } } });
    const underWay = postJson(url, '{ hello }');
    await started.given;

    const closed = gateway?.close(15_000);
    await expect(postJson(url, '{ hello }')).rejects.toThrow();
    finish.give();
    expect(await (await underWay).json()).toEqual({ data: { hello: 'done' } });
    await closed;
    expect(log.lines.map((line) => line.message)).toEqual([
      'listening',
      'stopping: no new requests, finishing those under way',
      'request',
      'stopped',
    ]);
  });

  it('answers what does not finish within the grace, and closes its connection', async () => {
    const started = signal();
    const hello = (): Promise<never> => {
      started.give();
      return new Promise(() => undefined);
    };
    const log = createTestLog();
    const url = await listen({ log, resolvers: { Query: { hello } } });
    const underWay = postJson(url, '{ hello }');
    await started.given;
    await gateway?.close(0);
    const response = await underWay;
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'SHUTTING_DOWN' } }] });
    expect(response.headers.get('connection')).toBe('close');
    expect(log.lines.filter(({ level }) => level === 'warn').map(({ message }) => message)).toEqual([
      'stopping: the grace was over, and what was left was answered as unfinished',
    ]);
  });

  it.each([
    ['was not sent as not sent', false, { code: 'SHUTTING_DOWN' }],
    ['was sent as unknown, by its id', true, { code: 'WRITE_OUTCOME_UNKNOWN', operationId: 'the-operation' }],
  ])('answers a write that %s', async (_what, isSent, extensions) => {
    const started = signal();
    const createContext = ({ hold }: CallerRequest): object => ({ hold });
    const rename = (_parent: unknown, _args: unknown, { hold }: Pick<CallerRequest, 'hold'>): Promise<never> => {
      if (isSent) hold('the-operation');
      started.give();
      return new Promise(() => undefined);
    };
    const url = await listen({ createContext, resolvers: { Mutation: { rename } } });
    const underWay = postJson(url, 'mutation { rename(to: "x") }');
    await started.given;
    await gateway?.close(0);
    expect(await (await underWay).json()).toMatchObject({ errors: [{ extensions }] });
  });

  it('ends first what requests wait for, so that they answer by themselves', async () => {
    const started = signal();
    const ended = signal();
    const hello = async (): Promise<string> => {
      started.give();
      await ended.given;
      return 'by itself';
    };
    const url = await listen({ resolvers: { Query: { hello } } });
    const underWay = postJson(url, '{ hello }');
    await started.given;
    await gateway?.close(0, { endCalls: ended.give });
    expect(await (await underWay).json()).toEqual({ data: { hello: 'by itself' } });
  });

  it('cuts off a client that does not take its answer', async () => {
    const started = signal();
    const download = async (): Promise<DownloadFile> => {
      started.give();
      return { fileName: 'x', contentType: 'text/plain', body: endless() };
    };
    const log = createTestLog();
    const url = await listen({ log, download });
    const client = connect(Number(new URL(url).port), '127.0.0.1');
    client.on('error', () => undefined);
    client.write('GET /files/AAAAAAAAAAAAAAAAAAAAAAAA HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await started.given;
    await gateway?.close(0, { answerMs: 10 });
    expect(log.lines).toContainEqual(
      expect.objectContaining({ level: 'warn', message: 'stopping: requests that did not take their answer were cut' }),
    );
    client.destroy();
  });

  it('answers SHUTTING_DOWN to what still comes in', async () => {
    await listen();
    await gateway?.close(15_000);
    const response = await gateway?.fetch(new Request('http://localhost/graphql?query={hello}'));
    expect(response?.status).toBe(503);
    expect(await response?.json()).toMatchObject({ errors: [{ extensions: { code: 'SHUTTING_DOWN' } }] });
    expect(response?.headers.get('retry-after')).toBe('5');
  });
});
