import { randomUUID } from 'node:crypto';
import type { FilePart, FormFields } from '../method.ts';
import { listPairs } from './form.ts';

/** A multipart body: what it is called, how long it is if that is known, and its bytes as they come. */
export interface MultipartBody {
  readonly contentType: string;
  readonly contentLength: number | undefined;
  readonly body: AsyncIterable<Uint8Array>;
  /** False while nothing but the file has been read of the body: without the token REDCap can do nothing. */
  readonly hasToken: () => boolean;
}

/** Names in a part's header, escaped as browsers do, so that none can end the header or begin another. */
const escapeName = (name: string): string =>
  name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22').replaceAll('\0', '%00');

/** A media type that can stand in a header; what cannot is sent as plain bytes. */
const safeType = (type: string): string =>
  /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:\s*;\s*[\w!#$&^.+-]+=(?:[\w!#$&^.+-]+|"[\w !#$&^.+-]*"))*$/.test(type)
    ? type
    : 'application/octet-stream';

/**
 * The body of a call that uploads a file. The part `file` comes first, and its bytes are passed on as they arrive and are held
 * nowhere. The parameters come behind it, the token among them. So a body that breaks off within the file has no token, and
 * REDCap can do nothing with it, whatever it makes of half a file. What `beforeToken` throws breaks the body off there. Throws
 * `BAD_USER_INPUT` as `encodeForm` does.
 */
export const encodeMultipart = (
  fields: FormFields,
  file: FilePart,
  beforeToken: () => Promise<void> | undefined = () => undefined,
): MultipartBody => {
  const boundary = `----redcap-${randomUUID()}`;
  const parts = listPairs(fields).map(
    ([name, value]) =>
      `\r\n--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(name)}"\r\n\r\n${value}`,
  );
  const head = Buffer.from(
    `--${boundary}\r\n` +
      `Content-Disposition: form-data; name="file"; filename="${escapeName(file.fileName.toWellFormed())}"\r\n` +
      `Content-Type: ${safeType(file.contentType)}\r\n\r\n`,
  );
  const tail = Buffer.from(`${parts.join('')}\r\n--${boundary}--\r\n`);
  let isWhole = false;
  const stream = async function* (): AsyncGenerator<Uint8Array> {
    yield head;
    yield* file.body;
    await beforeToken();
    isWhole = true;
    yield tail;
  };
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    contentLength: file.size === undefined ? undefined : head.length + file.size + tail.length,
    body: stream(),
    hasToken: () => isWhole,
  };
};
