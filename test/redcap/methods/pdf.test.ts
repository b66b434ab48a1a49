import { describe, expect, it } from 'vitest';
import type { FileReply } from '../../../src/redcap/method.ts';
import { exportPdf } from '../../../src/redcap/methods/pdf.ts';
import { connect, errorOf } from '../connect.ts';
import { reply, startServer } from '../faulty-server.ts';

const page = { 'content-type': 'text/html; charset=UTF-8' };

const collect = async ({ body }: FileReply): Promise<string> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString('latin1');
};

describe('a PDF', () => {
  it('is known by its first bytes, whatever REDCap calls it', async () => {
    const bytes = `%PDF-1.3\n\xff\x00${'x'.repeat(5000)}\n%%EOF\n`;
    await using server = await startServer(reply(200, Buffer.from(bytes, 'latin1'), page));
    await using connection = connect(server.url);
    const file = await connection.redcap.call(exportPdf, { record: '1', instrument: 'health' });
    expect([file.fileName, file.contentType, await collect(file)]).toEqual(['health.pdf', 'application/pdf', bytes]);
  });

  it('has a name that says nothing of the record', async () => {
    await using server = await startServer(
      reply(200, '%PDF-1.3\n%%EOF', { 'content-type': 'application/pdf; name="Ann.pdf"' }),
    );
    await using connection = connect(server.url);
    expect((await connection.redcap.call(exportPdf, { record: 'Ann' })).fileName).toBe('instruments.pdf');
  });

  it('asks for all records only when they are wanted, and for nothing else then', () => {
    expect(exportPdf.form({ record: '1', allRecords: false, compactDisplay: false })).toEqual({
      record: '1',
      event: undefined,
      instrument: undefined,
      repeat_instance: undefined,
      compactDisplay: undefined,
    });
    expect(exportPdf.form({ record: '1', allRecords: true, compactDisplay: true })).toEqual({
      allRecords: true,
      compactDisplay: true,
    });
  });

  it.each([
    ['an error with a name', '{"error":"x"}', { 'content-type': 'application/pdf; name="a.pdf"' }, 'REDCAP_REJECTED'],
    ['the offline page', '<p>currently offline</p>', page, 'REDCAP_MAINTENANCE'],
    ['another page', `<html>${'x'.repeat(3000)}</html>`, page, 'REDCAP_BAD_RESPONSE'],
    ['nothing', '', page, 'REDCAP_BAD_RESPONSE'],
  ])('is not %s', async (_what, body, headers, code) => {
    await using server = await startServer(reply(200, body, headers));
    await using connection = connect(server.url);
    expect((await errorOf(connection.redcap.call(exportPdf, {}))).code).toBe(code);
  });

  it('is not a page without an end', async () => {
    await using server = await startServer(reply(200, 'x'.repeat(5000), page));
    await using connection = connect(server.url, { maxResponseBytes: 2000 });
    expect((await errorOf(connection.redcap.call(exportPdf, {}))).code).toBe('REDCAP_RESPONSE_TOO_LARGE');
  });

  it('breaks off with an error when it ends too early', async () => {
    await using server = await startServer(reply(200, '%PDF-1.3\n1 0 obj', page));
    await using connection = connect(server.url);
    const file = await connection.redcap.call(exportPdf, {});
    expect((await errorOf(collect(file))).code).toBe('REDCAP_BAD_RESPONSE');
  });
});
