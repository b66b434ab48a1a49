import { createHash } from 'node:crypto';
import { RedcapError } from '../redcap/errors.ts';
import type { FileReply, Method } from '../redcap/method.ts';
import type { Read } from './context.ts';
import type { Ending } from './life.ts';
import { userError, type ErrorCode, type UserErrorShape } from './user-error.ts';

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
  /** Why the bytes were not passed on to their end; null when they were. */
  readonly trouble: () => Trouble | null;
}

/**
 * Why a file is not passed on to its end. `stopped`: its bytes came no more. `too large`: it is larger than the gateway takes.
 * `broken`: the gateway could not keep them. `mismatch`: they are not those that were announced.
 */
type Trouble = 'stopped' | 'too large' | 'broken' | 'mismatch';

/** Why a file did not come to its end, by the status that the gateway's reader of uploads gives to its errors. */
const troubleBy = (error: unknown): Trouble => {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === 413) return 'too large';
  return status === 499 ? 'stopped' : 'broken';
};

/**
 * Passes a file on as it comes, keeping nothing of it, and works out its hash. When the hash is not the one expected, the
 * body breaks off before its end, so that REDCap never receives a whole request.
 */
export const passFile = (file: IncomingFile, expected: string | null): Passage => {
  let digest: string | null = null;
  let trouble: Trouble | null = null;
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
      trouble = troubleBy(error);
      throw error;
    }
    digest = hash.digest('hex');
    if (expected === null || digest === expected) return;
    trouble = 'mismatch';
    throw new Error('the bytes are not those that were announced');
  };
  return { body: { [Symbol.asyncIterator]: read }, sha256: () => digest, trouble: () => trouble };
};

/** A file on its way as plain data; its SHA-256 is null until all of its bytes have passed. */
export const describeFile = (
  { filename }: IncomingFile,
  { sha256 }: Passage,
): { readonly fileName: string; readonly sha256: string | null } => ({ fileName: filename, sha256: sha256() });

/** The SHA-256 of a file that REDCap has. The file is fetched for it and kept nowhere. Null when that cannot be done. */
export const digestStored = async <Args>(
  read: Read,
  method: Method<Args, FileReply>,
  args: Args,
): Promise<string | null> => {
  try {
    const hash = createHash('sha256');
    const { body } = await read(method, args);
    for await (const chunk of body) hash.update(chunk);
    return hash.digest('hex');
  } catch (error) {
    // Asked only after something was sent: an error thrown now would hide that.
    if (error instanceof RedcapError) return null;
    throw error;
  }
};

/** What a caller reads of a trouble, when nothing was stored. */
const troubles: Readonly<Record<Trouble, { code: ErrorCode; at: string; what: string; remedy: string }>> = {
  stopped: {
    code: 'UPLOAD_INCOMPLETE',
    at: 'file',
    what: 'The bytes of the file stopped coming before its end.',
    remedy: 'Send the file again.',
  },
  'too large': {
    code: 'VALIDATION',
    at: 'file',
    what: 'The file is larger than this gateway takes.',
    remedy: 'Send a smaller one.',
  },
  broken: {
    code: 'UPLOAD_INCOMPLETE',
    at: 'file',
    what: 'The upload broke off in the gateway.',
    remedy: 'Send the file again.',
  },
  mismatch: {
    code: 'VALIDATION',
    at: 'sha256',
    what: 'The bytes that arrived do not have this SHA-256, and so they were not passed on to their end.',
    remedy: 'Send the file again.',
  },
};

/** What became of an upload that REDCap answered all the same, by its ending. */
const explainEnding = (
  standing: Ending<unknown, unknown>['standing'],
  holder: string,
): readonly [ErrorCode, string] => {
  if (standing === 'done') {
    const message = `The ${holder} holds those very bytes all the same, from this upload or an earlier one: look at it.`;
    return ['PARTIAL_WRITE', message];
  }
  const state =
    standing === 'untouched'
      ? `When the gateway looked, the ${holder} did not hold the file. REDCap may still store what arrived.`
      : `What the ${holder} holds now is not known.`;
  return ['UNKNOWN_OUTCOME', `${state} Look at the ${holder} before you send the file again.`];
};

/** The error of an upload whose bytes were not passed on to their end; null when they were. */
export const troubleOf = (
  passage: Passage,
  ending: Pick<Ending<unknown, unknown>, 'outcome' | 'standing'>,
  holder: 'field' | 'folder',
): UserErrorShape | null => {
  const trouble = passage.trouble();
  if (trouble === null) return null;
  const { code, at, what, remedy } = troubles[trouble];
  if (ending.outcome === 'not done') {
    const isRetryable = code === 'UPLOAD_INCOMPLETE';
    return userError(code, [at], `${what} Nothing was stored. ${remedy}`, { isRetryable });
  }
  const [endCode, state] = explainEnding(ending.standing, holder);
  return userError(endCode, [at], `${what} ${state}`);
};

/** What is wrong with a SHA-256 that a caller gives; null when nothing is. */
export const checkSha256 = (sha256: string | null): UserErrorShape | null =>
  sha256 === null || /^[0-9a-f]{64}$/.test(sha256)
    ? null
    : userError('VALIDATION', ['sha256'], 'A SHA-256 has 64 hexadecimal digits.');

/** Why REDCap cannot keep a file under this name; null when it can. */
const refuseName = (name: string): string | null => {
  if (name.trim() === '') return 'The file has no name: REDCap keeps it by its name.';
  // The reader of uploads puts U+FFFD in the place of bytes that are not UTF-8.
  if (name.includes('\ufffd')) return 'The name of the file is not UTF-8: send it in UTF-8, or give it another name.';
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return /[\u0000-\u001f\u007f]/.test(name)
    ? 'The name of the file has a control character: give it another name.'
    : null;
};

/** The caller's file once its part of the request has begun, or why there is none to send. */
export const awaitUpload = async (file: Promise<IncomingFile>): Promise<IncomingFile | UserErrorShape> => {
  try {
    const arrived = await file;
    const refusal = refuseName(arrived.filename);
    return refusal === null ? arrived : userError('VALIDATION', ['file'], refusal);
  } catch (error) {
    if (troubleBy(error) !== 'stopped') return userError('VALIDATION', ['file'], 'The file did not arrive.');
    const message = 'The bytes of the upload stopped coming before the file began. Nothing was stored. Send it again.';
    return userError('UPLOAD_INCOMPLETE', ['file'], message, { isRetryable: true });
  }
};
