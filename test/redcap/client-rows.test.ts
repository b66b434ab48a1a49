import { describe, expect, it } from 'vitest';
import type { CallCost } from '../../src/redcap/call-cost.ts';
import type { Method, RowBatches } from '../../src/redcap/method.ts';
import { exportRecords } from '../../src/redcap/methods/record.ts';
import { connect, errorOf } from './connect.ts';
import { reply, replyRaw, reset, startServer } from './faulty-server.ts';
import type { Behaviour } from './faulty-server.ts';

const ofRows = (body: 'json-rows' | 'csv-rows', collect?: Method<void, unknown>['collect']): Method<void, unknown> => ({
  name: 'exportRows',
  content: 'record',
  kind: 'read',
  body,
  rights: [],
  isEndless: true,
  form: () => ({}),
  ...(collect === undefined ? {} : { collect }),
  decode: ({ value }) => value,
});

const count = async (batches: RowBatches): Promise<number> => {
  let rows = 0;
  for await (const batch of batches) rows += batch.length;
  return rows;
};

const counted = ofRows('csv-rows', () => {
  let rows = 0;
  return {
    add: (batch) => {
      rows += batch.length;
    },
    end: () => rows,
  };
});
const handedOut = ofRows('json-rows') as Method<void, RowBatches>;

/** A list in JSON whose end does not come: the connection stays open. */
const unended: Behaviour = (response) => {
  response.writeHead(200).write('[{"a":"1"},{"a":"2"},{"a":"3');
};

describe('an answer in rows', () => {
  it('is asked for in its own format, with errors in JSON', async () => {
    await using server = await startServer(reply(200, 'a\n1\n'));
    await using connection = connect(server.url);
    expect(await connection.redcap.call(counted, undefined)).toBe(2);
    expect(server.seen.map(({ form }) => [form.get('format'), form.get('returnFormat')])).toEqual([['csv', 'json']]);
  });

  it('may be longer than what is kept whole, in bytes and in rows', async () => {
    const rows = 'a\n' + '1\n'.repeat(1000);
    await using server = await startServer(reply(200, rows));
    await using connection = connect(server.url, { maxResponseBytes: 100, maxRows: 10 });
    const costs: CallCost[] = [];
    expect(await connection.redcap.call(counted, undefined, { onCost: (cost) => costs.push(cost) })).toBe(1001);
    expect(costs).toMatchObject([{ bytes: 2002, rows: 1000, requests: 1 }]);
  });

  it.each<[string, Behaviour]>([
    ['a cut in the middle of a row', reply(200, 'a,b\n1,2\n3')],
    ['a connection that breaks off', replyRaw('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\na\n1\n')],
    ['a row of another width', reply(200, 'a,b\n1,2\n3\n')],
    ['a reset', reset],
    ['an unavailable server', reply(503, 'busy')],
  ])('is asked for again from the start after %s', async (_what, fault) => {
    await using server = await startServer(fault, reply(200, 'a,b\n1,2\n3,4\n'));
    await using connection = connect(server.url);
    const costs: CallCost[] = [];
    expect(await connection.redcap.call(counted, undefined, { onCost: (cost) => costs.push(cost) })).toBe(3);
    expect(costs).toMatchObject([{ requests: 2 }]);
  });

  it.each<[string, Behaviour, object]>([
    ['an error', reply(200, '{"error":"You may not."}'), { code: 'REDCAP_REJECTED', redcapMessage: 'You may not.' }],
    ['an error in plain words', reply(200, 'ERROR: You may not.'), { code: 'REDCAP_REJECTED' }],
    ['a page', reply(200, '<html>Hello</html>'), { code: 'REDCAP_BAD_RESPONSE' }],
    ['a refusal', reply(403, '{"error":"You do not have permissions to use the API"}'), { code: 'UNAUTHENTICATED' }],
    [
      'a complaint behind the rows',
      reply(200, 'a,b\n1,2\nREDCap ran out of server memory.'),
      { code: 'REDCAP_REJECTED' },
    ],
  ])('that is %s is judged as every other answer', async (_what, behaviour, error) => {
    await using server = await startServer(behaviour);
    await using connection = connect(server.url);
    expect(await errorOf(connection.redcap.call(counted, undefined))).toMatchObject(error);
  });

  it.each([
    ['in one piece', 'a,b\n1,2\n'],
    ['in several', `a,b\n${'1,2\n'.repeat(100_000)}`],
  ])('in CSV whose end is not announced is not taken for all rows, %s', async (_what, body) => {
    await using server = await startServer(replyRaw(`HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n${body}`));
    await using connection = connect(server.url);
    expect(await errorOf(connection.redcap.call(counted, undefined))).toMatchObject({ code: 'REDCAP_BAD_RESPONSE' });
    expect(server.seen).toHaveLength(1);
    server.answer(reply(200, body));
    expect(await connection.redcap.call(counted, undefined)).toBeGreaterThan(1);
  });

  it('that is kept whole ends as soon as it is too long', async () => {
    const rows = JSON.stringify(Array.from({ length: 50 }, (_row, index) => ({ record_id: String(index) })));
    await using server = await startServer(reply(200, rows));
    await using connection = connect(server.url, { maxRows: 49 });
    expect(await errorOf(connection.redcap.call(exportRecords, {}))).toMatchObject({
      code: 'REDCAP_RESPONSE_TOO_LARGE',
      message: "REDCap's answer has more than 49 rows. Ask for less at once.",
    });
  });
});

describe('rows that are handed out', () => {
  it('arrive before the answer has ended, and cost what was read of them', async () => {
    await using server = await startServer(unended);
    await using connection = connect(server.url);
    const costs: CallCost[] = [];
    const batches = await connection.redcap.call(handedOut, undefined, { onCost: (cost) => costs.push(cost) });
    for await (const batch of batches) {
      expect(batch).toEqual([{ a: '1' }, { a: '2' }]);
      break;
    }
    expect(costs).toMatchObject([
      { requests: 1, bytes: 0, rows: 0 },
      { requests: 0, bytes: 28, rows: 2 },
    ]);
  });

  it('give their place in the call budget back when their reader leaves', async () => {
    await using server = await startServer(unended, reply(200, '[{"a":"1"}]'));
    await using connection = connect(server.url, { maxConnections: 1 });
    const first = await connection.redcap.call(handedOut, undefined);
    await first[Symbol.asyncIterator]().return?.();
    const second = await connection.redcap.call(handedOut, undefined);
    expect(await count(second)).toBe(1);
  });

  it('end with an error where REDCap falls silent, and not when their reader is slow', async () => {
    await using server = await startServer(unended);
    await using connection = connect(server.url, { readTimeoutMs: 1_000 });
    const batches = (await connection.redcap.call(handedOut, undefined))[Symbol.asyncIterator]();
    expect((await batches.next()).value).toHaveLength(2);
    expect(await errorOf(batches.next())).toMatchObject({ code: 'REDCAP_TIMEOUT' });
  });

  it('end with an error when the caller leaves', async () => {
    await using server = await startServer(unended);
    await using connection = connect(server.url);
    const leaving = new AbortController();
    const options = { signal: leaving.signal };
    const batches = (await connection.redcap.call(handedOut, undefined, options))[Symbol.asyncIterator]();
    await batches.next();
    const next = batches.next();
    leaving.abort();
    expect(await errorOf(next)).toMatchObject({ code: 'ABORTED' });
  });
});
