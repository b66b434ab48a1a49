import { hash, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from './metrics.ts';

/** Where metrics are served, and to whom. */
export interface MetricsAddress {
  readonly host: string;
  readonly port: number;
  /** SHA-256 of the key that is asked for, in hexadecimal digits; null where none is. */
  readonly sha256: string | null;
}

/** Metrics that are served. */
export interface MetricsServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const BEARER = /^Bearer +([\x21-\x7e]+)$/i;

const isAllowed = ({ headers }: IncomingMessage, sha256: string | null): boolean => {
  if (sha256 === null) return true;
  const key = BEARER.exec(headers.authorization ?? '')?.[1];
  return key !== undefined && timingSafeEqual(Buffer.from(hash('sha256', key)), Buffer.from(sha256));
};

/** Serves metrics at `/metrics`, on a port of its own. Rejects where it cannot listen. */
export const serveMetrics = async (
  metrics: Metrics,
  { host, port, sha256 }: MetricsAddress,
): Promise<MetricsServer> => {
  const server = createServer((request, response) => {
    const status = request.url !== '/metrics' ? 404 : isAllowed(request, sha256) ? 200 : 401;
    if (status !== 200) {
      response.writeHead(status, { connection: 'close' }).end();
      return;
    }
    metrics.read().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', () => reject(new Error(`The metrics cannot be served on ${host}:${String(port)}.`)));
    server.listen(port, host, resolve);
  });
  // A server that listens on a port has an address with one.
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${String(taken)}/metrics`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
};
