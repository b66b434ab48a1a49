import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Transform } from 'node:stream';

/** The encodings that are understood. */
const UNDERSTOOD = 'gzip, deflate, br';

/**
 * The encodings that REDCap is asked for. On this machine a packed answer costs more than the bytes that it saves. To read a small
 * one is twice the work, to read a long one a third more.
 */
export const acceptedEncodings = (isOnThisMachine: boolean): string => (isOnThisMachine ? 'identity' : UNDERSTOOD);

const createDecoder = (encoding: string): (() => Transform) | undefined => {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip;
    case 'deflate':
      return createInflate;
    case 'br':
      return createBrotliDecompress;
    default:
      return undefined;
  }
};

/**
 * The decoder for a `Content-Encoding`: `identity` when there is nothing to decode, `undefined` when it is not
 * understood. One encoding only: REDCap's server never stacks them, an attack does.
 */
export const chooseDecoder = (contentEncoding: string | undefined): (() => Transform) | 'identity' | undefined => {
  const encoding = (contentEncoding ?? '').trim().toLowerCase();
  return encoding === '' || encoding === 'identity' ? 'identity' : createDecoder(encoding);
};
