import { createHash } from 'node:crypto';
import type { ProjectSource } from '../loaders/project-source.ts';
import { exportFile, type FileArgs } from '../redcap/methods/file.ts';

/** A file that a caller is sending, as the multipart request has it. */
export interface IncomingFile {
  readonly filename: string;
  readonly mimetype: string;
  readonly createReadStream: () => AsyncIterable<Uint8Array>;
}

/** The bytes of a file on their way through. */
export interface Passage {
  /** The bytes; read again from the start for each call that is tried. */
  readonly body: AsyncIterable<Uint8Array>;
  /** SHA-256 of all bytes in lower-case hexadecimal; null until they have all been read. */
  readonly sha256: () => string | null;
  /** Why the bytes were not passed on to their end: the caller's stream broke, or they are not those that were announced. */
  readonly trouble: () => 'broken' | 'mismatch' | null;
}

/**
 * Passes a file on as it comes, keeping nothing of it, and works out its hash. When the hash is not the one expected, the
 * body breaks off before its end, so that REDCap never receives a whole request and stores nothing.
 */
export const passFile = (file: IncomingFile, expected: string | null): Passage => {
  let digest: string | null = null;
  let trouble: 'broken' | 'mismatch' | null = null;
  const read = async function* (): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256');
    digest = null;
    trouble = null;
    try {
      for await (const chunk of file.createReadStream()) {
        hash.update(chunk);
        yield chunk;
      }
    } catch (error) {
      trouble = 'broken';
      throw error;
    }
    digest = hash.digest('hex');
    if (expected === null || digest === expected) return;
    trouble = 'mismatch';
    throw new Error('the bytes are not those that were announced');
  };
  return { body: { [Symbol.asyncIterator]: read }, sha256: () => digest, trouble: () => trouble };
};

/** The SHA-256 of the file that REDCap has; the file is fetched for it, and kept nowhere. Null when that cannot be done. */
export const digestStored = async (source: ProjectSource, args: FileArgs): Promise<string | null> => {
  try {
    const hash = createHash('sha256');
    const { body } = await source.readFresh(exportFile, args);
    for await (const chunk of body) hash.update(chunk);
    return hash.digest('hex');
  } catch {
    // Asked only after something was sent: an error thrown now would hide that.
    return null;
  }
};
