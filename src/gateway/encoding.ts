import { promisify } from 'node:util';
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib';
import type { Readable, Transform } from 'node:stream';

/** How an answer may be packed, the best first. */
const ENCODINGS = ['br', 'gzip'] as const;

/** A way of packing that clients name in `accept-encoding`. */
export type Encoding = (typeof ENCODINGS)[number];

/** How much the client of `accept-encoding` wants each way, from 0 for never to 1. */
const readWishes = (accept: string): Map<string, number> =>
  new Map(
    accept.split(',').map((entry): [string, number] => {
      const [name = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return [name, weight === undefined ? 1 : Number(weight) || 0];
    }),
  );

/** The way of packing that a client wants most by its `accept-encoding`; undefined for none. */
export const chooseEncoding = (accept: string | null): Encoding | undefined => {
  if (accept === null) return undefined;
  const wishes = readWishes(accept);
  const wish = (encoding: Encoding): number => wishes.get(encoding) ?? wishes.get('*') ?? 0;
  const [best] = ENCODINGS.filter((encoding) => wish(encoding) > 0).sort((one, other) => wish(other) - wish(one));
  return best;
};

/** What the next steps cost and win is in docs/decisions/028-what-is-packed.md. */
const QUALITY = 4;

const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } };

const packBrotli = promisify(brotliCompress);
const packGzip = promisify(gzip);

/** Packs bytes that are all there. It is done beside the event loop, which goes on serving others. */
export const pack = (bytes: Uint8Array | string, encoding: Encoding): Promise<Uint8Array> =>
  encoding === 'br' ? packBrotli(bytes, brotliOptions) : packGzip(bytes, { level: QUALITY });

/** Packs bytes as they come. What was written can be read by the client before the next is written. */
export const createPacker = (encoding: Encoding): Transform =>
  encoding === 'br'
    ? createBrotliCompress({ ...brotliOptions, flush: constants.BROTLI_OPERATION_FLUSH })
    : createGzip({ level: QUALITY, flush: constants.Z_SYNC_FLUSH });

/** A stream packed as it comes. Whoever reads it gets the stream's error, and by leaving ends the stream. */
export const packStream = (stream: Readable, encoding: Encoding): Readable => {
  const packer = createPacker(encoding);
  stream.once('error', (error) => packer.destroy(error));
  packer.once('close', () => stream.destroy());
  return stream.pipe(packer);
};
