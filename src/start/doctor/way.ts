import { lookup } from 'node:dns/promises';
import { request } from 'node:http';
import { connect as connectTcp } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import type { Proxy } from '../../redcap/proxy.ts';
import type { TransportTls } from '../../redcap/transport.ts';

/** A REDCap, and how it is reached. */
export interface Way {
  /** Ends in `/api/`. */
  readonly url: string;
  readonly tls: TransportTls | null;
  readonly proxy: Proxy | null;
}

/** Each step has so long. */
const STEP_MS = 5_000;

const portOf = ({ port, protocol }: URL): number => Number(port === '' ? (protocol === 'https:' ? 443 : 80) : port);

/** The name or number of a host as sockets take it. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

/** The system's code of a failure, which names neither an address nor a byte of what was sent. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no reason given';

const timeOut = (): Error => Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' });

/** How many addresses a name has. */
export const resolveName = async (url: URL): Promise<number> => {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(timeOut()), STEP_MS);
  try {
    return (await Promise.race([lookup(hostOf(url), { all: true }), promise])).length;
  } finally {
    clearTimeout(timer);
  }
};

const untilOpen = <Opened extends Socket>(socket: Opened, event: 'connect' | 'secureConnect'): Promise<Opened> =>
  new Promise((resolve, reject) => {
    socket.setTimeout(STEP_MS, () => socket.destroy(timeOut()));
    socket.once('error', reject).once(event, () => resolve(socket));
  });

/** Opens a connection to a host. */
export const openSocket = (url: URL): Promise<Socket> =>
  untilOpen(connectTcp({ host: hostOf(url), port: portOf(url) }), 'connect');

/** Why a proxy did not open a tunnel. */
export class TunnelRefused extends Error {
  readonly status: number;

  constructor(status: number) {
    super('the proxy opened no tunnel');
    this.status = status;
  }
}

/** Has a proxy open a tunnel to a host, over a connection to the proxy. */
export const openTunnel = (socket: Socket, { authorization }: Proxy, url: URL): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const target = `${url.hostname}:${String(portOf(url))}`;
    const asked = request({
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...(authorization === null ? {} : { 'proxy-authorization': authorization }) },
      createConnection: () => socket,
    });
    const refuse = (status: number | undefined): void => {
      socket.destroy();
      reject(new TunnelRefused(status ?? 0));
    };
    asked.once('connect', ({ statusCode }) => {
      if (statusCode === 200) resolve(socket);
      else refuse(statusCode);
    });
    asked.once('response', ({ statusCode }) => refuse(statusCode));
    asked.once('error', reject);
    asked.end();
  });

/** Speaks TLS over a connection. The certificate is shown and judged by whoever asked; nothing is sent but the greeting. */
export const openTls = (socket: Socket, url: URL, tls: TransportTls | null): Promise<TLSSocket> => {
  const host = hostOf(url);
  const isNumber = /^[\d.]+$|:/.test(host);
  const options = { socket, host, ...tls, ...(isNumber ? {} : { servername: host }) };
  return untilOpen(connectTls({ ...options, rejectUnauthorized: false, minVersion: 'TLSv1.2' }), 'secureConnect');
};

/** What a web server answers to a request without a token. */
export interface PlainAnswer {
  readonly status: number;
  readonly date: string | undefined;
  readonly location: string | undefined;
}

/** Asks for the address of the API over an open connection, without a token. */
export const askPlainly = (socket: Socket, url: URL): Promise<PlainAnswer> =>
  new Promise((resolve, reject) => {
    const headers = { host: url.host, 'user-agent': 'redcap-graphql', connection: 'close' };
    const asked = request({ method: 'GET', path: url.pathname, headers, createConnection: () => socket }, (answer) => {
      const { statusCode = 0, headers: given } = answer;
      resolve({ status: statusCode, date: given.date, location: given.location });
      socket.destroy();
    });
    asked.once('error', reject);
    asked.end();
  });
