import { isLoopback } from './url.ts';

/** A proxy on the way to REDCap. */
export interface Proxy {
  /** Its address without credentials, for example `http://proxy.example.org:3128`. */
  readonly url: string;
  /** What it is given to know us by, as `Proxy-Authorization`; null where it asks nobody. */
  readonly authorization: string | null;
}

/** Which addresses are reached by which proxy. */
export interface ProxyRules {
  /** For addresses that begin with `http:`. */
  readonly http: Proxy | null;
  /** For addresses that begin with `https:`. */
  readonly https: Proxy | null;
  /** Hosts that are reached directly: a name with all names below it, `host:port`, or `*` for all. */
  readonly except: readonly string[];
}

const defaultPort = (protocol: string): string => (protocol === 'https:' ? '443' : '80');

/** Whether an entry of `NO_PROXY` names a host. */
const isNamed = (entry: string, { hostname, port, protocol }: URL): boolean => {
  if (entry === '*') return true;
  const [, host = '', entryPort] = /^(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
  if (entryPort !== undefined && entryPort !== (port === '' ? defaultPort(protocol) : port)) return false;
  const name = host.replace(/^\*?\./, '');
  return name !== '' && (hostname === name || hostname.endsWith(`.${name}`));
};

/** The proxy by which an address is reached; null where it is reached directly. This machine itself always is. */
export const findProxy = ({ http, https, except }: ProxyRules, address: string): Proxy | null => {
  const url = new URL(address);
  if (isLoopback(url.hostname) || except.some((entry) => isNamed(entry, url))) return null;
  return url.protocol === 'https:' ? https : http;
};
