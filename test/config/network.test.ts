import { chmodSync, readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import type { Config } from '../../src/config.ts';
import type { SecretFile } from '../../src/config.ts';
import { createAuthority } from '../support/certificates.ts';
import type { Authority } from '../support/certificates.ts';
import { describeWith, requirement } from '../support/requirement.ts';

const token = 'A'.repeat(32);
const env = { REDCAP_URL: 'https://redcap.example.org/api/', REDCAP_TOKEN: token };

const readSecretFile = (path: string): SecretFile => {
  try {
    return { text: readFileSync(path, 'utf8'), mode: statSync(path).mode };
  } catch {
    return { problem: 'there is no such file' };
  }
};

const read = (file: unknown, more: Record<string, string> = {}): Config =>
  parseConfig({ argv: [], env: { ...env, ...more }, file, readSecretFile });

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

describe('the proxies of a configuration', () => {
  it('are none unless something names them', () => {
    expect(read({}).network.proxies).toEqual({ http: null, https: null, except: [] });
  });

  it('are those of the usual variables, with their credentials', () => {
    const proxies = {
      HTTPS_PROXY: 'http://study:s3%20cret@proxy.example.org:3128/',
      http_proxy: 'proxy.example.org:8080',
      NO_PROXY: 'localhost, .example.com',
    };
    expect(read({}, proxies).network.proxies).toEqual({
      https: { url: 'http://proxy.example.org:3128', authorization: basic('study:s3 cret') },
      http: { url: 'http://proxy.example.org:8080', authorization: null },
      except: ['localhost', '.example.com'],
    });
  });

  it('are those of the file, whatever the variables say', () => {
    const redcap = {
      proxy: 'http://proxy.example.org:3128',
      proxyCredentials: { env: 'PROXY_USER' },
      noProxy: ['redcap.example.com'],
    };
    const own = { url: 'http://proxy.example.org:3128', authorization: basic('study:s3cret') };
    const variables = { PROXY_USER: 'study:s3cret', HTTPS_PROXY: 'http://other.example.org', NO_PROXY: '*' };
    expect(read({ redcap }, variables).network.proxies).toEqual({
      http: own,
      https: own,
      except: ['redcap.example.com'],
    });
  });

  it('are none where the file says so', () => {
    const { proxies } = read({ redcap: { proxy: 'none' } }, { HTTPS_PROXY: 'http://proxy.example.org' }).network;
    expect([proxies.http, proxies.https]).toEqual([null, null]);
  });

  it.each([
    [
      'credentials in the file',
      { redcap: { proxy: 'http://a:b@proxy.example.org' } },
      {},
      'redcap.proxy: must hold no',
    ],
    ['another kind of proxy', {}, { HTTPS_PROXY: 'socks5://proxy.example.org' }, 'HTTPS_PROXY: must be the address'],
  ])('are refused for %s', (_what, file, variables, problem) => {
    expect(() => read(file, variables)).toThrow(problem);
  });
});

describe('the check of certificates', () => {
  it('cannot be turned off for the whole process', () => {
    expect(() => read({}, { NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toThrow(
      'NODE_TLS_REJECT_UNAUTHORIZED is 0, which turns the check of certificates off. Take it away, and name the ' +
        'certificate authority of your REDCap by redcap.caFile or NODE_EXTRA_CA_CERTS.',
    );
  });

  it.each([
    ['with another value', { NODE_TLS_REJECT_UNAUTHORIZED: '1' }, 'redcap'],
    ['in front of the sandbox', { NODE_TLS_REJECT_UNAUTHORIZED: '0', REDCAP_URL: '', REDCAP_TOKEN: '' }, 'sandbox'],
  ])('is left to the variable %s', (_what, variables, mode) => {
    expect(read({}, variables).mode).toBe(mode);
  });
});

describeWith(requirement.openssl, 'the certificates of a configuration', () => {
  let authority: Authority;
  let other: Authority;

  beforeAll(() => {
    authority = createAuthority();
    other = createAuthority();
    for (const { client } of [authority, other]) chmodSync(client.keyFile, 0o600);
  });
  afterAll(() => {
    authority.remove();
    other.remove();
  });

  const certificateOf = ({ client: { certFile, keyFile } }: Authority) => ({ certFile, keyFile });

  it('are those for all projects, but for a project that has its own', () => {
    const { caFile, ca, client } = authority;
    const project = { url: env.REDCAP_URL, token: { env: 'TOKEN' } };
    const projects = [
      { ...project, key: 'a' },
      { ...project, key: 'b', caFile: other.caFile },
    ];
    const redcap = { caFile, clientCertificate: certificateOf(authority) };
    const { network } = parseConfig({ argv: [], env: { TOKEN: token }, file: { projects, redcap }, readSecretFile });
    const pair = { cert: client.cert, key: client.key.trim() };
    expect(network.tls).toMatchObject({ ca, ...pair });
    expect([...network.projectTls.keys()]).toEqual(['b']);
    expect(network.projectTls.get('b')).toMatchObject({ ca: other.ca, ...pair });
    expect(network.projectTls.get('b')?.name).not.toBe(network.tls?.name);
  });

  it('are refused where the key is of another certificate', () => {
    const clientCertificate = { certFile: authority.client.certFile, keyFile: other.client.keyFile };
    expect(() => read({ redcap: { clientCertificate } })).toThrow(
      'redcap.clientCertificate: the key does not fit the certificate, or its passphrase is missing or wrong.',
    );
  });

  it('are refused where everyone can read the key', () => {
    chmodSync(other.server.keyFile, 0o644);
    const { certFile, keyFile } = other.server;
    expect(() => read({ redcap: { clientCertificate: { certFile, keyFile } } })).toThrow(
      `redcap.clientCertificate.keyFile: ${keyFile} can be read by everyone on this machine.`,
    );
  });

  it.each([
    ['is not there', '/nowhere/ca.pem', 'redcap.caFile: /nowhere/ca.pem: there is no such file.'],
    ['holds none', import.meta.filename, 'holds no certificate in the form PEM.'],
  ])('are refused where their file %s', (_what, caFile, problem) => {
    expect(() => read({ redcap: { caFile } })).toThrow(problem);
  });
});
