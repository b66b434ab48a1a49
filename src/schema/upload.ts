import type { Readable } from 'node:stream';

/** A file part of a GraphQL multipart request. Its bytes are read once, as they arrive. */
export interface UploadedFile {
  /** As the client named it. */
  readonly filename: string;
  /** As the client declared it. */
  readonly mimetype: string;
  readonly createReadStream: () => Readable;
}

/** What the input of an upload says of its `sha256`. */
export const sha256Text =
  'SHA-256 of the bytes in hexadecimal. When others arrive, they are not passed on to their end, and `errors` says what became of it.';
