import type { Readable } from 'node:stream';
import { Pool } from 'undici';
import type { Dispatcher } from 'undici';
import { collectBody, limitBody, openBody, peekBody, tooLarge } from './transport/answer-body.ts';
import { createBudget, shuttingDown } from './budget.ts';
import type { Budget, BudgetOptions } from './budget.ts';
import { systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { toRedcapError } from './transport/failure.ts';
import type { MethodBody, MethodKind } from './method.ts';
import { createRetryBudget, parseRetryAfter } from './retry.ts';
import type { RetryBudget } from './retry.ts';
import { createStop } from './transport/cancellation.ts';
import type { Stop } from './transport/cancellation.ts';
import { normalizeUrl } from './url.ts';
import { acceptedEncodings } from './wire/compression.ts';
import { parseFileHeader } from './wire/file-header.ts';

export interface TransportOptions extends BudgetOptions {
  /** Address of the REDCap or of its API; see `normalizeUrl`. */
  readonly url: string;
  /** Plain http beyond this machine; for development only. */
  readonly allowInsecureHttp?: boolean | undefined;
  /** Certificates (PEM) that are trusted instead of the machine's own. Checking cannot be turned off. */
  readonly ca?: string | undefined;
  /** Limit of one answer in decompressed bytes; 32 MiB. */
  readonly maxResponseBytes?: number | undefined;
  /** Limit of one downloaded file; 512 MiB. Files are streamed, so that this is no measure of memory. */
  readonly maxFileBytes?: number | undefined;
  /** Limit of a list in rows; 200,000. */
  readonly maxRows?: number | undefined;
  readonly readTimeoutMs?: number | undefined;
  readonly writeTimeoutMs?: number | undefined;
  /** From a file's first byte to its last, whoever is slow; 10 minutes. */
  readonly fileTimeoutMs?: number | undefined;
  readonly connectTimeoutMs?: number | undefined;
  /** One budget for several transports to the same host. */
  readonly budget?: Budget | undefined;
  /** Source of the jitter between repeats. */
  readonly random?: (() => number) | undefined;
}

/** One HTTP request. */
export interface Outgoing {
  readonly method: {
    readonly name: string;
    readonly kind: MethodKind;
    readonly body: MethodBody;
    readonly fileStart?: RegExp;
  };
  readonly fingerprint: string;
  readonly contentType: string;
  readonly contentLength?: number | undefined;
  readonly body: string | AsyncIterable<Uint8Array>;
  readonly signal: AbortSignal | undefined;
  /** The moment by which the call must have ended, turn and all. */
  readonly deadline: number;
  /** Milliseconds that REDCap has from when the call gets its turn. */
  readonly timeoutMs: number;
}

/** An answer to it; `file` in place of bytes when a file method was answered with a file. */
export interface Incoming {
  readonly status: number;
  readonly retryAfterSeconds: number | undefined;
  readonly waitedMs: number;
  readonly bytes: Uint8Array;
  readonly file?: { readonly fileName: string; readonly contentType: string; readonly body: AsyncIterable<Uint8Array> };
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
  readonly holdOff: (milliseconds: number) => void;
  /** Ends a pause, for example after an administrator has lifted REDCap's ban. */
  readonly resume: () => void;
  /** Refuses new calls with `SHUTTING_DOWN` and lets those under way end, but for no longer than `graceMs`. */
  readonly close: (graceMs?: number) => Promise<void>;
}

const MIB = 1024 * 1024;

/** Tells the request's `Stop` when its first byte is about to be written; until then nothing can have been done. */
const markWhenSent: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
  const stop = (options as Dispatcher.RequestOptions<Stop | null>).opaque;
  const start = handler.onRequestStart?.bind(handler);
  handler.onRequestStart = (controller, context) => {
    stop?.markSent();
    start?.(controller, context);
  };
  return dispatch(options, handler);
};

const firstOf = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header.join(', ') : header;

/** Types that REDCap puts on errors and pages; a file of such a type is known by its name in the header. */
const AMBIGUOUS = /^\s*(?:$|text\/(?:html|xml|csv|plain)|application\/(?:json|xml)\b)/i;

/** The file that an answer may be, by its headers; where the method knows how it begins, its first bytes decide. */
const fileOf = (
  outgoing: Outgoing,
  response: Dispatcher.ResponseData<Stop>,
): { fileName: string; contentType: string } | undefined => {
  const { headers, statusCode } = response;
  if (outgoing.method.body !== 'file' || statusCode !== 200) return undefined;
  const contentType = firstOf(headers['content-type']);
  const { name, type } = parseFileHeader(contentType, firstOf(headers['content-disposition']));
  const isPage = name === undefined && AMBIGUOUS.test(contentType ?? '');
  if (isPage && outgoing.method.fileStart === undefined) return undefined;
  return { fileName: name ?? 'file', contentType: type };
};

const createPools = (origin: string, options: TransportOptions): { reads: Pool; writes: Pool } => {
  const common: Pool.Options = {
    connections: options.maxConnections ?? 16,
    allowH2: false,
    // The deadline of the operation is the only clock: it counts from the start to the last byte.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: options.connectTimeoutMs ?? 5_000, ...(options.ca === undefined ? {} : { ca: options.ca }) },
  };
  return {
    // Shorter than the 5 s after which Apache closes an idle connection.
    reads: new Pool(origin, { ...common, pipelining: 1, keepAliveTimeout: 3_000, keepAliveMaxTimeout: 3_000 }),
    // A connection of its own for each write: on a reused one that dies meanwhile, the outcome would not be known.
    writes: new Pool(origin, { ...common, pipelining: 0 }),
  };
};

/** Opens the way to a REDCap. Throws `BAD_USER_INPUT` when the address cannot be one; connects only when it is used. */
export const createTransport = (options: TransportOptions): Transport => {
  const url = normalizeUrl(options.url, options.allowInsecureHttp);
  const { origin, pathname } = new URL(url);
  const clock = options.clock ?? systemClock;
  const budget = options.budget ?? createBudget(options);
  const retries = createRetryBudget(clock);
  const { maxResponseBytes = 32 * MIB, maxFileBytes = 512 * MIB, fileTimeoutMs = 600_000 } = options;
  const pools = createPools(origin, options);
  const reads = pools.reads.compose(markWhenSent);
  const writes = pools.writes.compose(markWhenSent);
  const underWay = new Set<Stop>();
  const idle = Promise.withResolvers<void>();
  let closing: Promise<void> | undefined;

  const request = (outgoing: Outgoing, stop: Stop): Promise<Dispatcher.ResponseData<Stop>> =>
    (outgoing.method.kind === 'read' ? reads : writes).request({
      path: pathname,
      method: 'POST',
      headers: {
        'content-type': outgoing.contentType,
        accept: '*/*',
        'accept-encoding': acceptedEncodings,
        'user-agent': 'redcap-graphql',
        ...(outgoing.contentLength === undefined ? {} : { 'content-length': String(outgoing.contentLength) }),
      },
      // undici takes any iterable of bytes; its types know streams only, and a stream would be used up by a failed connect.
      body: outgoing.body as string | Readable,
      signal: stop.signal,
      opaque: stop,
    });

  const send = async (outgoing: Outgoing): Promise<Incoming> => {
    const { method, fingerprint, signal, deadline, timeoutMs } = outgoing;
    const place = await budget.acquire({ fingerprint, signal, deadline });
    if (closing !== undefined) {
      place.release();
      throw shuttingDown();
    }
    retries.count();
    const stop = createStop({
      kind: method.kind,
      deadline: Math.min(deadline, clock.now() + timeoutMs),
      signal,
      clock,
    });
    underWay.add(stop);
    const end = (): void => {
      stop.dispose();
      underWay.delete(stop);
      place.release();
      if (closing !== undefined && underWay.size === 0) idle.resolve();
    };
    let answered = false;
    const fail = (error: unknown) =>
      toRedcapError(method, error, { sent: stop.sent(), answered, stopped: stop.reason() });
    try {
      const response = await request(outgoing, stop);
      answered = true;
      const { statusCode: status, headers } = response;
      const file = fileOf(outgoing, response);
      const body = {
        stream: response.body,
        contentEncoding: firstOf(headers['content-encoding']),
        contentLength: firstOf(headers['content-length']),
        status,
      };
      const opened = openBody(method, body, file === undefined ? maxResponseBytes : maxFileBytes, end);
      const retryAfterSeconds = parseRetryAfter(firstOf(headers['retry-after']), Date.now());
      const incoming = { status, retryAfterSeconds, waitedMs: place.waitedMs };
      if (file === undefined) return { ...incoming, bytes: await collectBody(opened) };
      const { start, whole } = method.fileStart === undefined ? { start: '', whole: opened } : await peekBody(opened);
      if (method.fileStart?.test(start) === false) {
        const limited = limitBody(whole, maxResponseBytes, () => tooLarge(method, status, maxResponseBytes));
        return { ...incoming, bytes: await collectBody(limited) };
      }
      stop.extend(clock.now() + fileTimeoutMs);
      return { ...incoming, bytes: new Uint8Array(), file: { ...file, body: passOn(whole, fail) } };
    } catch (error) {
      end();
      throw fail(error);
    }
  };

  const close = async (graceMs: number): Promise<void> => {
    const cancel = clock.after(graceMs, () => underWay.forEach((stop) => stop.shutDown()));
    // A budget that was given belongs to others too.
    if (options.budget === undefined) void budget.close();
    if (underWay.size > 0) await idle.promise;
    cancel();
    await Promise.all([pools.reads.destroy(), pools.writes.destroy()]);
  };

  return {
    url,
    clock,
    retries,
    random: options.random ?? Math.random,
    limits: {
      readTimeoutMs: options.readTimeoutMs ?? 30_000,
      writeTimeoutMs: options.writeTimeoutMs ?? 120_000,
      maxQueueWaitMs: options.maxQueueWaitMs ?? 10_000,
      maxRows: options.maxRows ?? 200_000,
    },
    send,
    holdOff: budget.holdOff,
    resume: budget.resume,
    close: (graceMs = 15_000) => (closing ??= close(graceMs)),
  };
};

/** A file's bytes as they come, with errors that are ours. */
async function* passOn(body: AsyncIterable<Uint8Array>, fail: (error: unknown) => Error): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw fail(error);
  }
}
