import { createHash } from 'node:crypto';
import { chooseEncoding, pack } from '../encoding.ts';
import type { Encoding } from '../encoding.ts';

/** A file that the page loads. Its address has the hash of its content, so that browsers may keep it for ever. */
export interface Asset {
  readonly path: string;
  /** The answer to a GET or a HEAD. */
  readonly answer: (request: Request) => Promise<Response>;
}

/** Where the files of the page are. */
export const ASSET_FOLDER = '/graphiql/';

const HASH_CHARACTERS = 22;

/** A file with this content. It is packed when it is first asked for, and once. */
export const createAsset = (extension: string, contentType: string, content: Uint8Array): Asset => {
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, HASH_CHARACTERS);
  const packed = new Map<Encoding, Promise<Uint8Array>>();
  const bytesFor = (encoding: Encoding | undefined): Uint8Array | Promise<Uint8Array> => {
    if (encoding === undefined) return content;
    const bytes = packed.get(encoding) ?? pack(content, encoding);
    packed.set(encoding, bytes);
    return bytes;
  };
  return {
    path: `${ASSET_FOLDER}${hash}.${extension}`,
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
