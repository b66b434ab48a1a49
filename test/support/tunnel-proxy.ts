import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { listen } from './free-port.ts';

/** A proxy that opens tunnels (CONNECT), and notes all that it sees. */
export interface TunnelProxy {
  readonly url: string;
  /** What was asked for, as `host:port`. */
  readonly tunnels: readonly string[];
  /** All bytes that went through it, in both directions. */
  readonly seen: () => string;
  readonly close: () => Promise<void>;
}

/** Starts a proxy, which asks for these credentials where they are given. */
export const startTunnelProxy = async (credentials?: string): Promise<TunnelProxy> => {
  const tunnels: string[] = [];
  const seen: Buffer[] = [];
  const sockets = new Set<Socket>();
  const expected = credentials === undefined ? undefined : `Basic ${Buffer.from(credentials).toString('base64')}`;
  const server = createServer((_request, response) => response.writeHead(405).end());
  server.on('connect', (request, client: Socket) => {
    sockets.add(client);
    client.on('error', () => undefined);
    tunnels.push(request.url ?? '');
    if (request.headers['proxy-authorization'] !== expected) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const [host = '', port] = (request.url ?? '').split(':');
    const target = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      client.pipe(target).pipe(client);
    });
    sockets.add(target);
    for (const socket of [client, target]) socket.on('data', (chunk: Buffer) => seen.push(chunk));
    target.on('error', () => client.destroy());
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${String(port)}`,
    tunnels,
    seen: () => Buffer.concat(seen).toString('latin1'),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
};
