import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createGateway, gatewayOptions, ORIGIN } from './gateway.ts';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const examples = [
  { query: 'query Hello($name: String) {\n  hello(name: $name)\n}\n', variables: '{ "name": "</script><b>Roe" }' },
  { query: 'query Second {\n  __typename\n}\n# </script><script>document.title = "run"</script>' },
];
const options = gatewayOptions({
  graphiql: { enabled: true, examples, projectExamples: (key) => [{ query: `query Of_${key} {\n  hello\n}\n` }] },
  resolvers: { Query: { hello: (_source: unknown, { name }: { name: string }) => `Hello,${name}` } },
});

const getPage = (accept: string, enabled = true, path = '/graphql'): Promise<Response> =>
  createGateway({ ...options, graphiql: { ...options.graphiql, enabled } }).fetch(
    new Request(`${ORIGIN}${path}`, { headers: { accept } }),
  );

describe('the GraphiQL page', () => {
  it('is served to browsers, with a policy that lets it talk to this gateway only', async () => {
    const response = await getPage('text/html,application/xhtml+xml');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'sha256-[\w+/=]+'; worker-src blob:; .*connect-src 'self'; /,
    );
    expect(await response.text()).not.toMatch(/<(?:script|link)[^>]+(?:src|href)="https?:/);
  });

  it('is not served to programs', async () => {
    expect((await getPage('application/json')).headers.get('content-type')).toContain('application/json');
  });

  it('is not served when it is off', async () => {
    expect((await getPage('text/html', false)).headers.get('content-type') ?? '').not.toContain('text/html');
  });

  it('is where the root leads', async () => {
    const response = await getPage('text/html', true, '/');
    expect([response.status, response.headers.get('location')]).toEqual([302, '/graphql']);
  });
});

const hasBrowser = existsSync(CHROMIUM);
if (!hasBrowser)
  console.warn(`SKIPPED: GraphiQL in a browser, because there is no Chromium at ${CHROMIUM} (set CHROMIUM).`);

describe.skipIf(!hasBrowser)('GraphiQL in a browser whose network is closed', () => {
  const gateway = createGateway(options);
  let browser: Browser;
  let page: Page;
  const foreign: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.route('**/*', (route) => {
      const target = route.request().url();
      if (target.startsWith(url) || /^(?:blob|data):/.test(target)) return route.continue();
      foreign.push(target);
      return route.abort();
    });
    await page.goto(`${url}/graphql`);
  });

  afterAll(async () => {
    await browser.close();
    await gateway.close();
  });

  it('opens with a tab for each example', async () => {
    await page.waitForSelector('.graphiql-tabs');
    await page.waitForSelector('.graphiql-tab-button');
    expect(await page.locator('.graphiql-tab-button').allTextContents()).toEqual(['Hello', 'Second']);
    expect(await page.title()).toBe('REDCap GraphQL');
  });

  it('runs an example with its variables and shows the answer', async () => {
    await page.click('.graphiql-execute-button');
    const answer = page.locator('.result-window');
    await answer.getByText('Hello,').waitFor({ timeout: 10_000 });
    expect(await answer.innerText()).toContain('"Hello,</script><b>Roe"');
    const { GRAPHIQL_SCREENSHOT: screenshot } = process.env;
    if (screenshot !== undefined) await page.screenshot({ path: screenshot });
  });

  it('changes to another example, by a click on its tab', async () => {
    await page.locator('.graphiql-tab-button', { hasText: 'Second' }).click({ timeout: 10_000 });
    await page.locator('.graphiql-tab-active', { hasText: 'Second' }).waitFor({ timeout: 10_000 });
    // GraphiQL takes a moment to see which operation the new tab holds, and runs nothing before.
    const answer = page.locator('.result-window');
    const run = async (): Promise<void> => {
      await page.click('.graphiql-execute-button');
      expect(await answer.innerText()).toMatch(/"__typename":\s"Query"/);
    };
    await vi.waitFor(run, { timeout: 10_000, interval: 200 });
  });

  it('keeps what is typed out of the address', async () => {
    await page.locator('.graphiql-query-editor textarea').first().focus();
    await page.keyboard.type('# Roe');
    await page.locator('.graphiql-query-editor').getByText('# Roe').first().waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  it('asked no other host for anything, and its policy stopped nothing that it needs', () => {
    expect(foreign).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
