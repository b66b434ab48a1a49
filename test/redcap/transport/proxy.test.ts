import { createServer } from 'node:https';
import type { Server, ServerOptions } from 'node:https';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { importArms } from '../../../src/redcap/methods/arm.ts';
import { exportVersion } from '../../../src/redcap/methods/version.ts';
import { findProxy } from '../../../src/redcap/proxy.ts';
import type { ProxyRules } from '../../../src/redcap/proxy.ts';
import { createAuthority } from '../../support/certificates.ts';
import type { Authority } from '../../support/certificates.ts';
import { listen } from '../../support/free-port.ts';
import { describeWith, requirement } from '../../support/requirement.ts';
import { startTunnelProxy } from '../../support/tunnel-proxy.ts';
import type { TunnelProxy } from '../../support/tunnel-proxy.ts';
import { canary, connect, errorOf } from '../connect.ts';

const proxy = { url: 'http://proxy.test:3128', authorization: null };

describe('the proxy of an address', () => {
  const rules = (except: readonly string[]): ProxyRules => ({ http: null, https: proxy, except });

  it.each([
    ['an https address has that of https', 'https://redcap.test/api/', [], true],
    ['an http address has that of http', 'http://redcap.test/api/', [], false],
    ['this machine has none', 'https://localhost/api/', [], false],
    ['this machine by its number has none', 'https://127.0.0.1/api/', [], false],
    ['an excepted host has none', 'https://redcap.test/api/', ['redcap.test'], false],
    ['a host in other capitals has none', 'https://redcap.test/api/', ['REDCap.Test'], false],
    ['a host below an excepted one has none', 'https://a.redcap.test/api/', ['redcap.test'], false],
    ['a host below an excepted one with a dot has none', 'https://a.redcap.test/api/', ['.redcap.test'], false],
    ['a host below an excepted one with a star has none', 'https://a.redcap.test/api/', ['*.redcap.test'], false],
    ['a host that only ends alike has one', 'https://myredcap.test/api/', ['redcap.test'], true],
    ['a host at the excepted port has none', 'https://redcap.test/api/', ['redcap.test:443'], false],
    ['a host at another port has one', 'https://redcap.test:8443/api/', ['redcap.test:443'], true],
    ['no host has one where all are excepted', 'https://redcap.test/api/', ['*'], false],
    ['an empty exception excepts nothing', 'https://redcap.test/api/', ['.'], true],
  ])('%s', (_what, address, except, isProxied) => {
    expect(findProxy(rules(except), address)).toBe(isProxied ? proxy : null);
  });
});

describeWith(requirement.openssl, 'a REDCap that is reached by TLS', () => {
  let authority: Authority;
  const open: { readonly close: () => unknown }[] = [];

  beforeAll(() => {
    authority = createAuthority();
  });
  afterAll(() => authority.remove());
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
  });

  const startRedcap = async (options: ServerOptions = {}): Promise<string> => {
    const { cert, key } = authority.server;
    const server: Server = createServer({ cert, key, ...options }, (request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => response.end(body.includes('content=arm') ? '1' : '16.1.3'));
    });
    const port = await listen(server);
    open.push({ close: () => server.close().closeAllConnections() });
    return `https://localhost:${String(port)}/api/`;
  };

  const startProxy = async (credentials?: string): Promise<TunnelProxy> => {
    const started = await startTunnelProxy(credentials);
    open.push(started);
    return started;
  };

  it('is not believed without the certificates of its authority', async () => {
    await using connection = connect(await startRedcap());
    const error = await errorOf(connection.redcap.call(exportVersion, undefined));
    expect([error.code, error.message]).toEqual([
      'REDCAP_UNAVAILABLE',
      'The certificate of the REDCap server is not trusted.',
    ]);
  });

  it('is not believed either where Node is to check nothing', async () => {
    const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      await using connection = connect(await startRedcap());
      expect((await errorOf(connection.redcap.call(exportVersion, undefined))).code).toBe('REDCAP_UNAVAILABLE');
    } finally {
      if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
      else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
    }
  });

  it('is believed with them', async () => {
    await using connection = connect(await startRedcap(), { tls: { ca: authority.ca } });
    expect(await connection.redcap.call(exportVersion, undefined)).toBe('16.1.3');
  });

  it('is not spoken to by less than TLS 1.2', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    await using connection = connect(await startRedcap(old), { tls: { ca: authority.ca } });
    const error = await errorOf(connection.redcap.call(exportVersion, undefined));
    expect([error.code, error.notSent]).toEqual(['REDCAP_UNAVAILABLE', true]);
  });

  it('knows the gateway by its certificate', async () => {
    const url = await startRedcap({ requestCert: true, rejectUnauthorized: true, ca: authority.ca });
    const { cert, key } = authority.client;
    await using known = connect(url, { tls: { ca: authority.ca, cert, key } });
    expect(await known.redcap.call(exportVersion, undefined)).toBe('16.1.3');
    await using unknown = connect(url, { tls: { ca: authority.ca } });
    expect((await errorOf(unknown.redcap.call(exportVersion, undefined))).code).toBe('REDCAP_UNAVAILABLE');
  });

  it('is reached through a proxy that sees its name and no token', async () => {
    const url = await startRedcap();
    const tunnel = await startProxy('study:s3cret');
    const authorization = `Basic ${Buffer.from('study:s3cret').toString('base64')}`;
    await using connection = connect(url, { tls: { ca: authority.ca }, proxy: { url: tunnel.url, authorization } });
    expect(await connection.redcap.call(exportVersion, undefined)).toBe('16.1.3');
    expect(tunnel.tunnels).toEqual([new URL(url).host]);
    expect(tunnel.seen().length).toBeGreaterThan(500);
    expect(tunnel.seen()).not.toContain(canary);
  });

  it('is not believed through a proxy either without the certificates of its authority', async () => {
    const tunnel = await startProxy();
    await using connection = connect(await startRedcap(), { proxy: { url: tunnel.url, authorization: null } });
    const error = await errorOf(connection.redcap.call(exportVersion, undefined));
    expect(error.message).toBe('The certificate of the REDCap server is not trusted.');
    expect(tunnel.seen()).not.toContain(canary);
  });

  it('gets each write through a tunnel of its own', async () => {
    const tunnel = await startProxy();
    const through = { url: tunnel.url, authorization: null };
    await using connection = connect(await startRedcap(), { tls: { ca: authority.ca }, proxy: through });
    const args = { rows: [{ arm_num: 1, name: 'Arm 1' }], override: false };
    for (let times = 0; times < 2; times += 1) await connection.redcap.call(importArms, args);
    expect(tunnel.tunnels).toHaveLength(2);
  });

  it.each([
    [
      'asks for credentials',
      async () => (await startProxy('study:s3cret')).url,
      'The proxy did not connect to REDCap.',
      'PROXY_407',
    ],
    ['is not there', async () => 'http://127.0.0.1:1', 'REDCap could not be reached.', 'ECONNREFUSED'],
  ])('gets nothing where the proxy %s', async (_what, start, message, cause) => {
    const url = await startRedcap();
    const through = { url: await start(), authorization: null };
    await using connection = connect(url, { tls: { ca: authority.ca }, proxy: through });
    const error = await errorOf(connection.redcap.call(exportVersion, undefined));
    expect([error.code, error.message, error.notSent, error.cause]).toEqual([
      'REDCAP_UNAVAILABLE',
      message,
      true,
      new Error(cause),
    ]);
  });
});
