import { chooseEncoding, pack } from './encoding.ts';
import type { Encoding } from './encoding.ts';

/** A file that a page loads. Its address has a hash of its content, so that browsers may keep it for ever. */
export interface Asset {
  readonly path: string;
  /** The answer to a GET or a HEAD. */
  readonly answer: (request: Request) => Promise<Response>;
}

/** What an asset is made of. */
export interface AssetContent {
  /** With a hash of the content in it. */
  readonly path: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  /** What was packed beforehand. The rest is packed when it is first asked for, and once. */
  readonly packed?: ReadonlyMap<Encoding, Uint8Array>;
}

/** A file with this content. */
export const createAsset = ({ path, contentType, bytes: content, packed: given }: AssetContent): Asset => {
  const packed = new Map<Encoding, Uint8Array | Promise<Uint8Array>>(given);
  const bytesFor = (encoding: Encoding | undefined): Uint8Array | Promise<Uint8Array> => {
    if (encoding === undefined) return content;
    const bytes = packed.get(encoding) ?? pack(content, encoding);
    packed.set(encoding, bytes);
    return bytes;
  };
  return {
    path,
    answer: async (request) => {
      const encoding = chooseEncoding(request.headers.get('accept-encoding'));
      const bytes = await bytesFor(encoding);
      return new Response(request.method === 'HEAD' ? null : (bytes as Uint8Array<ArrayBuffer>), {
        headers: {
          'content-type': contentType,
          'content-length': String(bytes.byteLength),
          'cache-control': 'public, max-age=31536000, immutable',
          vary: 'accept-encoding',
          ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
        },
      });
    },
  };
};
