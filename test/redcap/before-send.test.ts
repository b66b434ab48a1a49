import { describe, expect, it } from 'vitest';
import { RedcapError } from '../../src/redcap/errors.ts';
import { importFile } from '../../src/redcap/methods/file.ts';
import { importRecords } from '../../src/redcap/methods/record.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { canary, connect, errorOf } from './connect.ts';
import { reply, reset, startServer } from './faulty-server.ts';

const args = { rows: [{ record_id: '1', age: '42' }], overwriteBehavior: 'normal', forceAutoNumber: false } as const;
const refusal = new RedcapError('OVERLOADED', { message: 'It could not be noted.', notSent: true });

async function* bytes(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('the file');
}

describe('what must happen before a call is sent', () => {
  it('happens before REDCap has anything of it, and again before it is tried again', async () => {
    await using server = await startServer(reply(429, '', { 'retry-after': '0' }), reply(200, '["1"]'));
    await using connection = connect(server.url);
    const seen: number[] = [];
    const beforeSend = (): Promise<void> => {
      seen.push(server.seen.length);
      return Promise.resolve();
    };
    await connection.redcap.call(importRecords, args, { beforeSend });
    expect([seen, server.seen.length]).toEqual([[0, 1], 2]);
  });

  it('keeps the call from leaving when it fails, with its own error', async () => {
    await using server = await startServer(reset);
    await using connection = connect(server.url);
    const beforeSend = (): Promise<void> => Promise.reject(refusal);
    expect(await errorOf(connection.redcap.call(importRecords, args, { beforeSend }))).toBe(refusal);
    expect(server.seen).toEqual([]);
  });

  it('keeps the token of an upload back until the file has been read, and for good when it fails', async () => {
    await using server = await startServer(reset);
    await using connection = connect(server.url);
    let isRead = false;
    const body = (async function* () {
      yield* bytes();
      isRead = true;
    })();
    const beforeSend = (): Promise<void> => (isRead ? Promise.reject(refusal) : Promise.resolve());
    const file = { fileName: 'a.txt', contentType: 'text/plain', body };
    const call = connection.redcap.call(importFile, { record: '1', field: 'upload', file }, { beforeSend });
    expect(await errorOf(call)).toMatchObject({ code: 'OVERLOADED', notSent: true });
    expect(server.seen.filter((request) => request.body.includes(canary))).toEqual([]);
  });

  it('may take longer than the call has: then nothing was sent, and that is said', async () => {
    const clock = createFakeClock();
    await using server = await startServer(reply(200, '["1"]'));
    await using connection = connect(server.url, { clock, writeTimeoutMs: 1_000 });
    const beforeSend = (): Promise<void> => clock.advance(2_000);
    expect(await errorOf(connection.redcap.call(importRecords, args, { beforeSend }))).toMatchObject({
      code: 'REDCAP_TIMEOUT',
      notSent: true,
    });
    expect(server.seen).toEqual([]);
  });
});
