import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { listen } from '../support/free-port.ts';

/** A request as it arrived: its headers and the parameters of its form. */
export interface SeenRequest {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly form: URLSearchParams;
}

export type Behaviour = (response: ServerResponse, request: SeenRequest, socket: Socket) => void;

/** A server on a port of its own that answers as the test says, and remembers its requests. */
export interface FaultyServer extends AsyncDisposable {
  readonly url: string;
  readonly seen: SeenRequest[];
  /** Behaviours of the first requests, one each; the last one stays. */
  readonly answer: (...behaviours: Behaviour[]) => void;
}

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('latin1');
};

export const startServer = async (...first: Behaviour[]): Promise<FaultyServer> => {
  let behaviours = first;
  const seen: SeenRequest[] = [];
  const take: RequestListener = (request, response) => {
    void readBody(request).then(
      (body) => {
        const form = new URLSearchParams(body);
        const arrived = { url: request.url ?? '', headers: request.headers, body, form };
        seen.push(arrived);
        const behave = behaviours.length > 1 ? behaviours.shift() : behaviours[0];
        behave?.(response, arrived, request.socket);
      },
      () => undefined,
    );
  };
  const server = createServer(take);
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${String(port)}/api/`,
    seen,
    answer: (...next) => {
      behaviours = next;
    },
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** Answers with a status, a body and headers. */
export const reply =
  (status: number, body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}): Behaviour =>
  (response) => {
    response.writeHead(status, headers).end(body);
  };

/** Writes these bytes as they are, HTTP or not, and closes the connection. */
export const replyRaw =
  (bytes: string): Behaviour =>
  (_response, _request, socket) => {
    socket.end(bytes, 'latin1');
  };

/** Resets the connection without an answer. */
export const reset: Behaviour = (_response, _request, socket) => {
  socket.resetAndDestroy();
};

/** Takes the request and never answers. */
export const hang: Behaviour = () => undefined;
