import type { ServerResponse } from 'node:http';

/** Writes an answer to the socket as no correct server would. `closing` aborts when the server stops. */
export type Delivery = (outgoing: ServerResponse, closing: AbortSignal) => void;

/** An answer that breaks HTTP, which a `Response` cannot express. `listen.ts` lets it write itself to the socket. */
export class RawAnswer extends Response {
  readonly deliver: Delivery;

  constructor(deliver: Delivery) {
    super('This fault needs a socket: put the sandbox on one with listenSandbox.', { status: 502 });
    this.deliver = deliver;
  }
}

/** Leaves a connection open for as long as the caller and the server want it, and no longer. */
export const destroyWhenClosing: Delivery = ({ socket }, closing) => {
  const destroy = (): void => {
    socket?.destroy();
  };
  closing.addEventListener('abort', destroy, { once: true });
  socket?.once('close', () => {
    closing.removeEventListener('abort', destroy);
  });
};

const doomed = new WeakSet<object>();

/** Makes the server reset a connection when its next request arrives, like a connection that died while it was idle. */
export const doomConnection = (socket: object): void => {
  doomed.add(socket);
};

/** Whether {@link doomConnection} was called for this connection. */
export const isDoomed = (socket: object): boolean => doomed.has(socket);
