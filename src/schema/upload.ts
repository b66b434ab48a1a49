import type { Readable } from 'node:stream';

/** A file part of a GraphQL multipart request. Its bytes are read once, as they arrive. */
export interface UploadedFile {
  /** As the client named it. */
  readonly filename: string;
  /** As the client declared it. */
  readonly mimetype: string;
  readonly createReadStream: () => Readable;
}
