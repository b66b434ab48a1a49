import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { exportLogging } from '../../../src/redcap/methods/log.ts';
import { exportProjectXml } from '../../../src/redcap/methods/project-xml.ts';
import { createProject, importProjectSettings } from '../../../src/redcap/methods/project.ts';
import type { FileReply } from '../../../src/redcap/method.ts';
import { connect, errorOf } from '../connect.ts';
import { reply, startServer } from '../faulty-server.ts';

const badResponse = expect.objectContaining({ code: 'REDCAP_BAD_RESPONSE' }) as Error;

const collect = async ({ body }: FileReply): Promise<string> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

describe('project settings', () => {
  it('are sent as one object, with flags as REDCap writes them', () => {
    expect(importProjectSettings.form({ project_title: 'T', is_longitudinal: true, surveys_enabled: false })).toEqual({
      data: '{"project_title":"T","is_longitudinal":1,"surveys_enabled":0}',
    });
    expect(importProjectSettings.decode({ value: 18 }, {})).toBe(18);
  });
});

describe('a new project', () => {
  const args = { project_title: 'T', purpose: 0, is_longitudinal: true };
  const token = '0123456789abcdefABCDEF0123456789';

  it('is described in JSON, which is said with it, as the XML that it is made of', async () => {
    await using server = await startServer(reply(200, token, { 'content-type': 'text/html' }));
    await using connection = connect(server.url);
    expect(await connection.redcap.call(createProject, { ...args, odm: '<ODM/>' })).toBe(token);
    const { form } = server.seen[0] ?? {};
    expect(form?.get('data')).toBe('[{"project_title":"T","purpose":0,"is_longitudinal":1}]');
    expect(form?.get('odm')).toBe('<ODM/>');
    expect(form?.get('format')).toBe('json');
    expect(form?.get('content')).toBe('project');
  });

  it('is known by the last 32 characters of the answer', () => {
    expect(createProject.decode({ value: `Warning: something\n${token}\n` }, args)).toBe(token);
  });

  it('is known behind warnings that look like a page', async () => {
    const warning = '<br />\n<b>Deprecated</b>:  a function in <b>a.php</b> on line <b>7</b><br />\n';
    await using server = await startServer(reply(200, `${warning}${token}`, { 'content-type': 'text/html' }));
    await using connection = connect(server.url);
    expect(await connection.redcap.call(createProject, args)).toBe(token);
  });

  it.each([
    ['a page', '<html>currently offline</html>', 'REDCAP_MAINTENANCE'],
    ['a page about it', `<p>${token}</p>`, 'WRITE_OUTCOME_UNKNOWN'],
    ['an error', `{"error":"x"}`, 'REDCAP_REJECTED'],
  ])('is not %s', async (_what, body, code) => {
    await using server = await startServer(reply(200, body));
    await using connection = connect(server.url);
    expect((await errorOf(connection.redcap.call(createProject, args))).code).toBe(code);
  });

  it('has no token in an answer that is something else, and none in the error', async () => {
    const odd = `${token}!`;
    expect(() => createProject.decode({ value: odd }, args)).toThrow(badResponse);
    await using server = await startServer(reply(200, odd));
    await using connection = connect(server.url);
    const error = await errorOf(connection.redcap.call(createProject, args));
    expect(error.code).toBe('WRITE_OUTCOME_UNKNOWN');
    expect(JSON.stringify([error.message, error.redcapMessage, String(error.stack)])).not.toContain(token);
    expect(server.seen).toHaveLength(1);
  });
});

/** A project XML of REDCap as a caller gets it. */
const passOn = (body: AsyncIterable<Uint8Array>): FileReply => {
  const file = exportProjectXml.decode({ value: { fileName: '', contentType: 'text/xml', body } }, {});
  return { ...file, body: exportProjectXml.passedOn?.(file.body) ?? file.body };
};

describe('a project XML', () => {
  const xml = '<?xml version="1.0" encoding="UTF-8" ?>\n<ODM xmlns="x"><Study/></ODM>';

  it('is passed on as a file, though REDCap labels it as text', async () => {
    await using server = await startServer(reply(200, xml, { 'content-type': 'text/xml; charset=utf-8' }));
    await using connection = connect(server.url);
    const file = await connection.redcap.call(exportProjectXml, { returnMetadataOnly: true });
    expect([file.fileName, file.contentType, await collect(file)]).toEqual([
      'project.REDCap.xml',
      'application/xml',
      xml,
    ]);
    expect(server.seen[0]?.form.get('returnMetadataOnly')).toBe('true');
    expect(server.seen[0]?.form.has('exportFiles')).toBe(false);
  });

  it('breaks off with an error when it ends too early, though the server calls that whole', async () => {
    await using server = await startServer(reply(200, xml.slice(0, -3), { 'content-type': 'text/xml' }));
    await using connection = connect(server.url);
    const file = await connection.redcap.call(exportProjectXml, {});
    expect((await errorOf(collect(file))).code).toBe('REDCAP_BAD_RESPONSE');
  });

  it.each([
    ['a control character', 'a\nü\u000bb', /control character in line 3, column 2,/],
    ['a character that is none', 'a\uffff', /control character in line 2, column 2,/],
    ['bytes that are not UTF-8', Buffer.from('caf\xe9', 'latin1'), /bytes that are not UTF-8/],
    ['half a character', Buffer.from([0xc3]), /bytes that are not UTF-8/],
  ])('breaks off with an error at %s, wherever the bytes are cut', async (_what, text, message) => {
    const whole = Buffer.concat([Buffer.from('<ODM>\n'), Buffer.from(text), Buffer.from('</ODM>')]);
    for (let cut = 1; cut < whole.length; cut += 1) {
      const body = Readable.from([whole.subarray(0, cut), whole.subarray(cut)]);
      const file = passOn(body);
      const error = await errorOf(collect(file));
      expect([error.code, error.message]).toEqual(['REDCAP_BAD_RESPONSE', expect.stringMatching(message) as string]);
    }
  });

  it('is whole with all that XML may hold, wherever the bytes are cut', async () => {
    const text = '<ODM>\t\r\n\u0085 \u{1F600} \ufffd é</ODM>';
    const whole = Buffer.from(text);
    for (let cut = 1; cut < whole.length; cut += 1) {
      const body = Readable.from([whole.subarray(0, cut), whole.subarray(cut)]);
      const file = passOn(body);
      expect(await collect(file)).toBe(text);
    }
  });

  it.each([
    ['an error in XML', '<?xml version="1.0" encoding="UTF-8" ?><hash><error>x</error></hash>', 'REDCAP_REJECTED'],
    ['an error in JSON', '{"error":"x"}', 'REDCAP_REJECTED'],
    ['a page', '<html><body>currently offline</body></html>', 'REDCAP_MAINTENANCE'],
    ['nothing', '', 'REDCAP_BAD_RESPONSE'],
  ])('is not %s with status 200', async (_what, body, code) => {
    await using server = await startServer(reply(200, body, { 'content-type': 'text/xml' }));
    await using connection = connect(server.url);
    expect((await errorOf(connection.redcap.call(exportProjectXml, {}))).code).toBe(code);
  });
});

describe('the log', () => {
  it('is asked for in part', () => {
    expect(exportLogging.form({ logtype: 'record_edit', dag: 7, beginTime: '2026-01-01 00:00' })).toEqual({
      logtype: 'record_edit',
      dag: 7,
      beginTime: '2026-01-01 00:00',
    });
  });

  it('is read with the blanks taken off its actions, and with no record where there is none', () => {
    const value = [{ timestamp: '2026-01-01 10:00', username: 'a', action: 'Data Export (API) ', details: 'x' }];
    expect(exportLogging.decode({ value }, {})).toEqual([
      { timestamp: '2026-01-01 10:00', username: 'a', action: 'Data Export (API)', details: 'x', record: '' },
    ]);
  });
});
