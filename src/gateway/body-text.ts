import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import type { GraphQLError } from 'graphql';
import type { GatewayClock } from './clock.ts';
import { createJsonScan } from './json-scan.ts';
import type { Limits } from './limits.ts';
import { findLongArrays } from './long-array.ts';
import type { LongArray } from './long-array.ts';
import { invalidJson, parseJson } from './json-text.ts';
import { parseLongJson } from './long-json.ts';
import { refuse } from './refusal.ts';

/** A body of JSON on its way. */
export interface ArrivingBody {
  readonly bytes: Readable;
  /** The header `content-length`; null where it was not sent. */
  readonly announced: string | null;
}

/** A body that has arrived. */
export interface JsonBody {
  /** What it says. */
  readonly value: unknown;
  /** How deep its brackets are within each other. */
  readonly depth: number;
}

/** Bodies from so many bytes on are parsed in turns. A shorter one is parsed before others would notice. */
const LONG_BODY = 256 * 1024;

/** What the body is called in a refusal. */
const BODY = 'The request body';

/** A body that is larger than allowed is dropped up to so many times what is allowed; then its connection is cut. */
const DROPPED_BODIES = 4;

const tooLarge = ({ bodyBytes }: Limits): GraphQLError =>
  refuse('PAYLOAD_TOO_LARGE', `The request body is larger than ${bodyBytes} bytes.`);

const tooLate = ({ bodySeconds }: Limits): GraphQLError => {
  const message = `The request body did not arrive within ${bodySeconds} seconds.`;
  return refuse('BAD_USER_INPUT', message, { status: 408, headers: { connection: 'close' } });
};

/** Nobody waits for this answer any more, but the log has its code. */
const brokenOff = (): GraphQLError => refuse('BAD_USER_INPUT', 'The request body broke off.');

/** One decoder for all bodies of one piece: of a whole text it keeps nothing. */
const wholeDecoder = new TextDecoder('utf-8', { fatal: true });

const BYTE_ORDER_MARK = Buffer.from('\ufeff');

const notUtf8 = (): GraphQLError => refuse('BAD_USER_INPUT', 'The request body is not UTF-8.');

const parseShort = (chunks: readonly Uint8Array[]): unknown => {
  let text: string;
  try {
    text = wholeDecoder.decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
  } catch {
    throw notUtf8();
  }
  return parseJson(text, BODY);
};

/** The byte-order mark is no part of the text, and takes its place in it all the same. */
const withoutMark = (bytes: Buffer): Buffer => {
  if (bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK)) bytes.fill(' ', 0, BYTE_ORDER_MARK.length);
  return bytes;
};

const parseLong = async (chunks: readonly Uint8Array[], arrays: readonly LongArray[]): Promise<unknown> => {
  const bytes = withoutMark(Buffer.concat(chunks));
  if (!isUtf8(bytes)) throw notUtf8();
  try {
    return await parseLongJson(bytes, arrays);
  } catch {
    throw invalidJson(BODY);
  }
};

/** Collects bytes within the limits. */
interface Collection {
  /** Throws as soon as the bytes are beyond a limit. */
  readonly take: (chunk: Uint8Array) => void;
  /** Bytes so far, those that were too many among them. */
  readonly length: () => number;
  readonly end: () => Promise<JsonBody>;
}

/** `mayBeLong` is false of a body that has announced how short it is. */
const createCollection = (limits: Limits, mayBeLong: boolean): Collection => {
  const arrays = mayBeLong ? findLongArrays() : undefined;
  const scan = createJsonScan(limits, arrays);
  const chunks: Uint8Array[] = [];
  let length = 0;
  let isRefused = false;
  return {
    take: (chunk) => {
      length += chunk.byteLength;
      if (isRefused) return;
      try {
        if (length > limits.bodyBytes) throw tooLarge(limits);
        scan.push(chunk);
        chunks.push(chunk);
      } catch (error) {
        isRefused = true;
        chunks.length = 0;
        throw error;
      }
    },
    length: () => length,
    end: async () => {
      const isLong = arrays !== undefined && length >= LONG_BODY;
      const value = isLong ? await parseLong(chunks, arrays.found()) : parseShort(chunks);
      return { value, depth: scan.depth() };
    },
  };
};

/**
 * What the whole body says: at most `bodyBytes` of it, within `bodySeconds`, and within the limits of what it is made of.
 *
 * It listens, and does not iterate: that would cost every small body several promises.
 */
export const readBody = (
  { bytes, announced }: ArrivingBody,
  limits: Limits,
  clock: GatewayClock,
): Promise<JsonBody> => {
  const { promise, resolve, reject } = Promise.withResolvers<JsonBody>();
  if (Number(announced ?? 0) > limits.bodyBytes) {
    reject(tooLarge(limits));
    return promise;
  }
  const body = createCollection(limits, announced === null || Number(announced) >= LONG_BODY);
  let hasFailed = false;
  /** Of several failures the first one counts. */
  const fail = (error: unknown): void => {
    hasFailed = true;
    cancel();
    reject(error);
  };
  const cancel = clock.after(limits.bodySeconds * 1000, () => fail(tooLate(limits)));
  const take = (chunk: Uint8Array): void => {
    try {
      body.take(chunk);
    } catch (error) {
      fail(error);
    }
    // The rest of a body that is too large is read and dropped, up to a bound. To stop reading would cut the connection, and the
    // refusal would be lost with it.
    if (body.length() > limits.bodyBytes * DROPPED_BODIES) bytes.destroy();
  };
  const end = (): void => {
    cancel();
    // What was refused is not parsed.
    if (!hasFailed) resolve(body.end());
  };
  bytes
    .on('data', take)
    .on('end', end)
    .on('error', () => fail(brokenOff()));
  bytes.on('close', () => {
    if (!bytes.readableEnded) fail(brokenOff());
  });
  return promise;
};
