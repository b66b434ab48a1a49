import { gzipSync, brotliCompressSync, deflateSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../src/redcap/clock.ts';
import { createBudget } from '../../src/redcap/budget.ts';
import type { CallCost } from '../../src/redcap/call-cost.ts';
import { isOutOfMemory } from '../../src/redcap/errors.ts';
import { holdAfter } from '../../src/redcap/judge.ts';
import { exportArms } from '../../src/redcap/methods/arm.ts';
import { exportInstruments } from '../../src/redcap/methods/instrument.ts';
import { exportRecords, generateNextRecordName } from '../../src/redcap/methods/record.ts';
import { exportVersion } from '../../src/redcap/methods/version.ts';
import type { TransportOptions } from '../../src/redcap/transport.ts';
import { connect, errorOf } from './connect.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { hang, reply, replyRaw, reset, startServer } from './faulty-server.ts';
import type { Behaviour } from './faulty-server.ts';

const rows = '[{"instrument_name":"demographics","instrument_label":"Demographics"}]';
const instruments = [{ instrument_name: 'demographics', instrument_label: 'Demographics' }];
const offlinePage =
  '<html><body><h1>REDCap is currently <b>offline</b>.</h1> Please return at another time.</body></html>';

/** What a read ends with, and how many requests it took. */
const read = async (behaviours: Behaviour[], options: Partial<TransportOptions> = {}) => {
  await using server = await startServer(...behaviours);
  await using connection = connect(server.url, options);
  const outcome = await connection.redcap.call(exportInstruments, undefined).then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  return { ...outcome, requests: server.seen.length };
};

/** An answer whose framing promises more than it brings. */
const cut = replyRaw('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[{"instrument_name":');
const cutChunked = replyRaw('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[{"in\r\n');

describe('a read', () => {
  it('sends one POST with the token, the content and the formats', async () => {
    await using server = await startServer(reply(200, rows));
    await using connection = connect(server.url);
    const costs: CallCost[] = [];
    const result = await connection.redcap.call(exportInstruments, undefined, { onCost: (cost) => costs.push(cost) });
    expect(result).toEqual(instruments);
    expect(server.seen.map(({ url, body }) => [url, body])).toEqual([
      ['/api/', 'token=C0FFEE00C0FFEE00C0FFEE00C0FFEE00&content=instrument&format=json&returnFormat=json'],
    ]);
    expect(costs).toEqual([
      {
        method: 'exportInstruments',
        redcap: 'instrument',
        bytes: rows.length,
        rows: 1,
        requests: 1,
        causes: [],
        // Vitest types what matches as any.
        waitedMs: expect.any(Number) as number,
        startedAt: expect.any(Number) as number,
        endedAt: expect.any(Number) as number,
      },
    ]);
  });

  it.each<[string, Behaviour[], number]>([
    ['a byte-order mark', [reply(200, `\ufeff${rows}`)], 1],
    ['JSON that is labelled HTML', [reply(200, rows, { 'content-type': 'text/html' })], 1],
    ['a cookie', [reply(200, rows, { 'set-cookie': 'PHPSESSID=1' })], 1],
    ['gzip', [reply(200, gzipSync(rows), { 'content-encoding': 'gzip' })], 1],
    ['deflate', [reply(200, deflateSync(rows), { 'content-encoding': 'deflate' })], 1],
    ['brotli', [reply(200, brotliCompressSync(rows), { 'content-encoding': 'br' })], 1],
    ['a reset, once', [reset, reply(200, rows)], 2],
    ['two resets', [reset, reset, reply(200, rows)], 3],
    ['an answer that is cut once', [cut, reply(200, rows)], 2],
    ['503 once', [reply(503, 'busy'), reply(200, rows)], 2],
    ['500 once', [reply(500, ''), reply(200, rows)], 2],
    ['an empty body once', [reply(200, ''), reply(200, rows)], 2],
  ])('gives the right answer in spite of %s', async (_fault, behaviours, requests) => {
    expect(await read(behaviours)).toEqual({ value: instruments, requests });
  });

  it.each<[string, Behaviour, string, number]>([
    ['resets', reset, 'REDCAP_UNAVAILABLE', 3],
    ['a body cut before its length', cut, 'REDCAP_BAD_RESPONSE', 3],
    ['a body cut in its chunks', cutChunked, 'REDCAP_BAD_RESPONSE', 3],
    ['a bad chunk', replyRaw('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'), 'REDCAP_BAD_RESPONSE', 3],
    ['something that is not HTTP', replyRaw('SSH-2.0-OpenSSH\r\n'), 'REDCAP_BAD_RESPONSE', 3],
    ['a header of 1 MiB', reply(200, rows, { 'x-long': 'x'.repeat(1024 * 1024) }), 'REDCAP_BAD_RESPONSE', 3],
    ['cut JSON', reply(200, '[{"instrument_name":'), 'REDCAP_BAD_RESPONSE', 3],
    ['a redirect to a login page', reply(302, '', { location: '/login' }), 'REDCAP_BAD_RESPONSE', 1],
    ['500 with JSON', reply(500, '{"error":"x"}'), 'REDCAP_ERROR', 2],
    ['502 with HTML', reply(502, '<h1>Bad Gateway</h1>'), 'REDCAP_UNAVAILABLE', 3],
    ['503', reply(503, ''), 'REDCAP_UNAVAILABLE', 3],
    ['504', reply(504, ''), 'REDCAP_UNAVAILABLE', 3],
    ['401', reply(401, '{"error":"x"}'), 'UNAUTHENTICATED', 1],
    ['a refused token', reply(403, '{"error":"You do not have permissions to use the API"}'), 'UNAUTHENTICATED', 1],
    ['a missing right', reply(403, '{"error":"You do not have Delete Record privileges"}'), 'FORBIDDEN', 1],
    ['400', reply(400, '{"error":"x"}'), 'REDCAP_REJECTED', 1],
    ['400 in XML', reply(400, '<hash><error>x</error></hash>'), 'REDCAP_REJECTED', 1],
    ['406', reply(406, 'ERROR: x'), 'REDCAP_REJECTED', 1],
    ['501', reply(501, 'The requested method is not implemented.'), 'REDCAP_REJECTED', 1],
    ['404 of the web server', reply(404, '<h1>Not Found</h1>'), 'REDCAP_BAD_RESPONSE', 1],
    ['the offline page with 200', reply(200, offlinePage), 'REDCAP_MAINTENANCE', 1],
    ['the offline page with 503', reply(503, offlinePage), 'REDCAP_MAINTENANCE', 1],
    ['another page with 200', reply(200, '<!DOCTYPE html><p>Welcome</p>'), 'REDCAP_BAD_RESPONSE', 1],
    ['an error with 200', reply(200, '{"error":"x"}'), 'REDCAP_REJECTED', 1],
    ['an XML error with 200', reply(200, '<hash><error>x</error></hash>'), 'REDCAP_REJECTED', 1],
    ['a CSV error with 200', reply(200, 'ERROR: x'), 'REDCAP_REJECTED', 1],
    ['an empty body', reply(200, ''), 'REDCAP_BAD_RESPONSE', 3],
    ['null', reply(200, 'null'), 'REDCAP_BAD_RESPONSE', 3],
    ['a number', reply(200, '1'), 'REDCAP_BAD_RESPONSE', 3],
    ['an object', reply(200, '{}'), 'REDCAP_BAD_RESPONSE', 3],
    ['rows that are not rows', reply(200, '[null]'), 'REDCAP_BAD_RESPONSE', 3],
    ['rows without their name', reply(200, '[{"instrument_label":"x"}]'), 'REDCAP_BAD_RESPONSE', 3],
    ['a PHP warning before the JSON', reply(200, `Warning: x in y on line 1\n${rows}`), 'REDCAP_BAD_RESPONSE', 3],
    ['a PHP warning after the JSON', reply(200, `${rows}\n<br />Warning`), 'REDCAP_BAD_RESPONSE', 3],
    ['bytes that are not UTF-8', reply(200, Buffer.from('[{"a":"\xff"}]', 'latin1')), 'REDCAP_BAD_RESPONSE', 3],
    ['JSON 200,000 deep', reply(200, '['.repeat(200_000) + ']'.repeat(200_000)), 'REDCAP_BAD_RESPONSE', 3],
    ['an unknown encoding', reply(200, rows, { 'content-encoding': 'rot13' }), 'REDCAP_BAD_RESPONSE', 1],
    [
      '500 encodings',
      reply(200, rows, { 'content-encoding': Array(500).fill('gzip').join(', ') }),
      'REDCAP_BAD_RESPONSE',
      1,
    ],
    ['broken gzip', reply(200, 'no gzip', { 'content-encoding': 'gzip' }), 'REDCAP_BAD_RESPONSE', 3],
  ])('ends after %s with the right code', async (_fault, behaviour, code, requests) => {
    expect(await read([behaviour])).toMatchObject({ error: { name: 'RedcapError', code }, requests });
  });

  it('sends nothing to where a redirect points', async () => {
    await using trap = await startServer(reply(200, rows));
    for (const status of [301, 302, 303, 307, 308]) {
      expect(await read([reply(status, '', { location: trap.url })])).toMatchObject({
        error: { code: 'REDCAP_BAD_RESPONSE', status },
        requests: 1,
      });
    }
    expect(trap.seen).toEqual([]);
  });

  it('never sends a cookie back', async () => {
    await using server = await startServer(reply(200, rows, { 'set-cookie': 'PHPSESSID=1' }));
    await using connection = connect(server.url);
    await connection.redcap.call(exportInstruments, undefined);
    await connection.redcap.call(exportInstruments, undefined);
    expect(server.seen.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined]);
  });

  it('gives no bytes behind an answer to another call', async () => {
    const smuggled = '[{"instrument_name":"stolen","instrument_label":""}]';
    const raw = (body: string) => `HTTP/1.1 200 OK\r\nContent-Length: ${String(body.length)}\r\n\r\n${body}`;
    const twice: Behaviour = (_response, _request, socket) => socket.write(raw(rows) + raw(smuggled));
    await using server = await startServer(twice, reply(200, rows));
    await using connection = connect(server.url, { maxConnections: 1 });
    const calls = [1, 2].map(() => connection.redcap.call(exportInstruments, undefined));
    expect(await Promise.all(calls)).toEqual([instruments, instruments]);
  });

  it('cannot be reached: says so, having sent nothing', async () => {
    const server = await startServer(reply(200, rows));
    await server[Symbol.asyncDispose]();
    await using connection = connect(server.url);
    const error = await errorOf(connection.redcap.call(exportInstruments, undefined));
    expect(error).toMatchObject({ code: 'REDCAP_UNAVAILABLE', notSent: true });
    expect((error.cause as Error).message).toBe('ECONNREFUSED');
  });

  it('has sent nothing to a server whose TLS fails, and does not try again', async () => {
    await using server = await startServer(reply(200, rows));
    await using connection = connect(server.url.replace('http:', 'https:'));
    const costs: CallCost[] = [];
    const call = connection.redcap.call(exportInstruments, undefined, { onCost: (cost) => costs.push(cost) });
    expect(await errorOf(call)).toMatchObject({ code: 'REDCAP_UNAVAILABLE', notSent: true, repeats: 0 });
    expect(costs).toMatchObject([{ requests: 0 }]);
    expect(server.seen).toEqual([]);
  });

  it('ends at the deadline when REDCap never answers', async () => {
    expect(await read([hang], { readTimeoutMs: 50 })).toMatchObject({ error: { code: 'REDCAP_TIMEOUT' }, requests: 1 });
  });

  it('ends at the deadline when the body drips', async () => {
    const drip: Behaviour = (response) => {
      response.writeHead(200, { 'content-length': '1000' });
      const timer = setInterval(() => response.write('['), 5);
      response.on('close', () => clearInterval(timer));
    };
    expect(await read([drip], { readTimeoutMs: 60 })).toMatchObject({ error: { code: 'REDCAP_TIMEOUT' }, requests: 1 });
  });

  it('ends when its caller leaves, and closes the connection', async () => {
    const controller = new AbortController();
    const closed = Promise.withResolvers<void>();
    const leave: Behaviour = (response) => {
      response.on('close', () => closed.resolve());
      controller.abort();
    };
    await using server = await startServer(leave);
    await using connection = connect(server.url);
    const call = connection.redcap.call(exportInstruments, undefined, { signal: controller.signal });
    expect((await errorOf(call)).code).toBe('ABORTED');
    await closed.promise;
    expect(server.seen).toHaveLength(1);
  });
});

describe('the limits of an answer', () => {
  it.each<[string, Behaviour]>([
    ['that announces too many bytes', reply(200, 'x'.repeat(2_000))],
    [
      'that turns out to have too many bytes',
      (response) => {
        response.write('x'.repeat(900));
        response.end('x'.repeat(900));
      },
    ],
    ['that is a gzip bomb', reply(200, gzipSync(Buffer.alloc(50_000_000)), { 'content-encoding': 'gzip' })],
  ])('end one %s', async (_what, behaviour) => {
    const options = { maxResponseBytes: _what.includes('bomb') ? 1024 * 1024 : 1_000 };
    expect(await read([behaviour], options)).toMatchObject({
      error: { code: 'REDCAP_RESPONSE_TOO_LARGE' },
      requests: 1,
    });
  });

  it('end a list with too many rows', async () => {
    expect(await read([reply(200, '[{},{},{}]')], { maxRows: 2 })).toMatchObject({
      error: { code: 'REDCAP_RESPONSE_TOO_LARGE' },
      requests: 1,
    });
  });
});

describe('an answer that begins with a less-than sign', () => {
  it.each([
    '<LOD is no category of "crp"',
    '<5 is too small',
    '<LLOQ (but >LOD) is unknown',
    '<- no such field',
    '<LOD',
  ])('is the text of an error where it is no page: %s', async (text) => {
    expect(await read([reply(400, text)])).toMatchObject({ error: { code: 'REDCAP_REJECTED', redcapMessage: text } });
  });

  it.each([
    '<!DOCTYPE html><p>Welcome</p>',
    '<?xml version="1.0"?><p>Welcome</p>',
    ' <html lang="en"><p>Welcome</p>',
    '<br />\n<b>Warning</b>',
    '<!-- page --><p>Welcome</p>',
    '</div><p>Welcome</p>',
  ])('is a page where it begins with a whole tag: %s', async (text) => {
    const { error } = (await read([reply(400, text)])) as { error: { redcapMessage?: string } };
    expect(error).toMatchObject({ code: 'REDCAP_REJECTED' });
    expect(error.redcapMessage).toBeUndefined();
  });

  it('is a page too where it is cut within its first tag, so that the ban of an address is seen', () => {
    const page = `<html class="${'x'.repeat(200)}"><p>Your IP address has been banned due to suspected abuse</p></html>`;
    expect(holdAfter({ status: 200, bytes: new TextEncoder().encode(page) })).toBe('ban');
  });

  it('may be the whole of an answer in plain text', async () => {
    await using server = await startServer(reply(200, '<LOD-7'));
    await using connection = connect(server.url);
    expect(await connection.redcap.call(generateNextRecordName, undefined)).toBe('<LOD-7');
  });
});

describe("REDCap's complaint about memory", () => {
  const complaint =
    '{"error":"REDCap ran out of server memory. The request cannot be processed. Please try importing/exporting a smaller amount of data."}';

  it.each([
    ['behind HTML with 200', 200, `<br /><b>Fatal error</b>${complaint}`],
    ['behind rows with 200', 200, `[{"record_id":"1"}${complaint}`],
    ['alone with 200', 200, complaint],
    ['with 400', 400, complaint],
    ['with 500', 500, complaint],
  ])('is recognized %s, so that a batch can be halved', async (_where, status, body) => {
    const { requests, ...outcome } = await read([reply(status, body)]);
    expect('error' in outcome && isOutOfMemory(outcome.error)).toBe(true);
    expect(requests).toBe(1);
  });

  it('is no complaint when it stands in a cell', async () => {
    await using server = await startServer(reply(200, '[{"record_id":"1","note":"ran out of server memory"}]'));
    await using connection = connect(server.url);
    expect(await connection.redcap.call(exportRecords, {})).toHaveLength(1);
  });
});

describe('being asked to slow down', () => {
  it('waits as long as a short Retry-After says, with everybody', async () => {
    const clock = createFakeClock();
    const budget = createBudget({ clock });
    await using server = await startServer(reply(429, '', { 'retry-after': '1' }), reply(200, rows));
    await using connection = connect(server.url, { clock, budget });
    const call = connection.redcap.call(exportInstruments, undefined);
    await vi.waitFor(() => expect([server.seen.length, budget.standing().waiting]).toEqual([1, 1]));
    const other = connection.redcap.call(exportInstruments, undefined);
    await clock.advance(999);
    expect(budget.standing().waiting).toBe(2);
    expect(server.seen).toHaveLength(1);
    await clock.advance(1);
    expect(await Promise.all([call, other])).toEqual([instruments, instruments]);
    expect(server.seen).toHaveLength(3);
  });

  it('gives up at once when Retry-After is long, and lets nobody else try', async () => {
    await using server = await startServer(reply(429, '', { 'retry-after': '3600' }));
    await using connection = connect(server.url);
    const error = await errorOf(connection.redcap.call(exportInstruments, undefined));
    expect(error).toMatchObject({ code: 'REDCAP_RATE_LIMITED', status: 429, retryAfterSeconds: 3600 });
    const next = await errorOf(connection.redcap.call(exportVersion, undefined));
    expect(next).toMatchObject({ code: 'OVERLOADED', notSent: true });
    expect(server.seen).toHaveLength(1);
  });

  it('stops all calls after the page of a blocked address, until a person resumes them', async () => {
    const page =
      '<html>Your IP address (1.2.3.4) has been banned due to suspected abuse; you cannot use REDCap.</html>';
    await using server = await startServer(reply(200, page), reply(200, rows));
    await using connection = connect(server.url);
    expect((await errorOf(connection.redcap.call(exportInstruments, undefined))).code).toBe('REDCAP_UNAVAILABLE');
    expect(await errorOf(connection.redcap.call(exportInstruments, undefined))).toMatchObject({
      code: 'REDCAP_UNAVAILABLE',
      notSent: true,
      message: 'REDCap has blocked the address of this gateway. A REDCap administrator must lift the block.',
    });
    expect(server.seen).toHaveLength(1);
    connection.transport.resume();
    expect(await connection.redcap.call(exportInstruments, undefined)).toEqual(instruments);
  });

  it('repeats no more than a tenth of many calls', async () => {
    await using server = await startServer(reply(503, ''));
    await using connection = connect(server.url, { callsPerMinute: 100_000, callsPerFiveSeconds: 1_000 });
    for (let call = 0; call < 20; call += 1) await errorOf(connection.redcap.call(exportVersion, undefined));
    expect(server.seen).toHaveLength(30);
  });
});

describe('a refusal that means none', () => {
  it('is an empty list', async () => {
    await using server = await startServer(reply(400, '{"error":"You cannot export arms for classic projects"}'));
    await using connection = connect(server.url);
    expect(await connection.redcap.call(exportArms, {})).toEqual([]);
    expect(server.seen).toHaveLength(1);
  });

  it('is distinguished from other refusals', async () => {
    await using server = await startServer(
      reply(400, '{"error":"The value of the parameter \\"arms\\" is not valid"}'),
    );
    await using connection = connect(server.url);
    expect(await errorOf(connection.redcap.call(exportArms, {}))).toMatchObject({
      code: 'REDCAP_REJECTED',
      redcapMessage: 'The value of the parameter "arms" is not valid',
    });
  });
});

describe('closing', () => {
  it('waits for the calls of this transport when the budget is shared', async () => {
    const budget = createBudget({ clock: systemClock });
    const arrived = Promise.withResolvers<() => void>();
    await using server = await startServer((response) => arrived.resolve(() => response.end(rows)));
    await using connection = connect(server.url, { budget });
    const call = connection.redcap.call(exportInstruments, undefined);
    const finish = await arrived.promise;
    const closed = connection.transport.close(15_000);
    expect((await errorOf(connection.redcap.call(exportVersion, undefined))).code).toBe('SHUTTING_DOWN');
    finish();
    expect(await call).toEqual(instruments);
    await closed;
    (await budget.acquire({ fingerprint: 'other' })).release();
  });

  it('lets a call end and refuses the next', async () => {
    const arrived = Promise.withResolvers<() => void>();
    await using server = await startServer((response) => arrived.resolve(() => response.end(rows)));
    await using connection = connect(server.url);
    const call = connection.redcap.call(exportInstruments, undefined);
    const finish = await arrived.promise;
    const closed = connection.transport.close(15_000);
    expect((await errorOf(connection.redcap.call(exportVersion, undefined))).code).toBe('SHUTTING_DOWN');
    finish();
    expect(await call).toEqual(instruments);
    await closed;
  });

  it('ends a call that outlasts the grace', async () => {
    await using server = await startServer(hang);
    await using connection = connect(server.url);
    const call = errorOf(connection.redcap.call(exportInstruments, undefined));
    await vi.waitFor(() => expect(server.seen).toHaveLength(1));
    await connection.transport.close(0);
    expect((await call).code).toBe('SHUTTING_DOWN');
  });
});
