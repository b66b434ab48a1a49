import { pipeline } from 'node:stream';
import type { Readable } from 'node:stream';
import { unusableAnswer } from '../errors.ts';
import type { FailedMethod, RedcapError } from '../errors.ts';
import { chooseDecoder } from '../wire/compression.ts';

/** An answer's body that is on its way. */
export interface IncomingBody {
  readonly stream: Readable;
  readonly contentEncoding: string | undefined;
  readonly contentLength: string | undefined;
  readonly status: number;
}

/** The error of an answer beyond a limit of bytes. */
const tooLarge = (method: FailedMethod, status: number, limit: number): RedcapError =>
  unusableAnswer(method, 'REDCAP_RESPONSE_TOO_LARGE', {
    message: `REDCap's answer is larger than ${String(limit)} bytes. Ask for less at once.`,
    status,
  });

/** Bytes that end with an error beyond a limit. */
async function* limitBytes(stream: Readable, limit: number, refuse: () => RedcapError): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    total += chunk.length;
    if (total > limit) throw refuse();
    yield chunk;
  }
}

/** A body that is read once, decompressed. */
export interface OpenBody {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Ends a body of which no more is wanted. May be called more than once. */
  readonly leave: () => void;
}

/**
 * The decompressed body, cut off with `REDCAP_RESPONSE_TOO_LARGE` once more than `limit` bytes have come out: what counts
 * is memory here, so that a few packed kilobytes cannot become gigabytes. `onEnd` is called once, however it ends.
 */
export const openBody = (method: FailedMethod, body: IncomingBody, limit: number, onEnd: () => void): OpenBody => {
  const { stream, status } = body;
  // Whoever reads the bytes gets the error. A body that nobody reads any more has nobody to report it to.
  stream.on('error', () => undefined);
  const refuse = (error: RedcapError): never => {
    stream.destroy();
    onEnd();
    throw error;
  };
  if (Number(body.contentLength ?? 0) > limit) refuse(tooLarge(method, status, limit));
  const decoder = chooseDecoder(body.contentEncoding);
  if (decoder === undefined) {
    const message = "REDCap's answer is packed in a way that is not understood.";
    return refuse(unusableAnswer(method, 'REDCAP_BAD_RESPONSE', { message, status }));
  }
  if (decoder === 'identity') stream.once('close', onEnd);
  const source = decoder === 'identity' ? stream : pipeline(stream, decoder(), onEnd);
  return {
    bytes: limitBytes(source, limit, () => tooLarge(method, status, limit)),
    leave: () => void source.destroy(),
  };
};

/** What was seen of a body, and the rest. It is no function within another: see docs/decisions/051-what-outlives-its-request.md. */
const goOn = async function* (
  seen: readonly Uint8Array[],
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* seen;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
};

/** The first `bytes` of a body as Latin-1, and all of it, those bytes included. */
export const peekBody = async (
  body: AsyncIterable<Uint8Array>,
  bytes: number,
): Promise<{ readonly start: string; readonly whole: AsyncIterable<Uint8Array> }> => {
  const iterator = body[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  for (let length = 0; length < bytes; length += seen.at(-1)?.length ?? 0) {
    const next = await iterator.next();
    if (next.done === true) break;
    seen.push(next.value);
  }
  return { start: Buffer.concat(seen).subarray(0, bytes).toString('latin1'), whole: goOn(seen, iterator) };
};

/** All bytes of a body. Throws `REDCAP_RESPONSE_TOO_LARGE` for more than `limit`. */
export const collectBody = async (
  method: FailedMethod,
  status: number,
  body: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of body) {
    total += chunk.length;
    if (total > limit) throw tooLarge(method, status, limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};
