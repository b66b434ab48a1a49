import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate and its private key, in files and as texts (PEM). */
export interface Certificate {
  readonly certFile: string;
  readonly keyFile: string;
  readonly cert: string;
  readonly key: string;
}

/** A certificate authority of one test, with what it has signed. */
export interface Authority {
  readonly caFile: string;
  readonly ca: string;
  /** For the names `localhost` and `127.0.0.1`. */
  readonly server: Certificate;
  readonly client: Certificate;
  readonly remove: () => void;
}

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** Makes an authority and two certificates by `openssl`. */
export const createAuthority = (): Authority => {
  const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
  const at = (name: string): string => join(folder, name);
  const openssl = (...args: readonly string[]): void => {
    execFileSync('openssl', args, { stdio: 'ignore' });
  };
  openssl(
    'req',
    '-x509',
    ...KEY,
    '-days',
    '2',
    '-subj',
    '/CN=Test Authority',
    '-keyout',
    at('ca.key'),
    '-out',
    at('ca.pem'),
  );
  const sign = (name: string, extensions: string): Certificate => {
    writeFileSync(at(`${name}.ext`), extensions);
    openssl('req', '-new', ...KEY, '-subj', `/CN=${name}`, '-keyout', at(`${name}.key`), '-out', at(`${name}.csr`));
    const by = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-days', '2'];
    openssl('x509', '-req', '-in', at(`${name}.csr`), ...by, '-extfile', at(`${name}.ext`), '-out', at(`${name}.pem`));
    const [certFile, keyFile] = [at(`${name}.pem`), at(`${name}.key`)];
    return { certFile, keyFile, cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
  };
  return {
    caFile: at('ca.pem'),
    ca: readFileSync(at('ca.pem'), 'utf8'),
    server: sign('server', 'subjectAltName=DNS:localhost,IP:127.0.0.1\n'),
    client: sign('client', 'extendedKeyUsage=clientAuth\n'),
    remove: () => rmSync(folder, { recursive: true }),
  };
};
