import type { ServerResponse } from 'node:http';

/** Writes an answer to the socket as no well-behaved server would. `closing` aborts when the server stops. */
export type Delivery = (outgoing: ServerResponse, closing: AbortSignal) => void;

/** An answer that breaks HTTP and so cannot be said by a `Response`: `listen.ts` lets it write itself to the socket. */
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

/** Lets a connection be reset as soon as its next request arrives, as one that died while nobody used it. */
export const doomConnection = (socket: object): void => {
  doomed.add(socket);
};

/** Whether {@link doomConnection} was called for this connection. */
export const isDoomed = (socket: object): boolean => doomed.has(socket);
