import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { GatewayClock } from './clock.ts';

/** A client that is still sending has so long to read its answer, which came before its last byte. */
const LINGER_MS = 5_000;

/**
 * Closes the connection of a request that was answered before its body had come, such as a refusal for want of a credential.
 * Node would go on reading for as long as an upload may take, for anybody. A client that ends its body in time may stay.
 */
export const closeAfterRefusal = (request: IncomingMessage, response: ServerResponse, clock: GatewayClock): void => {
  response.once('finish', () => {
    if (request.complete) return;
    clock.after(LINGER_MS, () => {
      if (!request.complete) request.socket.destroy();
    });
  });
};

/** What a client had taken of its answers when it was looked at, and since when it has taken nothing more. */
interface Standing {
  readonly taken: number;
  readonly since: number;
}

/** Looks within the time of a stall. */
const LOOKS = 4;

/**
 * Cuts clients that take no byte of their answer for so many seconds. A client that waits for its answer may wait as long as
 * the operation does: nothing is there for it to take.
 */
export class StalledClients {
  readonly #clients = new Map<Socket, Standing>();
  readonly #stallMs: number;
  readonly #clock: GatewayClock;
  #isLooking = false;

  constructor(seconds: number, clock: GatewayClock) {
    this.#stallMs = seconds * 1000;
    this.#clock = clock;
  }

  /** Looks at a client until its request is answered. */
  watch({ socket }: IncomingMessage, response: ServerResponse): void {
    this.#clients.set(socket, { taken: 0, since: this.#clock.now() });
    response.once('close', () => this.#clients.delete(socket));
    if (!this.#isLooking) this.#lookLater();
  }

  #lookLater(): void {
    this.#isLooking = this.#clients.size > 0;
    if (this.#isLooking) this.#clock.after(this.#stallMs / LOOKS, () => this.#look());
  }

  #look(): void {
    const now = this.#clock.now();
    for (const [socket, { taken, since }] of this.#clients) {
      const takenNow = socket.bytesWritten - socket.writableLength;
      if (socket.writableLength === 0 || takenNow !== taken) this.#clients.set(socket, { taken: takenNow, since: now });
      else if (now - since >= this.#stallMs) socket.destroy();
    }
    this.#lookLater();
  }
}
