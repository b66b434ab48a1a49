import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { startDemoGatewayIn } from '../support/demo-gateway.ts';
import type { DemoGateway } from '../support/demo-gateway.ts';
import { root } from '../support/markdown.ts';
import { findFreePort } from '../support/free-port.ts';
import { startNginx } from '../support/nginx.ts';
import type { Nginx } from '../support/nginx.ts';
import { describeWith, requirement } from '../support/requirement.ts';
import { createGateway, gatewayOptions } from './gateway.ts';

describeWith(requirement.nginx, 'a gateway behind nginx with a prefix', () => {
  let nginx: Nginx;
  let gateway: DemoGateway;
  let streaming: Gateway;
  let base: string;
  const second = Promise.withResolvers<void>();

  beforeAll(async () => {
    const port = await findFreePort();
    base = `http://127.0.0.1:${String(port)}/redcap-graphql`;
    gateway = await startDemoGatewayIn({ REDCAP_GRAPHQL_PUBLIC_URL: `${base}/` });
    const schema = buildSchema(`
      directive @stream(if: Boolean! = true, initialCount: Int! = 0) on FIELD
      type Query { names: [String] }
    `);
    const names = async function* (): AsyncGenerator<string> {
      yield 'first';
      await second.promise;
      yield 'second';
    };
    Object.assign(schema.getQueryType()?.getFields()['names'] ?? {}, { resolve: names });
    streaming = createGateway(gatewayOptions({ schema, publicUrl: base }));
    const { url: streamUrl } = await streaming.listen({ host: '127.0.0.1', port: 0 });
    // With a slash nginx takes the prefix off, and without one it leaves it there.
    nginx = startNginx(
      port,
      `client_max_body_size 200m;
      location /redcap-graphql/ { proxy_pass ${gateway.url}/; proxy_http_version 1.1; proxy_request_buffering off; proxy_set_header Host $host; }
      location /redcap-graphql/graphql { proxy_pass ${gateway.url}; proxy_set_header Host $host; }
      location /stream/ { proxy_pass ${streamUrl}/; proxy_http_version 1.1; proxy_set_header Host $host; }`,
    );
  });

  afterAll(async () => {
    nginx.close();
    await gateway.close();
    await streaming.close(0);
  });

  const ask = async (query: string, variables: object = {}, path = '/graphql'): Promise<unknown> => {
    const response = await fetch(`${base}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return response.json();
  };

  it.each(['/graphql', '/projects/stroke2/graphql'])('answers operations at %s', async (path) => {
    expect(await ask('{ __typename }', {}, path)).toMatchObject({ data: { __typename: 'Query' } });
  });

  it.each(['/graphql', '/projects/stroke2/graphql'])('serves GraphiQL at %s, with its files', async (path) => {
    const page = await fetch(`${base}${path}`, { headers: { accept: 'text/html' } });
    const html = await page.text();
    const files = [...html.matchAll(/(?:href|src)="(\/[^"]+\.(?:js|css|ico))"/g)].map(([, file = '']) => file);
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) {
      expect(file).toMatch(/^\/redcap-graphql\/workbench\//);
      const response = await fetch(new URL(file, base));
      expect([response.status, response.headers.get('cache-control')]).toEqual([
        200,
        'public, max-age=31536000, immutable',
      ]);
      await response.body?.cancel();
    }
  });

  it('shows the workbench as its first page, which finds its files', async () => {
    const page = await (await fetch(`${base}/`, { headers: { accept: 'text/html' } })).text();
    const [, file = ''] = /src="(\/redcap-graphql\/workbench\/[^"]+\.js)"/.exec(page) ?? [];
    expect((await fetch(new URL(file, base))).status).toBe(200);
  });

  it('gives whole addresses of downloads, which work', async () => {
    const query = `{ project(key: "stroke2") { tableDownload(instrument: "demographics", format: CSV) { downloadUrl } } }`;
    // The form is that of the query.
    const answer = (await ask(query)) as { data: { project: { tableDownload: { downloadUrl: string } } } };
    const { downloadUrl } = answer.data.project.tableDownload;
    expect(downloadUrl).toMatch(new RegExp(`^${base}/files/[\\w-]{32}$`));
    expect(await (await fetch(downloadUrl)).text()).toMatch(/^[\w,]+\r?\n/);
  });

  it('serves tables at plain addresses', async () => {
    const response = await fetch(`${base}/projects/stroke2/instruments/demographics.csv`);
    expect(response.status).toBe(200);
    expect(await response.text()).toMatch(/^[\w,]+\r?\n/);
  });

  it('takes uploads', async () => {
    const example = (name: string): Buffer => readFileSync(join(root, 'schema/examples', name));
    const variables: unknown = JSON.parse(example('08-signed-consent.variables.json').toString());
    const form = new FormData();
    form.append('operations', JSON.stringify({ query: example('08-signed-consent.graphql').toString(), variables }));
    form.append('map', '{"0": ["variables.file"]}');
    form.append(
      '0',
      new File([new Uint8Array(example('08-signed-consent.pdf'))], 'c.pdf', { type: 'application/pdf' }),
    );
    const headers = { 'apollo-require-preflight': '1' };
    const response = await fetch(`${base}/graphql`, { method: 'POST', headers, body: form });
    expect(await response.json()).toMatchObject({ data: { importFile: { errors: [], file: { fileName: 'c.pdf' } } } });
  });

  it('passes a part on before the next is there', async () => {
    const response = await fetch(`${nginx.url}/stream/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'multipart/mixed' },
      body: '{"query":"{ names @stream }"}',
    });
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString();
      if (text.includes('"first"')) second.resolve();
    }
    expect(text).toContain('"second"');
  });
});
