import { createSecureContext } from 'node:tls';
import type { Proxy, ProxyRules } from '../redcap/proxy.ts';
import type { TransportTls } from '../redcap/transport.ts';
import type { MendedFile } from './mended-file.ts';
import type { Reading } from './reading.ts';

/** Certificates for the way to a REDCap, and the files that they came from. */
export interface TlsConfig extends TransportTls {
  /** The same for the same files. */
  readonly name: string;
}

/** How REDCap is reached. */
export interface NetworkConfig {
  readonly proxies: ProxyRules;
  /** For all REDCaps; null for the machine's own certificates. */
  readonly tls: TlsConfig | null;
  /** By key, for projects that have their own. */
  readonly projectTls: ReadonlyMap<string, TlsConfig>;
}

/** The certificates for the way to a project, by its key. */
export const tlsOf = ({ tls, projectTls }: NetworkConfig, key: string): TlsConfig | null => projectTls.get(key) ?? tls;

/** Names a way to REDCap: the same for the same address and the same certificates. */
export const nameWay = (url: string, tls: TlsConfig | null): string => `${url}\n${tls?.name ?? ''}`;

type TlsSettings = Pick<MendedFile['redcap'], 'caFile' | 'clientCertificate'>;

const encodeCredentials = (userAndPassword: string): string =>
  `Basic ${Buffer.from(userAndPassword).toString('base64')}`;

/** The proxy at an address. Variables have the credentials of a proxy in its address, and the file refers to them. */
const readProxy = (
  reading: Reading,
  place: string,
  address: string | undefined,
  credentials?: string,
): Proxy | null => {
  if (address === undefined || address === 'none') return null;
  const text = /^\w+:\/\//.test(address) ? address : `http://${address}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    reading.problems.push(`${place}: must be the address of a proxy, such as http://proxy.example.org:3128.`);
    return null;
  }
  const inAddress =
    url.username === '' ? undefined : `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  if (inAddress !== undefined && place === 'redcap.proxy') {
    reading.problems.push('redcap.proxy: must hold no credentials. Refer to them by redcap.proxyCredentials.');
    return null;
  }
  const known = credentials ?? inAddress;
  return { url: url.origin, authorization: known === undefined ? null : encodeCredentials(known) };
};

/** A variable that programs have agreed upon, in either case. The lower case outweighs the other, as it does for them. */
const readShared = (reading: Reading, name: string): string | undefined =>
  reading.env(name.toLowerCase()) ?? reading.env(name);

const readProxies = (reading: Reading, { redcap }: MendedFile): ProxyRules => {
  const credentials = reading.secret('redcap.proxyCredentials', redcap.proxyCredentials);
  const excepted = redcap.noProxy ?? readShared(reading, 'NO_PROXY')?.split(/[\s,]+/) ?? [];
  const except = excepted.filter((entry) => entry !== '');
  if (redcap.proxy !== undefined) {
    const proxy = readProxy(reading, 'redcap.proxy', redcap.proxy, credentials);
    return { http: proxy, https: proxy, except };
  }
  return {
    http: readProxy(reading, 'HTTP_PROXY', readShared(reading, 'HTTP_PROXY')),
    https: readProxy(reading, 'HTTPS_PROXY', readShared(reading, 'HTTPS_PROXY')),
    except,
  };
};

/** The certificates in a file. */
export const readCa = (reading: Reading, place: string, path: string | undefined): string | undefined => {
  if (path === undefined) return undefined;
  const text = reading.file(place, path);
  if (
    text === undefined ||
    text.startsWith('-----BEGIN CERTIFICATE-----') ||
    text.includes('\n-----BEGIN CERTIFICATE-----')
  )
    return text;
  reading.problems.push(`${place}: ${path}: holds no certificate in the form PEM.`);
  return undefined;
};

const readCertificate = (
  reading: Reading,
  place: string,
  given: TlsSettings['clientCertificate'],
): Pick<TransportTls, 'cert' | 'key' | 'passphrase'> => {
  if (given === undefined) return {};
  const cert = reading.file(`${place}.certFile`, given.certFile);
  const key = reading.secret(`${place}.keyFile`, { file: given.keyFile });
  const passphrase = reading.secret(`${place}.passphrase`, given.passphrase);
  if (cert === undefined || key === undefined) return {};
  const certificate = { cert, key, ...(passphrase === undefined ? {} : { passphrase }) };
  try {
    createSecureContext(certificate);
  } catch {
    reading.problems.push(`${place}: the key does not fit the certificate, or its passphrase is missing or wrong.`);
  }
  return certificate;
};

/** The certificates of one part of the file; null where it names none. */
const readTls = (reading: Reading, place: string, settings: TlsSettings): TlsConfig | null => {
  const { caFile, clientCertificate } = settings;
  if (caFile === undefined && clientCertificate === undefined) return null;
  const ca = readCa(reading, `${place}.caFile`, caFile);
  return {
    name: [caFile, clientCertificate?.certFile].join('\n'),
    ...(ca === undefined ? {} : { ca }),
    ...readCertificate(reading, `${place}.clientCertificate`, clientCertificate),
  };
};

/** How REDCap is reached: proxies of the file or of the usual variables, and certificates. */
export const readNetwork = (reading: Reading, file: MendedFile): NetworkConfig => {
  const { caFile, clientCertificate } = file.redcap;
  const own = file.projects.flatMap((project, index): [string, TlsConfig][] => {
    // What a project does not name is as for all.
    const settings = {
      caFile: project.caFile ?? caFile,
      clientCertificate: project.clientCertificate ?? clientCertificate,
    };
    if (project.key === undefined || (project.caFile ?? project.clientCertificate) === undefined) return [];
    const tls = readTls(reading, `projects[${index}]`, settings);
    return tls === null ? [] : [[project.key, tls]];
  });
  return {
    proxies: readProxies(reading, file),
    tls: readTls(reading, 'redcap', file.redcap),
    projectTls: new Map(own),
  };
};

/** Refuses a machine on which Node checks no certificate: everybody between could read the tokens. */
export const checkCertificateChecks = (reading: Reading): void => {
  if (reading.env('NODE_TLS_REJECT_UNAUTHORIZED') !== '0') return;
  reading.problems.push(
    'NODE_TLS_REJECT_UNAUTHORIZED is 0, which turns the check of certificates off. Take it away, and name the ' +
      'certificate authority of your REDCap by redcap.caFile or NODE_EXTRA_CA_CERTS.',
  );
};
