import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GatewayClock } from './clock.ts';
import type { Limits } from './limits.ts';
import { closeAfterRefusal, StalledClients } from './slow-client.ts';

/** Where the server listens; port 0 takes any free one. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** A listening HTTP server. */
export interface Listener {
  /** For example `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Stops accepting, waits for the requests under way, takes the steps while there are any, and cuts what is left then. */
  close(steps: readonly ClosingStep[]): Promise<Closing>;
}

/** What is done when requests are still under way after so long. The last step is to cut them, and has nothing of its own. */
export interface ClosingStep {
  readonly waitMs: number;
  readonly run?: () => void;
}

/** How the closing went. */
export interface Closing {
  /** Requests were under way after the first wait. */
  readonly late: boolean;
  /** Requests were still there after the last. */
  readonly cut: boolean;
}

const CHECK_INTERVAL_MS = 5_000;
/** Longer than the idle time-outs of the usual proxies, so that they, not we, close an idle connection. */
const KEEP_ALIVE_MS = 65_000;
const MAX_HEADERS = 100;

const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/** A path that is one whatever comes before it. To look at it costs less than to parse it. */
const PLAIN_PATH = /^\/[\w/-]*$/;

const isTarget = (target: string): boolean =>
  PLAIN_PATH.test(target) || (target.startsWith('/') && URL.canParse(`http://x${target}`));

/** Headers that may come once. Node looks at the first, and what stands before the gateway may look at the other. */
const SINGLE = ['host', 'authorization'];

/** Whether one of these headers comes twice. */
const isAmbiguous = ({ rawHeaders }: IncomingMessage): boolean => {
  const counts = SINGLE.map(() => 0);
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    // Few headers have the length of one of them. To look at it costs less than to write the name in lower case.
    if (name.length !== 4 && name.length !== 13) continue;
    const place = SINGLE.indexOf(name.toLowerCase());
    if (place !== -1) counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts.some((count) => count > 1);
};

const isHost = (request: IncomingMessage): boolean =>
  HOST.test(request.headers.host ?? 'localhost') && !isAmbiguous(request);

/** Refuses requests that no URL can be made of, or two, before anything tries. */
const checkTarget = (request: IncomingMessage, response: ServerResponse): boolean => {
  if (isTarget(request.url ?? '') && isHost(request)) return true;
  response.writeHead(400, { 'cache-control': 'no-store', connection: 'close' }).end();
  return false;
};

const describeListenError = (error: NodeJS.ErrnoException, { host, port }: Address): Error => {
  if (error.code === 'EADDRINUSE') {
    return new Error(`Port ${port} on ${host} is in use already. Stop the other program, or choose another PORT.`);
  }
  if (error.code === 'EACCES') return new Error(`Listening on port ${port} is not allowed. Choose a PORT above 1023.`);
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new Error(`This machine has no address "${host}". Choose another HOST, for example 127.0.0.1.`);
  }
  return new Error(`Cannot listen on ${host}:${port} (${error.code ?? 'unknown reason'}).`);
};

const urlOf = (server: Server, host: string): string => {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
};

const closeServer = (server: Server, steps: readonly ClosingStep[], clock: GatewayClock): Promise<Closing> =>
  new Promise((resolve) => {
    let taken = 0;
    let cancel = (): void => undefined;
    const wait = ([step, ...rest]: readonly ClosingStep[]): void => {
      if (step === undefined) {
        server.closeAllConnections();
        return;
      }
      cancel = clock.after(step.waitMs, () => {
        taken += 1;
        step.run?.();
        wait(rest);
      });
    };
    server.close(() => {
      cancel();
      resolve({ late: taken > 0, cut: taken === steps.length });
    });
    server.closeIdleConnections();
    wait(steps);
  });

/** Listens with the time limits of `limits`; rejects with one sentence for the operator when it cannot. */
export const listen = async (
  handle: RequestListener,
  address: Address,
  limits: Limits,
  clock: GatewayClock,
): Promise<Listener> => {
  const stalled = new StalledClients(limits.stallSeconds, clock);
  const server = createServer(
    {
      headersTimeout: limits.headerSeconds * 1000,
      // JSON bodies have a shorter limit of their own, in request-body.ts: this one is for uploads.
      requestTimeout: Math.max(limits.uploadSeconds, limits.bodySeconds) * 1000,
      connectionsCheckingInterval: Math.min(CHECK_INTERVAL_MS, limits.headerSeconds * 1000),
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    (request, response) => {
      // A connection that becomes idle while the server closes would keep it open until its keep-alive time is over.
      response.once('close', () => {
        if (!server.listening) setImmediate(() => server.closeIdleConnections());
      });
      closeAfterRefusal(request, response, clock);
      stalled.watch(request, response);
      if (checkTarget(request, response)) handle(request, response);
    },
  );
  server.maxHeadersCount = MAX_HEADERS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(describeListenError(error, address));
    });
    server.listen(address.port, address.host, resolve);
  });
  return { url: urlOf(server, address.host), close: (steps) => closeServer(server, steps, clock) };
};
