import { connect, createServer, type Socket } from 'node:net';
import { listen } from './free-port.ts';

/** A way to a port, which a test can cut and slow down. */
export interface TcpProxy {
  readonly port: number;
  /** Ends all connections, and refuses others. */
  readonly cut: () => void;
  /** Lets everything pass again. */
  readonly mend: () => void;
  /** Lets each piece pass so many milliseconds later. */
  readonly delay: (milliseconds: number) => void;
  readonly close: () => Promise<void>;
}

/** Passes on what comes, in its order and after the delay of the moment. */
const pass = (from: Socket, to: Socket, delayMs: () => number): void => {
  from.on('data', (data) => {
    setTimeout(() => {
      if (!to.destroyed) to.write(data);
    }, delayMs());
  });
  // What came before the end passes before it.
  from.on('close', () => setTimeout(() => to.destroySoon(), delayMs()));
  from.on('error', () => {
    from.destroy();
    to.destroy();
  });
};

/** Opens a way to a port of this machine. */
export const openProxy = async (target: number): Promise<TcpProxy> => {
  const sockets = new Set<Socket>();
  let [isCut, delayMs] = [false, 0];
  const server = createServer((client) => {
    if (isCut) {
      client.destroy();
      return;
    }
    const upstream = connect(target, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    }
    pass(client, upstream, () => delayMs);
    pass(upstream, client, () => delayMs);
  });
  const port = await listen(server);
  return {
    port,
    cut: () => {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    mend: () => {
      [isCut, delayMs] = [false, 0];
    },
    delay: (milliseconds) => {
      delayMs = milliseconds;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
};
