import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { GatewayOptions } from '../../src/gateway.ts';
import { createGateway, gatewayOptions, ORIGIN } from './gateway.ts';

const folder = mkdtempSync(join(tmpdir(), 'graphiql-'));
mkdirSync(join(folder, 'workbench'));
const document = (script: string): string =>
  `<meta property="csp-nonce" nonce="" /><script type="application/json" id="gateway">{}</script>
  <script type="module" src="./workbench/${script}"></script>`;
writeFileSync(join(folder, 'index.html'), document('index-1.js'));
writeFileSync(join(folder, 'graphiql.html'), document('graphiql-1.js'));
writeFileSync(join(folder, 'workbench/graphiql-1.js'), 'plain');

afterAll(() => rmSync(folder, { recursive: true }));

const PAGE = 'text/html,application/xhtml+xml';

const get = (path: string, accept = PAGE, more: Partial<GatewayOptions> = {}): Promise<Response> =>
  createGateway({ ...gatewayOptions({}), workbench: { enabled: false, folder }, ...more }).fetch(
    new Request(`${ORIGIN}${path}`, { headers: { accept } }),
  );

describe('the GraphiQL page', () => {
  it('is served to browsers, with a policy that lets it talk to this gateway only', async () => {
    const response = await get('/graphql');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[\w+/=]{24}'; connect-src 'self'; /,
    );
  });

  it('is not served to programs', async () => {
    expect((await get('/graphql', 'application/json')).headers.get('content-type')).toContain('application/json');
  });

  it.each(['/graphql', '/workbench/graphiql-1.js'])(
    'is not served when it is off, nor are its files: %s',
    async (path) => {
      const response = await get(path, PAGE, { graphiql: { enabled: false } });
      expect(response.status).not.toBe(200);
      expect(response.headers.get('content-type') ?? '').not.toContain('text/html');
    },
  );

  it('is where the root leads where there is no workbench', async () => {
    const response = await get('/');
    expect([response.status, response.headers.get('location')]).toEqual([302, '/graphql']);
  });

  it('has its files where there is no workbench, kept by browsers for ever', async () => {
    const response = await get('/workbench/graphiql-1.js', '*/*');
    expect(await response.text()).toBe('plain');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it.each([
    ['/graphql', null, './workbench/'],
    ['/projects/stroke/graphql', null, '../../workbench/'],
    ['/graphql', 'https://example.org/redcap-graphql', '/redcap-graphql/workbench/'],
    ['/projects/stroke/graphql', 'https://example.org/redcap-graphql', '/redcap-graphql/workbench/'],
  ])('has its addresses beside it, or behind the prefix of the operator: %s, %s', async (path, publicUrl, start) => {
    expect(await (await get(path, PAGE, { publicUrl })).text()).toContain(`src="${start}graphiql-1.js"`);
  });

  it('says nothing of whether there is such a project', async () => {
    const page = async (path: string): Promise<string> =>
      (await (await get(path)).text()).replace(/ nonce="[^"]*"/, '');
    expect(await page('/projects/zebra_1/graphql')).toBe(await page('/projects/zebra_2/graphql'));
  });

  it.each(['/projects/1stroke/graphql', '/projects/%3Cb%3E/graphql', '/projects/stroke/', '/x/graphql'])(
    'is not at %s',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );
});
