import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a program says in its first line when it can be asked. */
export interface Ready {
  readonly url: string;
  /** The project token, of an upstream. */
  readonly token?: string;
}

/** Listens on a free port of this machine, and says so in one line of JSON. */
export const sayReady = (server: Server, more: Omit<Ready, 'url'> = {}): void => {
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${String(port)}/`, ...more })}\n`);
  });
};
