import { createHash } from 'node:crypto';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { RedcapError } from '../../redcap/errors.ts';
import {
  deleteFileRepositoryFile as deleteMethod,
  exportFileRepositoryFile,
  importFileRepositoryFile as importMethod,
  type FileRepositoryRow,
} from '../../redcap/methods/file-repository.ts';
import { passFile, type IncomingFile } from '../file-digest.ts';
import {
  done,
  folderArgs,
  isLost,
  isRefusal,
  LANE,
  listAgain,
  listBefore,
  notThere,
  refused,
  type FileRepositoryResult,
  type Folder,
  type Lanes,
  type Rows,
} from './repository.ts';
import { lookUntil, waitFor, type Wait } from '../life/look.ts';
import { runInProjectLane } from '../project-lane.ts';
import { userError, userErrorOf } from '../user-error.ts';

/** Input of importFileRepositoryFile. */
export interface ImportRepositoryFileInput {
  readonly folderId?: Folder;
  readonly file: Promise<IncomingFile>;
  /** 64 hexadecimal digits. */
  readonly sha256?: string | null | undefined;
}

const digestOf = async (source: ProjectSource, docId: number): Promise<string | null> => {
  try {
    const hash = createHash('sha256');
    const { body } = await source.readFresh(exportFileRepositoryFile, { docId });
    for await (const chunk of body) hash.update(chunk);
    return hash.digest('hex');
  } catch {
    return null;
  }
};

/** The entry that an upload became: the one new file of that name, or of several the one with those bytes. */
const findUploaded = async (
  source: ProjectSource,
  fresh: Rows,
  sha256: string | null,
  mustCompare: boolean,
): Promise<FileRepositoryRow | null> => {
  const [only] = fresh;
  if (only !== undefined && fresh.length === 1 && !mustCompare) return only;
  for (const row of fresh) {
    if (row.doc_id !== null && sha256 !== null && (await digestOf(source, row.doc_id)) === sha256) return row;
  }
  return null;
};

const sendUpload = async (
  source: ProjectSource,
  folderId: Folder,
  file: IncomingFile,
  expected: string | null,
  before: Rows,
  wait: Wait,
): Promise<FileRepositoryResult> => {
  const known = new Set(before.map(({ doc_id }) => doc_id));
  const passage = passFile(file, expected);
  const freshRows = async (): Promise<Rows | null> =>
    (await listAgain(source, folderId))?.filter(
      (row) => row.doc_id !== null && !known.has(row.doc_id) && row.name === file.filename,
    ) ?? null;
  const contentType = file.mimetype === '' ? 'application/octet-stream' : file.mimetype;
  try {
    const part = { fileName: file.filename, contentType, body: passage.body };
    await source.write(importMethod, { ...folderArgs(folderId), file: part });
  } catch (error) {
    if (!(error instanceof RedcapError)) throw error;
    if (passage.trouble() === 'mismatch') {
      const message =
        'The bytes that arrived do not have this SHA-256, and so they were not passed on to their end. REDCap did not receive the file whole; send it again.';
      return refused(userError('VALIDATION', ['sha256'], message));
    }
    if (passage.trouble() !== null) {
      const message = 'The upload broke off, or is larger than this gateway takes. REDCap did not receive it whole.';
      return refused(userError('VALIDATION', ['file'], message));
    }
    if (!isLost(error)) throw error;
    const fresh = await lookUntil(wait, freshRows, (found) => found.length > 0);
    const stored = fresh === null ? null : await findUploaded(source, fresh, passage.sha256(), true);
    if (stored !== null) return done(stored);
    return refused(fresh?.length === 0 ? notThere('the file is not there') : userErrorOf(error, []));
  }
  // REDCap answers an upload with nothing at all: only the folder tells what became of it.
  const fresh = await freshRows();
  const stored = fresh === null ? null : await findUploaded(source, fresh, passage.sha256(), false);
  if (stored !== null) return done(stored);
  const message =
    fresh?.length === 0
      ? 'REDCap accepted the file, but the folder does not show it under its name: look there before you send it again.'
      : 'REDCap accepted the file, but which of the entries of the folder it is could not be found out.';
  return refused(userError('PARTIAL_WRITE', ['file'], message));
};

/**
 * Adds a file, streamed from the caller to REDCap. REDCap does not tell its id, so the folder is listed before and after.
 * A lost answer is looked up by name and bytes and never sent again. REDCap: Import a File into the File Repository.
 */
export const importFileRepositoryFile = async (
  context: Lanes,
  source: ProjectSource,
  input: ImportRepositoryFileInput,
  wait: Wait = waitFor,
): Promise<FileRepositoryResult> => {
  const expected = input.sha256?.toLowerCase() ?? null;
  if (expected !== null && !/^[0-9a-f]{64}$/.test(expected)) {
    return refused(userError('VALIDATION', ['sha256'], 'A SHA-256 has 64 hexadecimal digits.'));
  }
  try {
    const file = await input.file.catch(() => null);
    if (file === null) return refused(userError('VALIDATION', ['file'], 'The file did not arrive.'));
    if (file.filename.trim() === '') {
      return refused(userError('VALIDATION', ['file'], 'The file has no name: REDCap keeps it by its name.'));
    }
    const work = async (): Promise<FileRepositoryResult> => {
      const before = await listBefore(source, input.folderId);
      return isRefusal(before) ? refused(before) : sendUpload(source, input.folderId, file, expected, before, wait);
    };
    return await runInProjectLane(context, source, work, LANE);
  } catch (error) {
    return refused(userErrorOf(error, []));
  }
};

/** Input of deleteFileRepositoryFile. */
export interface DeleteRepositoryFileInput {
  readonly docId: number;
  readonly folderId?: Folder;
}

/**
 * Deletes a file, which must be in the folder that is named. A lost answer is looked up and never sent again. REDCap: Delete
 * a File from the File Repository.
 */
export const deleteFileRepositoryFile = async (
  context: Lanes,
  source: ProjectSource,
  { docId, folderId }: DeleteRepositoryFileInput,
  wait: Wait = waitFor,
): Promise<FileRepositoryResult> => {
  const find = (rows: Rows): FileRepositoryRow | undefined => rows.find(({ doc_id }) => doc_id === docId);
  const work = async (): Promise<FileRepositoryResult> => {
    const before = await listBefore(source, folderId);
    if (isRefusal(before)) return refused(before);
    const entry = find(before);
    if (entry === undefined) {
      return refused(userError('NOT_FOUND', ['docId'], 'There is no file with this id in that folder.'));
    }
    let lost: unknown = null;
    try {
      await source.write(deleteMethod, { docId });
    } catch (error) {
      if (!isLost(error)) throw error;
      lost = error;
    }
    const isGone = (rows: Rows): boolean => find(rows) === undefined;
    const look = (): Promise<Rows | null> => listAgain(source, folderId);
    const after = lost === null ? await look() : await lookUntil(wait, look, isGone);
    if (after === null) return lost === null ? done(entry) : refused(userErrorOf(lost, []));
    if (isGone(after)) return done(entry);
    if (lost !== null) return refused(notThere('the file is still there'));
    return refused(userError('PARTIAL_WRITE', [], 'REDCap accepted the deletion, but the file is still there.'));
  };
  try {
    return await runInProjectLane(context, source, work, LANE);
  } catch (error) {
    return refused(userErrorOf(error, []));
  }
};
