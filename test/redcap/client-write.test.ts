import { describe, expect, it } from 'vitest';
import { importRecords, importRecordsOnce } from '../../src/redcap/methods/record.ts';
import { createBudget } from '../../src/redcap/budget.ts';
import type { TransportOptions } from '../../src/redcap/transport.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { connect, errorOf } from './connect.ts';
import { hang, reply, replyRaw, reset, startServer } from './faulty-server.ts';
import type { Behaviour } from './faulty-server.ts';

const args = { rows: [{ record_id: '1', age: '42' }], overwriteBehavior: 'normal', forceAutoNumber: false } as const;

const write = async (behaviours: Behaviour[], options: Partial<TransportOptions> = {}, method = importRecords) => {
  await using server = await startServer(...behaviours);
  await using connection = connect(server.url, options);
  const outcome = await connection.redcap.call(method, args).then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  return { ...outcome, requests: server.seen.length };
};

describe('a write', () => {
  it.each<[string, Behaviour, string]>([
    ['a reset', reset, 'WRITE_OUTCOME_UNKNOWN'],
    ['a cut body', replyRaw('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n["1"'), 'WRITE_OUTCOME_UNKNOWN'],
    ['no HTTP', replyRaw('hello\r\n'), 'WRITE_OUTCOME_UNKNOWN'],
    ['cut JSON', reply(200, '["1"'), 'WRITE_OUTCOME_UNKNOWN'],
    ['an empty body', reply(200, ''), 'WRITE_OUTCOME_UNKNOWN'],
    ['another form than promised', reply(200, '{"count":1}'), 'WRITE_OUTCOME_UNKNOWN'],
    ['a page with 200', reply(200, '<p>Welcome</p>'), 'WRITE_OUTCOME_UNKNOWN'],
    ['bytes that are not UTF-8', reply(200, Buffer.from([0x22, 0xff, 0x22])), 'WRITE_OUTCOME_UNKNOWN'],
    ['a redirect', reply(307, '', { location: '/elsewhere' }), 'WRITE_OUTCOME_UNKNOWN'],
    ['408', reply(408, ''), 'WRITE_OUTCOME_UNKNOWN'],
    ['500', reply(500, '{"error":"x"}'), 'WRITE_OUTCOME_UNKNOWN'],
    ['502', reply(502, ''), 'WRITE_OUTCOME_UNKNOWN'],
    ['503', reply(503, ''), 'WRITE_OUTCOME_UNKNOWN'],
    ['504', reply(504, ''), 'WRITE_OUTCOME_UNKNOWN'],
    ['a huge answer', reply(200, 'x'.repeat(2_000)), 'WRITE_OUTCOME_UNKNOWN'],
    ['the offline page', reply(200, '<h1>REDCap is currently offline</h1>'), 'REDCAP_MAINTENANCE'],
    ['the offline page with 503', reply(503, '<h1>REDCap is currently offline</h1>'), 'REDCAP_MAINTENANCE'],
    [
      'the page of a web server whose REDCap died',
      reply(
        503,
        '<h1>Service Unavailable</h1><p>The server is temporarily unable to service your request due to maintenance downtime or capacity problems.</p>',
      ),
      'WRITE_OUTCOME_UNKNOWN',
    ],
    [
      'the short page of a web server',
      reply(503, '<h1>503 Service Temporarily Unavailable</h1>'),
      'WRITE_OUTCOME_UNKNOWN',
    ],
    [
      'a page about maintenance of a proxy that gave up',
      reply(504, '<h1>We are down for maintenance</h1>'),
      'WRITE_OUTCOME_UNKNOWN',
    ],
    ['a refusal', reply(400, '{"error":"x"}'), 'REDCAP_REJECTED'],
    ['a refusal with 200', reply(200, '{"error":"x"}'), 'REDCAP_REJECTED'],
    ['no memory', reply(200, '<b>x</b>{"error":"REDCap ran out of server memory."}'), 'WRITE_OUTCOME_UNKNOWN'],
    ['a missing right', reply(403, '{"error":"You do not have API Import/Update privileges"}'), 'FORBIDDEN'],
    ['a wrong address', reply(404, '<h1>Not Found</h1>'), 'REDCAP_BAD_RESPONSE'],
  ])('is sent once and ends after %s with the right code', async (_fault, behaviour, code) => {
    const outcome = await write([behaviour], { maxResponseBytes: 1_000 });
    expect(outcome).toMatchObject({ error: { name: 'RedcapError', code }, requests: 1 });
  });

  it('may have been made when REDCap never answers', async () => {
    expect(await write([hang], { writeTimeoutMs: 50 })).toMatchObject({
      error: { code: 'WRITE_OUTCOME_UNKNOWN' },
      requests: 1,
    });
  });

  it('has its whole time from when it is sent, however long it waited for its turn', async () => {
    const clock = createFakeClock();
    const arrived = Promise.withResolvers<void>();
    await using server = await startServer(() => arrived.resolve());
    const budget = createBudget({ clock });
    await using connection = connect(server.url, { clock, budget, writeTimeoutMs: 2_000 });
    budget.pause(9_000);
    const ended: string[] = [];
    const call = errorOf(connection.redcap.call(importRecords, args)).then(({ code }) => ended.push(code));
    await clock.advance(9_000);
    await arrived.promise;
    await clock.advance(1_999);
    expect(ended).toEqual([]);
    await clock.advance(1);
    await call;
    expect(ended).toEqual(['WRITE_OUTCOME_UNKNOWN']);
  });

  it('may have been made when the gateway stops before the answer', async () => {
    const arrived = Promise.withResolvers<void>();
    await using server = await startServer(() => arrived.resolve());
    await using connection = connect(server.url);
    const call = errorOf(connection.redcap.call(importRecords, args));
    await arrived.promise;
    await connection.transport.close(0);
    expect((await call).code).toBe('WRITE_OUTCOME_UNKNOWN');
  });

  it('was not made, and may be tried again, when REDCap could not be reached', async () => {
    const server = await startServer(hang);
    await server[Symbol.asyncDispose]();
    await using connection = connect(server.url);
    const error = await errorOf(connection.redcap.call(importRecords, args));
    expect(error).toMatchObject({ code: 'REDCAP_UNAVAILABLE', notSent: true });
  });

  it('is waited for when its caller leaves after it was sent', async () => {
    const controller = new AbortController();
    const answerLater: Behaviour = (response) => {
      controller.abort();
      setImmediate(() => response.end('["1"]'));
    };
    await using server = await startServer(answerLater);
    await using connection = connect(server.url);
    const call = connection.redcap.call(importRecords, args, { signal: controller.signal });
    expect(await call).toEqual({ ids: ['1'], autoIds: [] });
  });

  it('is not sent when its caller has left before', async () => {
    await using server = await startServer(reply(200, '["1"]'));
    await using connection = connect(server.url);
    const call = connection.redcap.call(importRecords, args, { signal: AbortSignal.abort() });
    expect(await errorOf(call)).toMatchObject({ code: 'ABORTED', notSent: true });
    expect(server.seen).toEqual([]);
  });

  it('is repeated once after 429, which did nothing', async () => {
    const busy = reply(429, '', { 'retry-after': '0' });
    expect(await write([busy, reply(200, '["1"]')])).toMatchObject({ value: { ids: ['1'] }, requests: 2 });
    expect(await write([busy])).toMatchObject({ error: { code: 'REDCAP_RATE_LIMITED' }, requests: 2 });
  });

  it('is not repeated even then when it may be done once only', async () => {
    const busy = reply(429, '', { 'retry-after': '0' });
    expect(await write([busy], {}, importRecordsOnce)).toMatchObject({
      error: { code: 'REDCAP_RATE_LIMITED' },
      requests: 1,
    });
  });

  it('has a connection of its own, so that no idle one can fail it', async () => {
    await using server = await startServer(reply(200, '["1"]'));
    await using connection = connect(server.url);
    await connection.redcap.call(importRecords, args);
    expect(server.seen.map(({ headers }) => headers.connection)).toEqual(['close']);
  });
});
