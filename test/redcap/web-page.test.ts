import { describe, expect, it } from 'vitest';
import { RedcapError } from '../../src/redcap/errors.ts';
import { judgeAnswer } from '../../src/redcap/judge.ts';
import { explainFailure } from '../../src/start/failure.ts';

const METHOD = { name: 'exportVersion', kind: 'read', body: 'json' } as const;

/** What a caller reads of an answer. */
const wordsOf = (status: number, text: string): { code: unknown; message: string } => {
  try {
    judgeAnswer(METHOD, { status, bytes: new TextEncoder().encode(text) });
  } catch (error) {
    if (!(error instanceof RedcapError)) throw error;
    const { message, extensions } = explainFailure(error);
    expect(JSON.stringify(extensions)).not.toContain('Ada');
    return { code: extensions['code'], message };
  }
  throw new Error('the answer was taken');
};

const page = (body: string): string => `<!DOCTYPE html><html><body><h1>Ada's hospital</h1>${body}</body></html>`;
const styles = `<style>${'.a { color: red }\n'.repeat(1_500)}</style>`;

describe('a page in the place of data', () => {
  it.each([
    [
      'a login page',
      200,
      page('<form><input name="username"><input type="password" name="pw"></form>'),
      'A login page',
    ],
    ['one behind long styles', 200, page(`${styles}<input id=p type=password>`), 'A login page'],
    ['a hand-over to a sign-in', 200, page('<form method="post"><input name="SAMLRequest"></form>'), 'A login page'],
    [
      "a proxy's page",
      200,
      page('Proxy Error: the proxy server received an invalid response'),
      'A page of a web server',
    ],
    ["a web server's page", 200, page('<p>404 Not Found</p><hr>nginx'), 'A page of a web server'],
    ['a login page with 401', 401, page('<input type="password">'), 'A login page'],
    ['a login page with 403', 403, page('<input type="password">'), 'A login page'],
    ['a login page with 404', 404, page('<input type="password">'), 'A login page'],
    ['a refusal by a firewall', 403, page('<h1>403 Forbidden</h1><hr>nginx'), 'A page of a web server'],
    ['another page with 401', 401, page('Authorization Required'), 'A web page came'],
    ['another page', 200, page('Welcome'), 'A web page came'],
    ['a redirect', 302, '', 'A redirect came'],
  ])('is called what it is, and where to look is said: %s', (_what, status, text, begin) => {
    const { code, message } = wordsOf(status, text);
    expect(code).toBe('REDCAP_BAD_RESPONSE');
    expect(message.startsWith(begin)).toBe(true);
    expect(message).toContain('must end in /api/');
    expect(message).not.toContain('Ada');
  });

  it('that says that REDCap is offline is no fault of the address, whatever else it has', () => {
    const text = page('REDCap is offline for maintenance.<input type="password">');
    expect(wordsOf(200, text).code).toBe('REDCAP_MAINTENANCE');
  });
});
