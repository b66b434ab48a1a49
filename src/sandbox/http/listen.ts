import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { RawAnswer, isDoomed } from '../fault/raw-answer.ts';

/** What answers the requests, for example `createSandbox(store)`. */
export type SandboxHandler = (request: Request) => Promise<Response>;

/** Where the sandbox listens. */
export interface ListenOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Most bytes of a request's body; 256 MiB unless given. More is answered with 413. */
  readonly maxBodyBytes?: number;
  /** The option that chooses the port. An error names it when the port is not free. `--port` unless given. */
  readonly portOption?: string;
}

/** A sandbox that listens. */
export interface ListeningSandbox {
  /** The address of the API, for example `http://127.0.0.1:8080/api/`. */
  readonly url: string;
  /** Stops accepting and waits for calls under way. It cuts them after `graceMs` (5 s). */
  readonly close: (graceMs?: number) => Promise<void>;
}

const defaultMaxBodyBytes = 256 * 1024 * 1024;
const defaultGraceMs = 5_000;

/** A request that is refused before the handler sees it. */
class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const readBytes = async (incoming: IncomingMessage, maxBytes: number): Promise<Buffer> => {
  const tooLarge = new RequestError(413, `A request may have ${String(maxBytes)} bytes at most.`);
  if (Number(incoming.headers['content-length'] ?? 0) > maxBytes) throw tooLarge;
  const pieces: Buffer[] = [];
  let length = 0;
  // Destroying the stream would close the connection before the refusal is written.
  for await (const piece of incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > maxBytes) throw tooLarge;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
};

const readHeaders = (incoming: IncomingMessage): Headers => {
  const headers = new Headers();
  for (let index = 0; index + 1 < incoming.rawHeaders.length; index += 2) {
    headers.append(incoming.rawHeaders[index] ?? '', incoming.rawHeaders[index + 1] ?? '');
  }
  return headers;
};

const readRequest = async (
  incoming: IncomingMessage,
  base: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Request> => {
  const target = incoming.url ?? '/';
  if (!target.startsWith('/') || !URL.canParse(target, base)) {
    throw new RequestError(400, 'The address of the request cannot be understood.');
  }
  const method = incoming.method ?? 'GET';
  const bytes = await readBytes(incoming, maxBytes);
  const body = method === 'GET' || method === 'HEAD' ? null : new Uint8Array(bytes);
  return new Request(new URL(target, base), { method, headers: readHeaders(incoming), body, signal });
};

const writeResponse = async (response: Response, outgoing: ServerResponse, closing: AbortSignal): Promise<void> => {
  if (response instanceof RawAnswer) {
    response.deliver(outgoing, closing);
    return;
  }
  outgoing.statusCode = response.status;
  outgoing.setHeaders(response.headers);
  if (response.body === null) {
    outgoing.end();
    return;
  }
  await pipeline(Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]), outgoing);
};

const refuse = (outgoing: ServerResponse, error: unknown): void => {
  if (outgoing.headersSent) {
    outgoing.destroy();
    return;
  }
  const status = error instanceof RequestError ? error.status : 500;
  const message = error instanceof RequestError ? error.message : 'The sandbox ran into an error of its own.';
  // The rest of a body that was not read would be taken for the next request.
  outgoing.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end(`${message}\n`);
};

const serve = async (
  handler: SandboxHandler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  base: string,
  maxBytes: number,
  closing: AbortSignal,
): Promise<void> => {
  const abort = new AbortController();
  outgoing.once('close', () => {
    abort.abort();
  });
  try {
    const request = await readRequest(incoming, base, maxBytes, abort.signal);
    await writeResponse(await handler(request), outgoing, closing);
  } catch (error) {
    refuse(outgoing, error);
  }
};

const describeError = (error: NodeJS.ErrnoException, options: ListenOptions): Error => {
  const { host, port, portOption = '--port' } = options;
  if (error.code === 'EADDRINUSE') {
    return new Error(`Port ${String(port)} on ${host} is in use already. Choose another with ${portOption}.`);
  }
  if (error.code === 'EACCES') {
    return new Error(`Listening on port ${String(port)} is not allowed. Choose one above 1023 with ${portOption}.`);
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new Error(`This machine has no address "${host}". Choose another with --host, for example 127.0.0.1.`);
  }
  return new Error(`Cannot listen on ${host}:${String(port)} (${error.code ?? 'unknown reason'}).`);
};

const closeServer = (server: Server, graceMs: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => {
      server.closeAllConnections();
    }, graceMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });

/** Puts a sandbox on a socket. Rejects with one sentence for the operator when it cannot listen there. */
export const listenSandbox = async (handler: SandboxHandler, options: ListenOptions): Promise<ListeningSandbox> => {
  const { host, port, maxBodyBytes = defaultMaxBodyBytes } = options;
  const spelledHost = host.includes(':') ? `[${host}]` : host;
  const closing = new AbortController();
  const server = createServer((incoming, outgoing) => {
    if (isDoomed(incoming.socket)) {
      incoming.socket.resetAndDestroy();
      return;
    }
    // A connection that becomes idle while the server closes would keep it open.
    outgoing.once('close', () => {
      if (!server.listening) setImmediate(() => server.closeIdleConnections());
    });
    void serve(handler, incoming, outgoing, `http://${spelledHost}`, maxBodyBytes, closing.signal);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(describeError(error, options));
    });
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${spelledHost}:${String(address.port)}/api/`,
    close: (graceMs = defaultGraceMs) => {
      closing.abort();
      return closeServer(server, graceMs);
    },
  };
};
