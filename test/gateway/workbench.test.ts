import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { GatewayOptions } from '../../src/gateway.ts';
import { createGateway, gatewayOptions, ORIGIN } from './gateway.ts';

const folder = mkdtempSync(join(tmpdir(), 'workbench-'));
mkdirSync(join(folder, 'workbench'));
writeFileSync(
  join(folder, 'index.html'),
  `<meta property="csp-nonce" nonce="" /><script type="application/json" id="gateway">{}</script>
  <script type="module" src="./workbench/index-1.js"></script>`,
);
writeFileSync(join(folder, 'graphiql.html'), '');
writeFileSync(join(folder, 'workbench/index-1.js'), 'plain');
writeFileSync(join(folder, 'workbench/index-1.js.br'), 'by brotli');
writeFileSync(join(folder, 'workbench/index-1.js.gz'), 'by gzip');

afterAll(() => rmSync(folder, { recursive: true }));

const get = (path: string, headers: Record<string, string>, more: Partial<GatewayOptions> = {}): Promise<Response> =>
  createGateway({ ...gatewayOptions({}), workbench: { enabled: true, folder }, ...more }).fetch(
    new Request(`${ORIGIN}${path}`, { headers }),
  );

const PAGE = { accept: 'text/html,application/xhtml+xml' };

/** What the page learns of the gateway. */
const factsIn = (page: string): unknown =>
  JSON.parse(/<script type="application\/json" id="gateway">(.*?)<\/script>/.exec(page)?.[1] ?? '');

describe('the page of the workbench', () => {
  it('is at the root for browsers, with a policy whose nonce is of this answer alone', async () => {
    const answers = await Promise.all([get('/', PAGE), get('/', PAGE)]);
    const nonces = await Promise.all(
      answers.map(async (answer) => {
        const nonce = /property="csp-nonce" nonce="([\w+/=]{24})"/.exec(await answer.text())?.[1] ?? '';
        expect(answer.status).toBe(200);
        expect(answer.headers.get('content-security-policy')).toBe(
          `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; connect-src 'self'; ` +
            "img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        );
        expect(answer.headers.get('cache-control')).toBe('no-store');
        return nonce;
      }),
    );
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  it('is not for programs, which get the answer that they always got', async () => {
    const answer = await get('/', { accept: 'application/json' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/json; charset=utf-8']);
  });

  it.each([
    ['turned off', { enabled: false, folder }],
    ['not built', { enabled: true, folder: join(folder, 'nothing') }],
  ])('leaves the root to GraphiQL where it is %s', async (_what, workbench) => {
    const answer = await get('/', PAGE, { workbench });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/graphql']);
  });

  it('has its addresses behind the prefix that the operator has configured, and else beside the page', async () => {
    const plain = await (await get('/', PAGE)).text();
    const behind = await (await get('/', PAGE, { publicUrl: 'https://example.org/redcap-graphql' })).text();
    expect(plain).toContain('src="./workbench/index-1.js"');
    expect(behind).toContain('src="/redcap-graphql/workbench/index-1.js"');
    expect(factsIn(behind)).toMatchObject({ prefix: '/redcap-graphql' });
  });

  it('says how people sign in, and nothing else of the configuration', async () => {
    const key = { name: 'SECRET-NAME', sha256: 'a'.repeat(64), projects: 'all', scopes: ['read'] } as const;
    const callers = { apiKeys: [key], passThrough: { header: 'x-redcap-token' } };
    const open = await (await get('/', PAGE)).text();
    const closed = await (await get('/', PAGE, { callers })).text();
    expect(factsIn(open)).toEqual({ prefix: '', credentials: [], tokenHeader: null, graphiql: true, issuers: [] });
    expect(factsIn(closed)).toEqual({
      prefix: '',
      credentials: ['apiKey', 'redcapToken'],
      tokenHeader: 'x-redcap-token',
      graphiql: true,
      issuers: [],
    });
    expect(closed).not.toContain('SECRET-NAME');
  });

  it('may ask the issuers at which people sign in, and no others', async () => {
    const issuer = (name: string) => ({
      issuer: `https://${name}.example.org/realms/hospital`,
      audience: ['SECRET-AUDIENCE'],
      jwksUrl: null,
      algorithms: ['RS256'],
      clockSkewSeconds: 60,
      subjectClaim: 'sub',
      groupClaims: ['groups'],
      policies: [],
      allowInsecureHttp: false,
    });
    const signIn = {
      clientId: 'workbench',
      name: 'the hospital',
      scopes: ['openid'],
      parameters: { resource: 'https://gateway.example.org' },
      origins: ['https://tokens.example.org'],
    };
    const callers = { apiKeys: [], passThrough: null, issuers: [issuer('services'), { ...issuer('people'), signIn }] };
    const answer = await get('/', PAGE, { callers });
    const page = await answer.text();
    expect(answer.headers.get('content-security-policy')).toContain(
      "connect-src 'self' https://people.example.org https://tokens.example.org; ",
    );
    expect(factsIn(page)).toMatchObject({
      issuers: [
        {
          issuer: 'https://people.example.org/realms/hospital',
          clientId: 'workbench',
          name: 'the hospital',
          scopes: ['openid'],
          parameters: { resource: 'https://gateway.example.org' },
        },
      ],
    });
    expect(page).not.toContain('SECRET-AUDIENCE');
  });
});

describe('a file of the workbench', () => {
  it.each([
    ['br', 'by brotli'],
    ['gzip', 'by gzip'],
    ['identity', 'plain'],
  ])('leaves as the build has packed it, and is kept for ever: %s', async (encoding, content) => {
    const answer = await get('/workbench/index-1.js', { 'accept-encoding': encoding });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-encoding') ?? 'identity').toBe(encoding);
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await answer.text()).toBe(content);
  });

  it.each([
    '/workbench/index-2.js',
    '/workbench/index-1.js.br',
    '/workbench/',
    '/workbench/%2e%2e/index.html',
    '/workbench/..%2findex.html',
  ])('is one of the page and no other: %s', async (path) => {
    expect((await get(path, {})).status).toBe(404);
  });

  it('is not there where the workbench and GraphiQL are off', async () => {
    const off = { workbench: { enabled: false, folder }, graphiql: { enabled: false } };
    expect((await get('/workbench/index-1.js', {}, off)).status).toBe(404);
  });
});
