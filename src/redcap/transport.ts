import type { Readable } from 'node:stream';
import { Pool, ProxyAgent } from 'undici';
import type { buildConnector, Dispatcher } from 'undici';
import { createBudget } from './budget.ts';
import type { BudgetOptions } from './budget.ts';
import type { CallerRates } from './budget/caller-rate.ts';
import type { Budget } from './budget/place.ts';
import type { Clock } from './clock.ts';
import { createRetryBudget } from './retry.ts';
import type { RetryBudget } from './retry.ts';
import { mostAtOnce, takeAnswer } from './transport/arrival.ts';
import type { AnswerSurroundings } from './transport/arrival.ts';
import { acquire, failureOf } from './transport/call.ts';
import type { Call, CallSurroundings } from './transport/call.ts';
import { exchange } from './transport/exchange.ts';
import type { Arrived } from './transport/exchange.ts';
import type { Incoming, Outgoing } from './transport/message.ts';
import { passBody } from './transport/outgoing-body.ts';
import { OpenRequests } from './transport/open-requests.ts';
import type { Proxy } from './proxy.ts';
import { isLoopback, normalizeUrl } from './url.ts';
import { acceptedEncodings } from './wire/compression.ts';

/** Certificates on the way to REDCap. That they are checked cannot be turned off. */
export interface TransportTls {
  /** Certificates (PEM) that are trusted instead of the machine's own. */
  readonly ca?: string | undefined;
  /** Certificate, key (PEM) and the passphrase of the key by which REDCap knows the gateway. */
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly passphrase?: string | undefined;
}

/** The way to one REDCap: its address, and how much the gateway asks of it. */
export interface TransportOptions extends BudgetOptions {
  /** Address of the REDCap or of its API; see `normalizeUrl`. */
  readonly url: string;
  /** Plain http beyond this machine; for development only. */
  readonly allowInsecureHttp?: boolean | undefined;
  readonly tls?: TransportTls | undefined;
  /** The proxy that opens the connections; none unless given. */
  readonly proxy?: Proxy | null | undefined;
  /** Limit of one answer in decompressed bytes; 32 MiB. */
  readonly maxResponseBytes?: number | undefined;
  /** Limit of one downloaded file; 512 MiB. Files are streamed, so that this is no measure of memory. */
  readonly maxFileBytes?: number | undefined;
  /** Limit in rows of a list that is kept whole; 200,000. */
  readonly maxRows?: number | undefined;
  readonly readTimeoutMs?: number | undefined;
  readonly writeTimeoutMs?: number | undefined;
  /** From a file's first byte to its last, whoever is slow; 10 minutes. */
  readonly fileTimeoutMs?: number | undefined;
  readonly connectTimeoutMs?: number | undefined;
  /** One budget for several transports to the same host. */
  readonly budget?: Budget | undefined;
  /** Counts the calls of callers who have a limit of their own; no caller has one unless given. */
  readonly callers?: CallerRates | undefined;
  /** Source of the jitter between repeats. */
  readonly random?: (() => number) | undefined;
}

/** The way to one REDCap, shared by the clients of all tokens: connections, call budget, limits. */
export interface Transport {
  /** The API's address, ending in `/api/`. */
  readonly url: string;
  readonly clock: Clock;
  readonly retries: RetryBudget;
  readonly random: () => number;
  readonly limits: {
    readonly readTimeoutMs: number;
    readonly writeTimeoutMs: number;
    readonly maxQueueWaitMs: number;
    readonly maxRows: number;
  };
  /** Sends once. Throws a `RedcapError` when there is no answer; judges nothing of what the answer says. */
  readonly send: (outgoing: Outgoing) => Promise<Incoming>;
  /** Sends nothing more for so many milliseconds. */
  readonly pause: (milliseconds: number) => void;
  /** Sends nothing more until somebody resumes, because REDCap has banned the address. */
  readonly ban: () => void;
  /** Ends a pause or a ban, for example after an administrator has lifted REDCap's ban. */
  readonly resume: () => void;
  /** Refuses new calls with `SHUTTING_DOWN` and lets those under way end, but for no longer than `graceMs`. */
  readonly close: (graceMs: number) => Promise<void>;
}

const MIB = 1024 * 1024;

/** What the requests of one transport share. */
interface Way extends CallSurroundings, AnswerSurroundings {
  readonly origin: string;
  readonly path: string;
  readonly acceptEncoding: string;
  readonly reads: Dispatcher;
  readonly writes: Dispatcher;
}

type TlsOptions = buildConnector.BuildOptions & { readonly timeout: number };

/** Certificates are checked, whatever the environment of the process says. */
const CHECKED = { rejectUnauthorized: true, minVersion: 'TLSv1.2' } as const;

/** A pool of connections to an origin. Through a proxy each connection is a tunnel: the proxy sees the host and no token. */
const openPool = (origin: string, options: Pool.Options, tls: TlsOptions, proxy: Proxy | null): Dispatcher => {
  if (proxy === null) return new Pool(origin, { ...options, connect: tls });
  return new ProxyAgent({
    ...options,
    uri: proxy.url,
    ...(proxy.authorization === null ? {} : { token: proxy.authorization }),
    proxyTunnel: true,
    requestTls: tls,
    proxyTls: { timeout: tls.timeout },
  });
};

/** A connection to a server that is no REDCap, by the same proxies and as strictly checked. */
export const openForeignPool = (
  origin: string,
  { ca, timeMs, proxy }: { readonly ca: string | undefined; readonly timeMs: number; readonly proxy: Proxy | null },
): Dispatcher => {
  const times = { headersTimeout: timeMs, bodyTimeout: timeMs };
  const tls: TlsOptions = { timeout: timeMs, ...(ca === undefined ? {} : { ca }), ...CHECKED };
  return openPool(origin, { connections: 1, allowH2: false, ...times }, tls, proxy);
};

const createPools = (origin: string, options: TransportOptions): { reads: Dispatcher; writes: Dispatcher } => {
  const common: Pool.Options = {
    connections: options.maxConnections ?? 16,
    allowH2: false,
    // The deadline of the operation is the only clock: it counts from the start to the last byte.
    headersTimeout: 0,
    bodyTimeout: 0,
  };
  const tls: TlsOptions = {
    timeout: options.connectTimeoutMs ?? 5_000,
    ...options.tls,
    ...CHECKED,
  };
  const { proxy = null } = options;
  return {
    // Shorter than the 5 s after which Apache closes an idle connection.
    reads: openPool(
      origin,
      { ...common, pipelining: 1, keepAliveTimeout: 3_000, keepAliveMaxTimeout: 3_000 },
      tls,
      proxy,
    ),
    // A connection of its own for each write: on a reused one that dies meanwhile, the outcome would not be known.
    writes: openPool(origin, { ...common, pipelining: 0 }, tls, proxy),
  };
};

/** The headers of a request. */
const headersOf = ({ acceptEncoding }: Way, { contentType, contentLength }: Outgoing): Record<string, string> => {
  const headers: Record<string, string> = {
    'content-type': contentType,
    accept: '*/*',
    'accept-encoding': acceptEncoding,
    'user-agent': 'redcap-graphql',
  };
  if (contentLength !== undefined) headers['content-length'] = String(contentLength);
  return headers;
};

/** Sends the request, and waits for its answer as far as `exchange` does. */
const request = (way: Way, call: Call): Promise<Arrived> => {
  const { outgoing } = call;
  const options: Dispatcher.DispatchOptions = {
    origin: way.origin,
    path: way.path,
    method: 'POST',
    headers: headersOf(way, outgoing),
    // undici takes any iterable of bytes; its types know streams only, and a stream would be used up by a failed connect.
    body: passBody(way, call) as string | Readable,
  };
  const pool = outgoing.method.kind === 'read' ? way.reads : way.writes;
  return exchange(pool, options, call, (headers) => mostAtOnce(way, outgoing.method, headers));
};

/** Sends once: acquires a place, asks, takes the answer in. */
const send = async (way: Way, outgoing: Outgoing): Promise<Incoming> => {
  const call = await acquire(way, outgoing);
  try {
    await outgoing.beforeSend?.();
    const arrived = await request(way, call);
    return await takeAnswer(way, call, arrived);
  } catch (error) {
    call.end();
    throw failureOf(call, error);
  }
};

/** Opens the way to a REDCap. Throws `BAD_USER_INPUT` when the address cannot be one; connects only when it is used. */
export const createTransport = (options: TransportOptions): Transport => {
  const url = normalizeUrl(options.url, options.allowInsecureHttp);
  const { origin, pathname, hostname } = new URL(url);
  const { clock, budget = createBudget(options) } = options;
  const pools = createPools(origin, options);
  const way: Way = {
    origin,
    path: pathname,
    acceptEncoding: acceptedEncodings(isLoopback(hostname)),
    reads: pools.reads,
    writes: pools.writes,
    budget,
    clock,
    retries: createRetryBudget(clock),
    open: new OpenRequests(),
    callers: options.callers,
    maxResponseBytes: options.maxResponseBytes ?? 32 * MIB,
    maxFileBytes: options.maxFileBytes ?? 512 * MIB,
    fileTimeoutMs: options.fileTimeoutMs ?? 600_000,
  };
  let closing: Promise<void> | undefined;
  const close = async (graceMs: number): Promise<void> => {
    const cancel = clock.after(graceMs, () => way.open.shutDown());
    // A budget that was given belongs to others too.
    if (options.budget === undefined) void budget.close();
    await way.open.close();
    cancel();
    await Promise.all([pools.reads.destroy(), pools.writes.destroy()]);
  };
  return {
    url,
    clock,
    retries: way.retries,
    random: options.random ?? Math.random,
    limits: {
      readTimeoutMs: options.readTimeoutMs ?? 30_000,
      writeTimeoutMs: options.writeTimeoutMs ?? 120_000,
      maxQueueWaitMs: options.maxQueueWaitMs ?? 10_000,
      maxRows: options.maxRows ?? 200_000,
    },
    send: (outgoing) => send(way, outgoing),
    pause: budget.pause,
    ban: budget.ban,
    resume: budget.resume,
    close: (graceMs) => (closing ??= close(graceMs)),
  };
};
