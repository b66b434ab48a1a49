import {
  brotliDecompressSync,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  gunzipSync,
  inflateSync,
} from 'node:zlib';
import type { Transform } from 'node:stream';
import type { ZlibOptions } from 'node:zlib';

/** The encodings that are understood. */
const UNDERSTOOD = 'gzip, deflate, br';

/**
 * The encodings that REDCap is asked for. On this machine a packed answer costs more than the bytes that it saves:
 * to read one can be twice the work.
 */
export const acceptedEncodings = (isOnThisMachine: boolean): string => (isOnThisMachine ? 'identity' : UNDERSTOOD);

/** Two ways to unpack: as the bytes come, and all bytes at once. */
interface Decoder {
  readonly inPieces: () => Transform;
  readonly atOnce: (packed: Uint8Array, options: Pick<ZlibOptions, 'maxOutputLength'>) => Buffer;
}

const gzip: Decoder = { inPieces: createGunzip, atOnce: gunzipSync };

const decoders: ReadonlyMap<string, Decoder> = new Map([
  ['gzip', gzip],
  ['x-gzip', gzip],
  ['deflate', { inPieces: createInflate, atOnce: inflateSync }],
  ['br', { inPieces: createBrotliDecompress, atOnce: brotliDecompressSync }],
]);

const encodingOf = (contentEncoding: string | undefined): string => {
  const encoding = (contentEncoding ?? '').trim().toLowerCase();
  return encoding === '' ? 'identity' : encoding;
};

/**
 * The decoder for a `Content-Encoding`: `identity` when there is nothing to decode, `undefined` when it is not
 * understood. One encoding only: REDCap's server never stacks them, an attack does.
 */
export const chooseDecoder = (contentEncoding: string | undefined): (() => Transform) | 'identity' | undefined => {
  const encoding = encodingOf(contentEncoding);
  return encoding === 'identity' ? encoding : decoders.get(encoding)?.inPieces;
};

/**
 * A whole body unpacked at once. Undefined where that gives more than `most` bytes, and where the bytes cannot be unpacked:
 * whoever unpacks them in pieces sees what is wrong.
 */
export const unpackAtOnce = (
  contentEncoding: string | undefined,
  packed: Uint8Array,
  most: number,
): Uint8Array | undefined => {
  const encoding = encodingOf(contentEncoding);
  if (encoding === 'identity') return packed;
  try {
    return decoders.get(encoding)?.atOnce(packed, { maxOutputLength: most });
  } catch {
    return undefined;
  }
};
