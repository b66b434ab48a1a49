import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { readPublicAddress, takeOffPrefix } from '../../src/gateway/public-address.ts';
import { createGateway, gatewayOptions } from './gateway.ts';

describe('the public address of a gateway', () => {
  it.each([
    [null, null, ''],
    ['https://example.org', 'example.org', ''],
    ['https://example.org:8443/a/b', 'example.org', '/a/b'],
  ])('%s has the host and what comes before its paths', (url, hostname, prefix) => {
    expect(readPublicAddress(url)).toEqual({ hostname, prefix });
  });

  it.each([
    ['/a/graphql', '/graphql'],
    ['/a/graphql?query={x}', '/graphql?query={x}'],
    ['/a', '/'],
    ['/a?x=1', '/?x=1'],
    ['/ab/graphql', '/ab/graphql'],
    ['/graphql', '/graphql'],
  ])('makes of %s the path %s', (url, expected) => {
    // Nothing but the address of the request is looked at.
    const request = { url } as Parameters<typeof takeOffPrefix>[0];
    takeOffPrefix(request, { hostname: 'example.org', prefix: '/a' });
    expect(request.url).toBe(expected);
  });

  it.each([
    ['the public one', 'http://example.org/graphql?query={hello}', 200],
    ['another one', 'http://evil.test/graphql?query={hello}', 403],
  ])('lets callers of an open gateway ask for the host of %s', async (_what, address, status) => {
    const gateway = createGateway(gatewayOptions({ publicUrl: 'https://example.org/a' }));
    expect((await gateway.fetch(new Request(address))).status).toBe(status);
  });
});

describe('publicUrl', () => {
  const read = (publicUrl: string): string | null => parseConfig({ argv: [], env: {}, file: { publicUrl } }).publicUrl;

  it.each([
    ['https://example.org/redcap-graphql/', 'https://example.org/redcap-graphql'],
    ['https://example.org', 'https://example.org'],
  ])('is %s without the slash at its end', (given, expected) => {
    expect(read(given)).toBe(expected);
  });

  it('is outweighed by the variable', () => {
    const env = { REDCAP_GRAPHQL_PUBLIC_URL: 'https://b.example.org/' };
    const { publicUrl } = parseConfig({ argv: [], env, file: { publicUrl: 'https://a.example.org' } });
    expect(publicUrl).toBe('https://b.example.org');
  });

  it('is refused where nobody would need a credential for what is in a REDCap', () => {
    const env = { REDCAP_URL: 'https://redcap.example.org/api/', REDCAP_TOKEN: '0123456789ABCDEF0123456789ABCDEF' };
    const start = (publicUrl: string, more: object = {}) =>
      parseConfig({ argv: [], env: { ...env, ...more }, file: { publicUrl } }).publicUrl;
    expect(() => start('https://a.example.org')).toThrow('publicUrl: refusing to be published');
    expect(start('http://localhost:8080')).toBe('http://localhost:8080');
    const REDCAP_GRAPHQL_API_KEY_HASH = `sha256:${'a'.repeat(64)}`;
    expect(start('https://a.example.org', { REDCAP_GRAPHQL_API_KEY_HASH })).toBe('https://a.example.org');
  });

  it.each([
    'example.org',
    'ftp://example.org/',
    'https://a:b@example.org/',
    'https://example.org/?x',
    'https://example.org/"',
  ])('cannot be %s', (given) => {
    expect(() => read(given)).toThrow('publicUrl: must be the address of the gateway for its callers');
  });
});
