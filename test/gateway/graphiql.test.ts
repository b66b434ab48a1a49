import { createHash } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { runInNewContext, Script } from 'node:vm';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { createGateway, gatewayOptions, ORIGIN } from './gateway.ts';
import { describeWith, requirement } from '../support/requirement.ts';

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
      /^default-src 'none'; script-src 'self'; worker-src blob:; .*connect-src 'self'; /,
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

/** The files that a page loads. */
const filesOf = (page: string): string[] =>
  [...page.matchAll(/<(?:script|link)[^>]* (?:src|href)="([^"]+)"/g)].map(([, path = '']) => path);

const getFile = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
  createGateway(options).fetch(new Request(`${ORIGIN}${path}`, { method, headers }));

/** The text of the one script of a page. */
const readScript = async (page: string): Promise<string> => {
  const [script = ''] = filesOf(page).filter((path) => path.endsWith('.js'));
  return (await getFile(script)).text();
};

describe('the files of the GraphiQL page', () => {
  it('are apart from the page, which is small and runs no script of its own', async () => {
    const page = await (await getPage('text/html')).text();
    expect(page.length).toBeLessThan(4_000);
    expect(filesOf(page)).toEqual([
      expect.stringMatching(/^\/graphiql\/[\w-]{22}\.ico$/),
      expect.stringMatching(/^\/graphiql\/[\w-]{22}\.css$/),
      expect.stringMatching(/^\/graphiql\/[\w-]{22}\.js$/),
    ]);
    expect(page).not.toMatch(/<script>|<style>|\son\w+=|javascript:/);
  });

  it.each([
    ['.ico', 'image/x-icon'],
    ['.css', 'text/css; charset=utf-8'],
    ['.js', 'text/javascript; charset=utf-8'],
  ])('are kept by browsers for ever, as their address has their hash: %s', async (ending, type) => {
    const path = filesOf(await (await getPage('text/html')).text()).find((one) => one.endsWith(ending)) ?? '';
    const plain = await getFile(path);
    const content = Buffer.from(await plain.arrayBuffer());
    expect(plain.status).toBe(200);
    expect(Object.fromEntries(plain.headers)).toMatchObject({
      'content-type': type,
      'content-length': String(content.length),
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      'x-content-type-options': 'nosniff',
    });
    const hash = createHash('sha256').update(content).digest('base64url').slice(0, 22);
    expect(path).toBe(`/graphiql/${hash}${ending}`);
    for (const [encoding, unpack] of [['br', brotliDecompressSync] as const, ['gzip', gunzipSync] as const]) {
      const packed = await getFile(path, { 'accept-encoding': encoding });
      const bytes = Buffer.from(await packed.arrayBuffer());
      expect(packed.headers.get('content-encoding')).toBe(encoding);
      expect(packed.headers.get('content-length')).toBe(String(bytes.length));
      expect(bytes.length).toBeLessThan(3_000_000);
      expect(unpack(bytes).equals(content)).toBe(true);
      const head = await getFile(path, { 'accept-encoding': encoding }, 'HEAD');
      expect(Object.fromEntries(head.headers)).toMatchObject({ 'content-length': String(bytes.length) });
      expect(await head.text()).toBe('');
    }
  });

  it('are not there when GraphiQL is off, and no others are', async () => {
    const [path = ''] = filesOf(await (await getPage('text/html')).text());
    expect((await getPage('*/*', false, path)).status).toBe(404);
    expect((await getFile('/graphiql/AAAAAAAAAAAAAAAAAAAAAA.js')).status).toBe(404);
    expect((await getFile('/graphiql/../graphql')).status).not.toBe(200);
  });
});

/** What the page at a path hands to GraphiQL, as a browser would read it there with this local storage. */
const readProps = async (path: string, kept: Record<string, string> = {}): Promise<Record<string, unknown>> => {
  const page = await (await getPage('text/html', true, path)).text();
  const [, call = ''] =
    /YogaGraphiQL\.renderYogaGraphiQL\(\s*window\.document\.querySelector\('#root'\),([^]*?)\);\s*$/.exec(
      (await readScript(page)).slice(-10_000),
    ) ?? [];
  const [, block = ''] = /<script type="application\/json" id="examples">(.*?)<\/script>/.exec(page) ?? [];
  const [, title = ''] = /<title>(.*?)<\/title>/.exec(page) ?? [];
  const localStorage = Object.assign(
    Object.create({
      getItem: (name: string) => kept[name] ?? null,
      setItem: (name: string, value: string) => {
        kept[name] = value;
        Object.assign(localStorage, { [name]: value });
      },
      removeItem: (name: string) => {
        delete kept[name];
        Reflect.deleteProperty(localStorage, name);
      },
    }) as object,
    kept,
  );
  const document = { title, getElementById: (id: string) => (id === 'examples' ? { textContent: block } : null) };
  return runInNewContext(`[${call}][0]`, { document, localStorage, location: { pathname: path } }) as Record<
    string,
    unknown
  >;
};

interface Kept {
  readonly getItem: (name: string) => string | null;
  readonly setItem: (name: string, value: string) => void;
  readonly clear: () => void;
  readonly length: number;
}

describe('the GraphiQL page of a project', () => {
  const PROJECT = '/projects/stroke/graphql';

  it('talks to the graph of that project, under its name, with its own examples', async () => {
    const props = await readProps(PROJECT);
    expect(props).toMatchObject({ title: 'stroke – REDCap GraphQL', endpoint: PROJECT });
    expect(props['defaultTabs']).toEqual([{ query: 'query Of_stroke {\n  hello\n}\n', variables: null }]);
    expect(props['initialVariables']).toBeUndefined();
  });

  it('leaves the page of all projects as it is', async () => {
    const props = await readProps('/graphql');
    expect(props).toMatchObject({ title: 'REDCap GraphQL', endpoint: '/graphql' });
    expect(props['defaultTabs']).toEqual([
      { query: examples[0]?.query, variables: '{ "name": "</script><b>Roe" }' },
      { query: examples[1]?.query, variables: null },
    ]);
    expect(props['initialVariables']).toBe('{ "name": "</script><b>Roe" }');
    const kept = { 'graphiql:tabState': '{}' };
    expect((await readProps('/graphql', kept))['initialVariables']).toBeUndefined();
  });

  it('keeps its tabs apart from those of other graphs in the same browser', async () => {
    const kept = { 'graphiql:tabState': 'all' };
    const storage = (await readProps(PROJECT, kept))['storage'] as Kept;
    expect(storage.getItem('graphiql:tabState')).toBeNull();
    storage.setItem('graphiql:tabState', 'stroke');
    expect(kept).toEqual({ 'graphiql:tabState': 'all', [`${PROJECT} graphiql:tabState`]: 'stroke' });
    expect(storage.length).toBe(1);
    const all = (await readProps('/graphql', kept))['storage'] as Kept;
    expect([all.getItem('graphiql:tabState'), all.length]).toEqual(['all', 1]);
    storage.clear();
    expect(kept).toEqual({ 'graphiql:tabState': 'all' });
  });

  it('runs the one script that every page runs', async () => {
    const policies = [await getPage('text/html'), await getPage('text/html', true, PROJECT)].map(({ headers }) =>
      headers.get('content-security-policy'),
    );
    expect(policies[0]).toBe(policies[1]);
    const pages = [await getPage('text/html'), await getPage('text/html', true, PROJECT)];
    const [one, other] = await Promise.all(pages.map(async (page) => filesOf(await page.text())));
    expect(one).toEqual(other);
    const script = await readScript(await (await getPage('text/html', true, PROJECT)).text());
    expect(() => new Script(script)).not.toThrow();
  });

  it('says nothing of whether there is such a project', async () => {
    const page = async (path: string): Promise<string> => (await getPage('text/html', true, path)).text();
    const other = (await page(PROJECT.replace('stroke', 'zebra_1'))).replaceAll('zebra_1', 'zebra_2');
    expect(other).toBe(await page(PROJECT.replace('stroke', 'zebra_2')));
  });

  it.each(['/projects/1stroke/graphql', '/projects/%3Cb%3E/graphql', '/projects/stroke/', '/x/graphql'])(
    'is not at %s',
    async (path) => {
      expect((await getPage('text/html', true, path)).status).toBe(404);
    },
  );
});

describeWith(requirement.chromium, 'GraphiQL in a browser whose network is closed', () => {
  const gateway = createGateway(options);
  let browser: Browser;
  let page: Page;
  const foreign: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
    browser = await launchChromium();
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
    await gateway.close(15_000);
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

  it('opens the graph of a project with tabs of its own, which are not among those of the other', async () => {
    const address = new URL('/projects/stroke/graphql', page.url()).href;
    const before = page.url();
    await page.goto(address);
    await page.waitForSelector('.graphiql-tab-button');
    expect(await page.locator('.graphiql-tab-button').allTextContents()).toEqual(['Of_stroke']);
    expect(await page.title()).toBe('stroke – REDCap GraphQL');
    await page.click('.graphiql-execute-button');
    await page.locator('.result-window').getByText('Hello,undefined').waitFor({ timeout: 10_000 });
    await page.goto(before);
    await page.waitForSelector('.graphiql-tab-button');
    const tabs = await page.locator('.graphiql-tab-button').allTextContents();
    expect([tabs[0], tabs.includes('Of_stroke')]).toEqual(['Hello', false]);
  });

  it('asked no other host for anything, and its policy stopped nothing that it needs', () => {
    expect(foreign).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
