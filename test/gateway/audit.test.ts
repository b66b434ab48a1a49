import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '../../src/gateway/api-key.ts';
import { createGateway, gatewayOptions } from './gateway.ts';

const { key, hash } = createApiKey();

const fetchWithKey: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set('authorization', `Bearer ${key}`);
  return fetch(input, { ...init, headers });
};

const ways = [
  ['by the hot form where it can', true],
  ['by yoga alone', false],
] as const;

describe.each(ways)('GraphQL over HTTP, with everything locked down, answered %s', (_way, hotForm) => {
  const gateway = createGateway(
    gatewayOptions({
      callers: {
        apiKeys: [{ name: 'audit', sha256: hash.slice('sha256:'.length), projects: 'all', scopes: ['read'] }],
        passThrough: null,
      },
      hotForm,
    }),
  );
  let url = '';
  beforeAll(async () => {
    ({ url } = await gateway.listen({ host: '127.0.0.1', port: 0 }));
  });
  afterAll(() => gateway.close(15_000));

  const audits = serverAudits({ url: () => `${url}/graphql`, fetchFn: fetchWithKey });

  it('has 61 audits', () => {
    expect(audits).toHaveLength(61);
  });

  it.each(audits.map((audit) => [audit.id, audit.name, audit] as const))('%s %s', async (_id, _name, audit) => {
    expect(await audit.fn()).toMatchObject({ status: 'ok' });
    // The document is known by then.
    expect(await audit.fn()).toMatchObject({ status: 'ok' });
  });
});
