import { describe, expect, it } from 'vitest';

import { createSandbox } from '../../../src/sandbox/http/app.ts';
import { makeSandbox, tokens } from '../support.ts';

const unknown = 'F'.repeat(32);

describe('the sandbox as a web server', () => {
  const get = async (path: string, method = 'GET') => {
    const { handle } = makeSandbox();
    return handle(new Request(`http://sandbox.test${path}`, { method }));
  };

  it('sends /api on to /api/', async () => {
    const response = await get('/api', 'POST');
    expect(response.status).toBe(301);
    expect(response.headers.get('location')).toBe('/api/');
  });

  it('answers other addresses with a 404 page', async () => {
    const response = await get('/redcap/', 'POST');
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toContain('The requested URL was not found on this server.');
  });

  it('refuses every verb but POST', async () => {
    const response = await get('/api/?token=x');
    expect(response.status).toBe(501);
    expect(await response.text()).toBe(
      '<?xml version="1.0" encoding="UTF-8" ?><hash><error>The requested method is not implemented.</error></hash>',
    );
  });

  it('answers 500 without saying what went wrong', async () => {
    const { store, classic } = makeSandbox();
    const secret = new Error('a secret');
    Object.defineProperty(classic, 'settings', {
      get: () => {
        throw secret;
      },
    });
    const heard: unknown[] = [];
    const handle = createSandbox(store, (error) => heard.push(error));
    const body = new URLSearchParams({ token: tokens.classic, content: 'project', format: 'json' });
    const response = await handle(new Request('http://sandbox.test/api/', { method: 'POST', body }));
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('{"error":"The sandbox ran into an error of its own"}');
    expect(heard).toEqual([secret]);
  });
});

// EVIDENCE.md#bytes-that-are-not-utf-8
describe('bytes that are not UTF-8', () => {
  const send = async (type: string, bytes: string) => {
    const { handle, classic } = makeSandbox();
    const body = Buffer.from(bytes, 'latin1');
    const request = new Request('http://sandbox.test/api/', {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    const response = await handle(request);
    const stored = [...classic.records.values()].flatMap(({ rows }) =>
      [...rows.values()].map(({ values }) => values.get('first_name')),
    );
    return { status: response.status, text: await response.text(), stored };
  };
  const form = 'application/x-www-form-urlencoded';
  const record = `token=${tokens.classic}&content=record&returnFormat=json`;
  const part = (header: string, text: string): string =>
    `--limit\r\nContent-Disposition: form-data; ${header}\r\n\r\n${text}\r\n`;
  const multipart = (parts: string): string =>
    `${part('name="token"', tokens.classic)}${part('name="returnFormat"', 'json')}${parts}--limit--\r\n`;
  const refusal = (name: string): string =>
    `{"error":"The parameter \\"${name}\\" is not formatted correctly: its bytes are not UTF-8"}`;

  it.each([
    ['json', `&format=json&data=[{"study_id":"1","first_name":"caf%E9"}]`, 'data'],
    ['csv', '&format=csv&data=study_id,first_name%0A1,caf%e9', 'data'],
    ['a body as it was typed', '&format=csv&data=study_id,first_name%0A1,caf\xe9', 'data'],
    ['half a character', '&format=csv&data=study_id,first_name%0A1,caf%C3', 'data'],
    ['a list', '&format=json&records[0]=caf%E9', 'records[0]'],
  ])('are refused in %s, and nothing is stored', async (_how, more, name) => {
    expect(await send(form, record + more)).toEqual({ status: 400, text: refusal(name), stored: [] });
  });

  it.each([
    ['a text', part('name="data"', 'caf\xe9'), 'data'],
    ['a file name', part('name="file"; filename="caf\xe9.txt"', 'x'), 'file'],
  ])('are refused in a multipart body: %s', async (_what, parts, name) => {
    const answer = await send('multipart/form-data; boundary=limit', multipart(parts));
    expect([answer.status, answer.text]).toMatchObject([
      400,
      expect.stringContaining(`\\"${name}\\" is not formatted`),
    ]);
  });

  it('are not what a U+FFFD is that was sent, nor the bytes of a file', async () => {
    const sent = await send(form, `${record}&format=csv&data=study_id,first_name%0A1,caf%EF%BF%BD`);
    expect([sent.status, sent.stored]).toEqual([200, ['caf\ufffd']]);
    const name = Buffer.from('caf\ufffd').toString('latin1');
    const parts = part('name="content"', 'version') + part(`name="file"; filename="${name}"`, '\xe9\xff');
    expect((await send('multipart/form-data; boundary=limit', multipart(parts))).status).toBe(200);
  });
});

describe('a token', () => {
  it.each([
    ['json', '{"error":"You do not have permissions to use the API"}', 'application/json; charset=utf-8'],
    ['csv', 'ERROR: You do not have permissions to use the API', 'text/csv; charset=utf-8'],
    [
      'xml',
      '<?xml version="1.0" encoding="UTF-8" ?><hash><error>You do not have permissions to use the API</error></hash>',
      'text/xml; charset=utf-8',
    ],
  ])('that nobody has is refused in %s', async (returnFormat, text, contentType) => {
    const { post } = makeSandbox();
    const reply = await post({ token: unknown, content: 'version', returnFormat });
    expect(reply).toEqual({ status: 403, text, contentType });
  });

  it('may be in either case with blanks around it', async () => {
    const { post } = makeSandbox();
    const reply = await post({ token: ` ${tokens.classic.toLowerCase()}\n`, content: 'version' });
    expect(reply).toEqual({ status: 200, text: '16.1.3', contentType: 'text/html; charset=utf-8' });
  });

  it('of a user whose access has expired is refused', async () => {
    const { post, classic } = makeSandbox();
    const [owner] = classic.users;
    if (owner !== undefined) owner.expiration = '2024-05-31';
    expect((await post({ token: tokens.classic, content: 'version' })).status).toBe(403);
  });

  it('of a user without any API right is refused', async () => {
    const { post, classic } = makeSandbox();
    const [owner] = classic.users;
    if (owner !== undefined) Object.assign(owner.flags, { api_export: 0, api_import: 0 });
    expect((await post({ token: tokens.classic, content: 'project', format: 'csv' })).text).toBe(
      'ERROR: You do not have permissions to use the API',
    );
  });

  it('that may import only is refused an export', async () => {
    const { post } = makeSandbox();
    expect(await post({ token: tokens.classicWriter, content: 'project', format: 'csv' })).toEqual({
      status: 403,
      text: 'ERROR: You do not have API Export privileges',
      contentType: 'text/csv; charset=utf-8',
    });
  });

  it('for the server answers its version and no project', async () => {
    const { post, store } = makeSandbox();
    expect((await post({ token: store.superToken, content: 'version' })).text).toBe('16.1.3');
    expect((await post({ token: store.superToken, content: 'metadata' })).status).toBe(403);
  });
});

describe('a parameter', () => {
  it.each([
    [{ content: 'unheardOf' }, 'The value of the parameter "content" is not valid'],
    [{}, 'The value of the parameter "content" is not valid'],
    [{ content: 'project', action: 'dance' }, 'The value of the parameter "action" is not valid'],
    [{ content: 'project', format: 'yaml' }, 'The value of the parameter "format" is not valid'],
    [{ content: 'project', format: 'odm' }, 'The value of the parameter "format" is not valid'],
    [{ content: 'project', returnFormat: 'yaml' }, 'The value of the parameter "returnFormat" is not valid'],
  ])('that REDCap does not know is refused: %j', async (parameters, message) => {
    const { post } = makeSandbox();
    const reply = await post({ token: tokens.classic, returnFormat: 'csv', ...parameters });
    expect(reply.status).toBe(400);
    expect(reply.text).toContain(message);
  });

  it('format is xml unless given', async () => {
    const { post } = makeSandbox();
    const reply = await post({ token: tokens.classic, content: 'project' });
    expect(reply.contentType).toBe('text/xml; charset=utf-8');
    expect(reply.text).toContain('<project_title>Classic</project_title>');
  });

  it('returnFormat follows format', async () => {
    const { post } = makeSandbox();
    expect((await post({ token: unknown, content: 'version', format: 'csv' })).text).toMatch(/^ERROR: /);
  });

  it('is read from multipart bodies too', async () => {
    const { handle } = makeSandbox();
    const body = new FormData();
    body.set('token', tokens.classic);
    body.set('content', 'version');
    const response = await handle(new Request('http://sandbox.test/api/', { method: 'POST', body }));
    expect(await response.text()).toBe('16.1.3');
  });

  it('in the address is not read', async () => {
    const { handle } = makeSandbox();
    const address = `http://sandbox.test/api/?token=${tokens.classic}&content=version`;
    expect((await handle(new Request(address, { method: 'POST' }))).status).toBe(403);
  });
});
