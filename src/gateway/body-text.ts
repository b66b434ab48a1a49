import type { Readable } from 'node:stream';
import type { GraphQLError } from 'graphql';
import { forEachInTurns } from '../work-turn.ts';
import type { GatewayClock } from './clock.ts';
import { createJsonScan } from './json-scan.ts';
import type { Limits } from './limits.ts';
import { refuse } from './refusal.ts';

/** A body of JSON on its way. */
export interface ArrivingBody {
  readonly bytes: Readable;
  /** The header `content-length`; null where it was not sent. */
  readonly announced: string | null;
}

/** A body that has arrived. */
export interface JsonText {
  readonly text: string;
  /** How deep its brackets are within each other. */
  readonly depth: number;
}

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

const decodeInTurns = async (chunks: readonly Uint8Array[]): Promise<string> => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  await forEachInTurns(chunks, (chunk) => {
    text += decoder.decode(chunk, { stream: true });
  });
  return text + decoder.decode();
};

/** One decoder for all bodies of one piece: of a whole text it keeps nothing. */
const wholeDecoder = new TextDecoder('utf-8', { fatal: true });

const decode = async (chunks: readonly Uint8Array[]): Promise<string> => {
  try {
    return chunks.length === 1 ? wholeDecoder.decode(chunks[0]) : await decodeInTurns(chunks);
  } catch {
    throw refuse('BAD_USER_INPUT', 'The request body is not UTF-8.');
  }
};

/** Collects bytes within the limits. */
interface Collection {
  /** Throws as soon as the bytes are beyond a limit. */
  readonly take: (chunk: Uint8Array) => void;
  /** Bytes so far, those that were too many among them. */
  readonly length: () => number;
  readonly end: () => Promise<JsonText>;
}

const createCollection = (limits: Limits): Collection => {
  const scan = createJsonScan(limits);
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
    end: async () => ({ text: await decode(chunks), depth: scan.depth() }),
  };
};

/**
 * The whole body as text: at most `bodyBytes` of it, within `bodySeconds`, and within the limits of what it is made of.
 *
 * It listens, and does not iterate: that would cost every small body several promises.
 */
export const readBody = (
  { bytes, announced }: ArrivingBody,
  limits: Limits,
  clock: GatewayClock,
): Promise<JsonText> => {
  const { promise, resolve, reject } = Promise.withResolvers<JsonText>();
  if (Number(announced ?? 0) > limits.bodyBytes) {
    reject(tooLarge(limits));
    return promise;
  }
  const body = createCollection(limits);
  /** Of several failures the first one counts. */
  const fail = (error: unknown): void => {
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
    resolve(body.end());
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
