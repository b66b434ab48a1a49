import { describe, expect, it } from 'vitest';
import { GraphQLError } from 'graphql';
import type { OpenDownload } from '../../src/gateway/download.ts';
import { contentDisposition, type DownloadFile } from '../../src/gateway/file-response.ts';
import { RedcapError } from '../../src/redcap/errors.ts';
import { createGateway, createTestLog, gatewayOptions, ORIGIN } from './gateway.ts';
import { sendRaw } from './socket.ts';

const TICKET = 'abcdefghijklmnopqrstuvwx_-012345';

const file = (changes: Partial<DownloadFile> = {}): DownloadFile => ({
  fileName: 'consent.pdf',
  contentType: 'application/pdf',
  body: (async function* () {
    yield new TextEncoder().encode('first ');
    yield new TextEncoder().encode('second');
  })(),
  ...changes,
});

const once = (given: DownloadFile): { open: OpenDownload; asked: string[] } => {
  let left: DownloadFile | null = given;
  const asked: string[] = [];
  return {
    asked,
    open: async (ticket) => {
      asked.push(ticket);
      const taken = left;
      left = null;
      return taken;
    },
  };
};

const get = (download: OpenDownload, init: RequestInit = {}): Promise<Response> =>
  createGateway(gatewayOptions({ download })).fetch(new Request(`${ORIGIN}/files/${TICKET}`, init));

const EXPIRED =
  'This download address is unknown or too old: it works for five minutes. Query downloadUrl again for a new one.';

describe('a download address', () => {
  it('gives the file to be saved, as REDCap sent it', async () => {
    const response = await get(once(file()).open);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="consent.pdf"; filename*=UTF-8''consent.pdf`,
    );
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toBe('first second');
  });

  it.each(['text/javascript', 'application/javascript; charset=utf-8', 'application/ecmascript', 'text/jscript'])(
    'is no script that the page of GraphiQL could run: %s',
    async (contentType) => {
      const response = await get(once(file({ contentType })).open);
      expect(response.headers.get('content-type')).toBe('application/octet-stream');
    },
  );

  it('is not packed again', async () => {
    const response = await get(once(file()).open, { headers: { 'accept-encoding': 'gzip, br' } });
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(await response.text()).toBe('first second');
  });

  it('that is too old is answered to a program in the form of GraphQL', async () => {
    const response = await get(async () => null);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ errors: [{ message: EXPIRED, extensions: { code: 'NOT_FOUND' } }] });
  });

  it('that is too old is answered to a browser with a page that says what to do', async () => {
    const response = await get(async () => null, { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } });
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    const page = await response.text();
    expect(page).toContain(`<p>${EXPIRED}</p>`);
    expect(page).toContain('Go back to the page with the link, load it anew, and follow its link again.');
    expect(page).not.toContain(TICKET);
  });

  it('that REDCap fails on is answered to a browser with a page in which nothing is HTML of others', async () => {
    const message = 'REDCap says <script>alert(1)</script> & more.';
    const failing: OpenDownload = async () => {
      throw new GraphQLError(message, { extensions: { code: 'REDCAP_REJECTED' } });
    };
    const page = await (await get(failing, { headers: { accept: 'text/html' } })).text();
    expect(page).toContain('<p>REDCap says &lt;script&gt;alert(1)&lt;/script&gt; &amp; more.</p>');
  });

  it.each(['HEAD', 'POST', 'DELETE'])('fetches nothing for %s', async (method) => {
    const { open, asked } = once(file());
    expect((await get(open, { method })).status).toBe(405);
    expect(asked).toEqual([]);
  });

  it('works without a credential, as a link in a page has none', async () => {
    const callers = {
      apiKeys: [{ name: 'a', sha256: '0'.repeat(64), projects: 'all' as const, scopes: [] }],
      passThrough: null,
    };
    const gateway = createGateway(gatewayOptions({ callers, download: once(file()).open }));
    expect((await gateway.fetch(new Request(`${ORIGIN}/files/${TICKET}`))).status).toBe(200);
  });

  it('that REDCap fails on is answered with the code of the failure', async () => {
    const response = await get(async () => {
      throw new GraphQLError('REDCap took too long to answer.', { extensions: { code: 'REDCAP_TIMEOUT' } });
    });
    expect(response.status).toBe(502);
    expect(await response.json()).toEqual({
      errors: [{ message: 'REDCap took too long to answer.', extensions: { code: 'REDCAP_TIMEOUT' } }],
    });
  });

  it('that fails for a reason nobody foresaw reveals nothing of it', async () => {
    const response = await get(async () => {
      throw new Error('secret reason');
    });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret reason');
  });

  it('is cut without a proper end where REDCap breaks off in the middle', async () => {
    const body = (async function* () {
      yield new TextEncoder().encode('first ');
      throw new RedcapError('REDCAP_BAD_RESPONSE', { message: 'It broke off.' });
    })();
    const gateway = createGateway(gatewayOptions({ download: once(file({ body })).open }));
    const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
    const answer = await sendRaw(url, `GET /files/${TICKET} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`);
    await gateway.close(0);
    // The connection was closed, and the empty chunk that ends a whole body did not come.
    expect(answer).not.toMatch(/\r\n0\r\n/);
  });

  it('does not show its ticket in the log', async () => {
    const log = createTestLog();
    const gateway = createGateway(gatewayOptions({ log }));
    await gateway.fetch(new Request(`${ORIGIN}/files/${TICKET}`));
    expect(log.lines).toEqual([expect.objectContaining({ route: '/files', status: 404, codes: ['NOT_FOUND'] })]);
    expect(JSON.stringify(log.lines)).not.toContain(TICKET);
  });

  it('does not pass on a content type that is none', async () => {
    const response = await get(once(file({ contentType: 'text/html\r\nset-cookie: a=b' })).open);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
  });
});

describe('the name of a download', () => {
  it.each([
    ['plain', 'scan 1.pdf', `attachment; filename="scan 1.pdf"; filename*=UTF-8''scan%201.pdf`],
    [
      'in another script',
      '同意書.pdf',
      `attachment; filename="___.pdf"; filename*=UTF-8''%E5%90%8C%E6%84%8F%E6%9B%B8.pdf`,
    ],
    [
      'with quotes and a path',
      '../a"b\\c.txt',
      `attachment; filename=".._a_b_c.txt"; filename*=UTF-8''..%2Fa%22b%5Cc.txt`,
    ],
    [
      'with a line break',
      'a\r\nset-cookie: b.txt',
      `attachment; filename="a__set-cookie: b.txt"; filename*=UTF-8''a%0D%0Aset-cookie%3A%20b.txt`,
    ],
    [
      'with signs of RFC 5987',
      "it's (1)*.txt",
      `attachment; filename="it's (1)*.txt"; filename*=UTF-8''it%27s%20%281%29%2A.txt`,
    ],
    ['with half a character', 'a\ud800.txt', `attachment; filename="a_.txt"; filename*=UTF-8''a%EF%BF%BD.txt`],
    ['empty', '', `attachment; filename="file"; filename*=UTF-8''`],
  ])('is kept: %s', (_what, name, expected) => {
    expect(contentDisposition(name)).toBe(expected);
  });
});
