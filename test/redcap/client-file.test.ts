import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { FileReply } from '../../src/redcap/method.ts';
import { exportFile, importFile } from '../../src/redcap/methods/file.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { connect, errorOf } from './connect.ts';
import { reply, replyRaw, reset, startServer } from './faulty-server.ts';
import type { Behaviour } from './faulty-server.ts';

const where = { record: '1', field: 'upload', event: 'visit_1_arm_1', repeatInstance: 2 };

const collect = async ({ body }: FileReply): Promise<string> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString('latin1');
};

describe('a download', () => {
  it('gives name, type and bytes as REDCap sends them', async () => {
    const bytes = Buffer.from([0, 255, 10, 13, 128]);
    await using server = await startServer(reply(200, bytes, { 'content-type': 'image/png; name="scan 1.png"' }));
    await using connection = connect(server.url);
    const file = await connection.redcap.call(exportFile, where);
    expect([file.fileName, file.contentType, await collect(file)]).toEqual([
      'scan 1.png',
      'image/png',
      bytes.toString('latin1'),
    ]);
    expect(server.seen.map(({ body }) => body)).toEqual([
      'record=1&field=upload&event=visit_1_arm_1&repeat_instance=2&token=C0FFEE00C0FFEE00C0FFEE00C0FFEE00' +
        '&content=file&action=export&returnFormat=json',
    ]);
  });

  it.each([
    ['application/json; name="a.json"', '{"error":"no error"}'],
    ['text/html; name="page.html"', '<html>currently offline</html>'],
    ['text/xml; name="a.xml"', '<hash><error>x</error></hash>'],
    ['application/octet-stream', 'ERROR: x'],
  ])('gives a file of type %s that looks like an error, byte for byte', async (type, body) => {
    await using server = await startServer(reply(200, body, { 'content-type': type }));
    await using connection = connect(server.url);
    expect(await collect(await connection.redcap.call(exportFile, where))).toBe(body);
  });

  it('is unpacked when the server has packed it', async () => {
    const headers = { 'content-type': 'text/plain; name=a.txt', 'content-encoding': 'gzip' };
    await using server = await startServer(reply(200, gzipSync('hello'), headers));
    await using connection = connect(server.url);
    expect(await collect(await connection.redcap.call(exportFile, where))).toBe('hello');
  });

  it.each<[string, Behaviour, string, number]>([
    ['no file', reply(400, '{"error":"There is no file to download for this record"}'), 'REDCAP_REJECTED', 1],
    ['an error with 200', reply(200, '{"error":"x"}', { 'content-type': 'application/json' }), 'REDCAP_REJECTED', 1],
    ['a page with 200', reply(200, '<p>x</p>', { 'content-type': 'text/html' }), 'REDCAP_BAD_RESPONSE', 1],
    [
      'the offline page',
      reply(200, '<p>currently offline</p>', { 'content-type': 'text/html' }),
      'REDCAP_MAINTENANCE',
      1,
    ],
    ['no headers', reply(200, 'x'), 'REDCAP_BAD_RESPONSE', 3],
    ['resets', reset, 'REDCAP_UNAVAILABLE', 3],
  ])('is refused after %s', async (_fault, behaviour, code, requests) => {
    await using server = await startServer(behaviour);
    await using connection = connect(server.url);
    expect((await errorOf(connection.redcap.call(exportFile, where))).code).toBe(code);
    expect(server.seen).toHaveLength(requests);
  });

  it('breaks off with an error when the bytes do', async () => {
    const cut = replyRaw('HTTP/1.1 200 OK\r\nContent-Type: text/plain; name=a\r\nContent-Length: 9\r\n\r\nhello');
    await using server = await startServer(cut);
    await using connection = connect(server.url);
    const file = await connection.redcap.call(exportFile, where);
    expect((await errorOf(collect(file))).code).toBe('REDCAP_BAD_RESPONSE');
  });

  it('breaks off beyond the limit of bytes', async () => {
    const large: Behaviour = (response) => {
      response.writeHead(200, { 'content-type': 'text/plain; name=a' });
      response.write('x'.repeat(60));
      response.end('x'.repeat(60));
    };
    await using server = await startServer(large);
    await using connection = connect(server.url, { maxFileBytes: 100 });
    const file = await connection.redcap.call(exportFile, where);
    expect((await errorOf(collect(file))).code).toBe('REDCAP_RESPONSE_TOO_LARGE');
  });

  it('keeps its connection until it has been read, and gives it back when reading stops', async () => {
    await using server = await startServer(reply(200, 'hello', { 'content-type': 'text/plain; name=a' }));
    await using connection = connect(server.url, { maxConnections: 1, maxQueueWaitMs: 5_000 });
    const first = await connection.redcap.call(exportFile, where);
    const second = connection.redcap.call(exportFile, where);
    for await (const chunk of first.body) {
      expect(chunk.length).toBe(5);
      break;
    }
    expect(await collect(await second)).toBe('hello');
  });

  it('gives its connection back when nobody reads it', async () => {
    await using server = await startServer(reply(200, 'x'.repeat(1_000_000), { 'content-type': 'text/plain; name=a' }));
    await using connection = connect(server.url, { maxConnections: 1, fileTimeoutMs: 50 });
    await connection.redcap.call(exportFile, where);
    expect((await connection.redcap.call(exportFile, where)).fileName).toBe('a');
  });
});

describe('an upload', () => {
  it('sends the parameters and the bytes as multipart', async () => {
    await using server = await startServer(reply(200, ''));
    await using connection = connect(server.url);
    const body = (async function* () {
      yield Buffer.from('one ');
      yield Buffer.from('two');
    })();
    await connection.redcap.call(importFile, {
      ...where,
      file: { fileName: 'a.txt', contentType: 'text/plain', body },
    });
    const [request] = server.seen;
    const form = await new Response(Buffer.from(request?.body ?? '', 'latin1'), {
      headers: { 'content-type': request?.headers['content-type'] ?? '' },
    }).formData();
    const { file, ...rest } = Object.fromEntries(form);
    expect(rest).toEqual({
      record: '1',
      field: 'upload',
      event: 'visit_1_arm_1',
      repeat_instance: '2',
      token: 'C0FFEE00C0FFEE00C0FFEE00C0FFEE00',
      content: 'file',
      action: 'import',
      returnFormat: 'json',
    });
    expect(file instanceof File && (await file.text())).toBe('one two');
  });

  it('announces its length when the size is known', async () => {
    await using server = await startServer(reply(200, ''));
    await using connection = connect(server.url);
    const body = (async function* () {
      yield Buffer.from('123');
    })();
    const file = { fileName: 'a', contentType: 'text/plain', size: 3, body };
    await connection.redcap.call(importFile, { ...where, file });
    expect(server.seen[0]?.headers['content-length']).toBe(String(server.seen[0]?.body.length));
  });

  it('may take longer than a write to arrive, and REDCap has the time of a write from then on', async () => {
    const clock = createFakeClock();
    const arrived = Promise.withResolvers<void>();
    await using server = await startServer(() => arrived.resolve());
    await using connection = connect(server.url, { clock, writeTimeoutMs: 2_000 });
    const body = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from('a');
      await clock.advance(60_000);
      yield Buffer.from('b');
    };
    const file = { fileName: 'a.txt', contentType: 'text/plain', body: body() };
    const ended: string[] = [];
    const call = errorOf(connection.redcap.call(importFile, { ...where, file })).then(({ code }) => ended.push(code));
    await arrived.promise;
    await clock.advance(1_999);
    expect(ended).toEqual([]);
    await clock.advance(1);
    await call;
    expect(ended).toEqual(['WRITE_OUTCOME_UNKNOWN']);
  });

  it('was not done when its bytes break off, because REDCap has no token then', async () => {
    await using server = await startServer(reply(200, ''));
    await using connection = connect(server.url);
    const body = (async function* () {
      yield Buffer.from('123');
      throw new Error('gone');
    })();
    const call = connection.redcap.call(importFile, {
      ...where,
      file: { fileName: 'a', contentType: 'text/plain', body },
    });
    expect(await errorOf(call)).toMatchObject({ code: 'ABORTED', notSent: true });
    expect(server.seen).toEqual([]);
  });

  it('was not done when REDCap breaks the connection within the file', async () => {
    await using server = await startServer(reply(200, ''));
    await using connection = connect(server.url);
    const body = (async function* () {
      yield Buffer.alloc(100_000);
      await server[Symbol.asyncDispose]();
      for (;;) yield Buffer.alloc(100_000);
    })();
    const file = { fileName: 'a', contentType: 'text/plain', body };
    const error = await errorOf(connection.redcap.call(importFile, { ...where, file }));
    expect(error).toMatchObject({ code: 'REDCAP_UNAVAILABLE', notSent: true });
  });
});
