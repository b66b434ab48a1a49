import type { Context } from '../../context.ts';
import type { Design } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { RedcapError } from '../../redcap/errors.ts';
import { importFile as importMethod } from '../../redcap/methods/file.ts';
import { digestStored, passFile, type IncomingFile, type Passage } from '../file-digest.ts';
import { checkFilePlace, fileArgs, filePlaceKey, lookAtFile, type FilePlace, type FilePlaceInput } from './place.ts';
import { lookUntil, waitFor, type Wait } from '../life/look.ts';
import { runInProjectLane } from '../project-lane.ts';
import { userError, userErrorOf, type UserErrorShape } from '../user-error.ts';

/** Input of importFile. */
export interface ImportFileInput extends FilePlaceInput {
  readonly file: Promise<IncomingFile>;
  /** 64 hexadecimal digits. */
  readonly sha256?: string | null | undefined;
}

/** The file that is stored now, or why it is not known to be. */
export interface ImportFileResult {
  readonly place: FilePlace | null;
  readonly stored: { readonly fileName: string; readonly contentType: string } | null;
  readonly errors: readonly UserErrorShape[];
}

const refused = (...errors: UserErrorShape[]): ImportFileResult => ({ place: null, stored: null, errors });

const checkUpload = (file: IncomingFile): UserErrorShape[] =>
  file.filename.trim() === ''
    ? [userError('VALIDATION', ['file'], 'The file has no name: REDCap keeps it by its name.')]
    : [];

/** The caller's file, once its part of the request has begun. */
const awaitUpload = async (file: Promise<IncomingFile>): Promise<IncomingFile | null> => {
  try {
    return await file;
  } catch {
    return null;
  }
};

const explainTrouble = (passage: Passage, isStored: boolean | null): UserErrorShape => {
  const isMismatch = passage.trouble() === 'mismatch';
  const what = isMismatch
    ? 'The bytes that arrived do not have this SHA-256, and so they were not passed on to their end.'
    : 'The upload broke off, or is larger than this gateway takes.';
  const at = isMismatch ? ['sha256'] : ['file'];
  if (isStored === false) return userError('VALIDATION', at, `${what} Nothing was stored; send the file again.`);
  return userError(
    isStored === true ? 'PARTIAL_WRITE' : 'UNKNOWN_OUTCOME',
    at,
    isStored === true
      ? `${what} The field holds those very bytes all the same, from this upload or an earlier one: look at it.`
      : `${what} What the field holds now is not known: look at it before you send the file again.`,
  );
};

/** Whether the bytes that were sent are what is stored; null when that cannot be found out. */
const isStoredNow = async (
  source: ProjectSource,
  design: Design,
  place: FilePlace,
  passage: Passage,
  before: string | null,
  fileName: string,
): Promise<boolean | null> => {
  const now = await lookAtFile(source, design, place).catch(() => null);
  if (now === null || now.fileName === null) return null;
  if (now.fileName === '' || (now.fileName === before && before !== fileName && before !== '[document]')) return false;
  const sent = passage.sha256();
  // Of bytes that were never read to their end nobody knows what REDCap made.
  if (sent === null) return null;
  const stored = await digestStored(source, fileArgs(place));
  return stored === null ? null : stored === sent;
};

const sendFile = async (
  source: ProjectSource,
  design: Design,
  place: FilePlace,
  file: IncomingFile,
  expected: string | null,
  before: string | null,
  wait: Wait,
): Promise<ImportFileResult> => {
  const fileName = file.filename;
  const contentType = file.mimetype === '' ? 'application/octet-stream' : file.mimetype;
  const passage = passFile(file, expected);
  const done: ImportFileResult = { place, stored: { fileName, contentType }, errors: [] };
  const look = (): Promise<boolean | null> => isStoredNow(source, design, place, passage, before, fileName);
  try {
    const part = { fileName, contentType, body: passage.body };
    await source.write(importMethod, { ...fileArgs(place), file: part });
  } catch (error) {
    if (!(error instanceof RedcapError)) throw error;
    if (passage.trouble() !== null) return refused(explainTrouble(passage, await look()));
    if (error.code !== 'WRITE_OUTCOME_UNKNOWN') throw error;
    const isStored = await lookUntil(wait, look, (found) => found);
    if (isStored === true) return done;
    if (isStored === null) return refused(userErrorOf(error, []));
    const message =
      "REDCap's answer was lost. It was looked for several times, and the file is not there: it may be sent again.";
    return refused(userError('REDCAP_UNAVAILABLE', [], message, { isRetryable: true }));
  }
  // REDCap answers an upload with nothing at all, so only the field tells that it is there.
  const now = await lookAtFile(source, design, place).catch(() => null);
  if (now?.fileName !== '') {
    return { ...done, stored: { fileName: nameOf(now?.fileName ?? null, fileName), contentType } };
  }
  return refused(
    userError('PARTIAL_WRITE', ['file'], 'REDCap accepted the file, but the field is empty: send it again.'),
  );
};

/** The name as REDCap keeps it; old servers do not tell it. */
const nameOf = (stored: string | null, sent: string): string =>
  stored === null || stored === '[document]' ? sent : stored;

/**
 * Uploads a file into a field of a record that is there, streamed from the caller to REDCap. What the field held before is
 * replaced. Done only when the field shows a file afterwards. REDCap: Import a File.
 */
export const importFile = async (
  context: Pick<Context, 'lanes'>,
  source: ProjectSource,
  input: ImportFileInput,
  wait: Wait = waitFor,
): Promise<ImportFileResult> => {
  const expected = input.sha256?.toLowerCase() ?? null;
  if (expected !== null && !/^[0-9a-f]{64}$/.test(expected)) {
    return refused(userError('VALIDATION', ['sha256'], 'A SHA-256 has 64 hexadecimal digits.'));
  }
  try {
    const design = await source.design();
    const problems: UserErrorShape[] = [];
    const place = await checkFilePlace(source, design, input, problems);
    if (place === undefined) return refused(...problems);
    if (place.field.fieldType === 'SIGNATURE') {
      const message = `${place.field.fieldName} is a signature, which can only be given in REDCap itself.`;
      return refused(userError('VALIDATION', ['field'], message));
    }
    const file = await awaitUpload(input.file);
    if (file === null) return refused(userError('VALIDATION', ['file'], 'The file did not arrive.'));
    const wrong = checkUpload(file);
    if (wrong.length > 0) return refused(...wrong);
    const work = async (): Promise<ImportFileResult> => {
      const { recordExists, fileName } = await lookAtFile(source, design, place);
      if (!recordExists) {
        return refused(userError('NOT_FOUND', ['record'], 'There is no record with this name: a file makes none.'));
      }
      return sendFile(source, design, place, file, expected, fileName, wait);
    };
    return await runInProjectLane(context, source, work, ` file ${filePlaceKey(place)}`);
  } catch (error) {
    return refused(userErrorOf(error, []));
  }
};
