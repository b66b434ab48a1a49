import { request as openRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';

import type { ListeningSandbox, SandboxHandler } from '../../../src/sandbox/http/listen.ts';
import { listenSandbox } from '../../../src/sandbox/http/listen.ts';

let open: ListeningSandbox[] = [];

afterEach(async () => {
  await Promise.all(open.map((sandbox) => sandbox.close(0)));
  open = [];
});

const listen = async (handler: SandboxHandler, maxBodyBytes?: number): Promise<ListeningSandbox> => {
  const sandbox = await listenSandbox(handler, {
    host: '127.0.0.1',
    port: 0,
    ...(maxBodyBytes === undefined ? {} : { maxBodyBytes }),
  });
  open.push(sandbox);
  return sandbox;
};

const echo: SandboxHandler = async (request) =>
  new Response(await request.arrayBuffer(), {
    status: 201,
    headers: {
      'content-type': request.headers.get('content-type') ?? 'none',
      'x-method': request.method,
      'x-path': new URL(request.url).pathname,
    },
  });

/** Sends bytes as they are and reads all that comes back. */
const sendRaw = (url: string, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.setEncoding('utf8').on('data', (piece: string) => {
      answer += piece;
    });
    socket.on('end', () => {
      resolve(answer);
    });
    socket.on('error', reject);
  });

describe('a listening sandbox', () => {
  it('says the address of its API', async () => {
    const { url } = await listen(echo);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/$/);
  });

  it('hands method, path, headers and bytes to the handler and back', async () => {
    const { url } = await listen(echo);
    const bytes = new Uint8Array([0, 255, 13, 10, 0x22]);
    const response = await fetch(url, { method: 'POST', body: bytes, headers: { 'content-type': 'x/y' } });
    expect(response.status).toBe(201);
    expect(response.headers.get('content-type')).toBe('x/y');
    expect(response.headers.get('x-method')).toBe('POST');
    expect(response.headers.get('x-path')).toBe('/api/');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });

  it('answers a GET without a body, and a response without one', async () => {
    const { url } = await listen(() => Promise.resolve(new Response(null, { status: 204 })));
    const response = await fetch(url);
    expect([response.status, await response.text()]).toEqual([204, '']);
  });

  it('refuses a body that says it is too large', async () => {
    const { url } = await listen(echo, 10);
    const response = await fetch(url, { method: 'POST', body: '12345678901' });
    expect(response.status).toBe(413);
    expect(await response.text()).toBe('A request may have 10 bytes at most.\n');
  });

  it('refuses a body that turns out to be too large', async () => {
    const { url } = await listen(echo, 10);
    const status = await new Promise((resolve, reject) => {
      const outgoing = openRequest(url, { method: 'POST', headers: { 'transfer-encoding': 'chunked' } }, (incoming) => {
        incoming.resume();
        resolve(incoming.statusCode);
      });
      outgoing.on('error', reject);
      outgoing.write('123456');
      outgoing.end('789012');
    });
    expect(status).toBe(413);
  });

  it('refuses an address of which no URL can be made', async () => {
    const { url } = await listen(echo);
    const answer = await sendRaw(url, 'POST // HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('answers 500 when the handler fails, and says nothing of the reason', async () => {
    const { url } = await listen(() => Promise.reject(new Error('of patient 7')));
    const response = await fetch(url, { method: 'POST', body: 'a=b' });
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('The sandbox ran into an error of its own.\n');
  });

  it('finishes what is under way before it is closed, and accepts nothing after', async () => {
    let finish = (): void => undefined;
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const sandbox = await listen(
      () =>
        new Promise((resolve) => {
          finish = () => {
            resolve(new Response('done'));
          };
          begin();
        }),
    );
    const answer = fetch(sandbox.url, { method: 'POST', body: 'a=b' });
    await begun;
    const closed = sandbox.close();
    finish();
    expect(await (await answer).text()).toBe('done');
    await closed;
    await expect(fetch(sandbox.url)).rejects.toThrow();
  });

  it('says in one sentence that its port is taken', async () => {
    const { url } = await listen(echo);
    const port = Number(new URL(url).port);
    await expect(listenSandbox(echo, { host: '127.0.0.1', port })).rejects.toThrow(
      `Port ${String(port)} on 127.0.0.1 is in use already. Choose another with --port.`,
    );
  });
});
