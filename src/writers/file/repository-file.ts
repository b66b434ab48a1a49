import type { ProjectSource } from '../../loaders/project-source.ts';
import {
  deleteFileRepositoryFile as deleteMethod,
  exportFileRepositoryFile,
  importFileRepositoryFile as importMethod,
  type FileRepositoryRow,
} from '../../redcap/methods/file-repository.ts';
import type { WriteContext } from '../context.ts';
import {
  awaitUpload,
  checkSha256,
  describeFile,
  digestStored,
  passFile,
  troubleOf,
  type IncomingFile,
  type Passage,
} from '../upload.ts';
import { live, type Ending } from '../life.ts';
import { errorsOf } from '../life-words.ts';
import { runInProjectLane } from '../project-lane.ts';
import { isUserError, userError, userErrorOf, type UserErrorShape } from '../user-error.ts';
import {
  done,
  folderArgs,
  LANE,
  listAgain,
  listBefore,
  refused,
  type FileRepositoryResult,
  type Folder,
  type Rows,
} from './repository.ts';
import { mapAnswer, writeCall } from '../write-call.ts';

/** Input of importFileRepositoryFile. */
export interface ImportRepositoryFileInput {
  readonly folderId?: Folder;
  readonly file: Promise<IncomingFile>;
  /** 64 hexadecimal digits. */
  readonly sha256?: string | null | undefined;
}

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
    if (row.doc_id === null || sha256 === null) continue;
    if ((await digestStored(source.look, exportFileRepositoryFile, { docId: row.doc_id })) === sha256) return row;
  }
  return null;
};

/** What the folder shows of an upload. */
interface FolderLook {
  /** New files of that name. */
  readonly fresh: Rows;
  /** Which of them it is; null when that cannot be found out. */
  readonly entry: FileRepositoryRow | null;
}

const words = {
  done: 'the file was stored',
  undone: 'the folder does not show the file under its name',
  advice: 'Look at the folder',
  path: ['file'],
} as const;

const uploadErrors = (ending: Ending<unknown, FolderLook>): UserErrorShape[] => {
  if (ending.sending !== 'accepted' || ending.standing === 'untouched') return errorsOf(ending, words);
  const message =
    'REDCap accepted the file, but which of the entries of the folder it is could not be found out. Look at the folder before you send it again.';
  return [userError('PARTIAL_WRITE', ['file'], message)];
};

/** An upload on its way into a folder. */
interface FolderUpload {
  readonly folderId: Folder;
  readonly file: IncomingFile;
  readonly passage: Passage;
  readonly before: Rows;
}

const sendUpload = async (
  context: WriteContext,
  source: ProjectSource,
  { folderId, file, passage, before }: FolderUpload,
): Promise<FileRepositoryResult> => {
  const known = new Set(before.map(({ doc_id }) => doc_id));
  const isFresh = ({ doc_id, name }: FileRepositoryRow): boolean =>
    doc_id !== null && !known.has(doc_id) && name === file.filename;
  const contentType = file.mimetype === '' ? 'application/octet-stream' : file.mimetype;
  const part = { fileName: file.filename, contentType, body: passage.body };
  let isAnswered = false;
  const call = writeCall(
    source,
    importMethod,
    { ...folderArgs(folderId), file: part },
    { plainArgs: () => ({ ...folderArgs(folderId), ...describeFile(file, passage), before: [...known] }) },
  );
  const ending = await live(context, {
    source,
    calls: [mapAnswer(call, () => (isAnswered = true))],
    // REDCap answers an upload with nothing at all: only the folder shows what became of it.
    proof: () => 'open',
    look: async (): Promise<FolderLook> => {
      const fresh = (await listAgain(source, folderId)).filter(isFresh);
      const mustCompare = !isAnswered || passage.trouble() !== null;
      return { fresh, entry: await findUploaded(source, fresh, passage.sha256(), mustCompare) };
    },
    standing: ({ fresh, entry }) => (entry !== null ? 'done' : fresh.length === 0 ? 'untouched' : 'unclear'),
  });
  const trouble = troubleOf(passage, ending, 'folder');
  if (trouble !== null) return refused(trouble);
  const entry = ending.found?.entry ?? null;
  return entry === null ? refused(...uploadErrors(ending)) : done(entry);
};

/**
 * Adds a file, streamed from the caller to REDCap. REDCap does not return its id, so the folder is listed before and after.
 * A lost answer is looked up by name and bytes and never sent again. REDCap: Import a File into the File Repository.
 */
export const importFileRepositoryFile = async (
  context: WriteContext,
  source: ProjectSource,
  input: ImportRepositoryFileInput,
): Promise<FileRepositoryResult> => {
  const expected = input.sha256?.toLowerCase() ?? null;
  const wrong = checkSha256(expected);
  if (wrong !== null) return refused(wrong);
  try {
    const file = await awaitUpload(input.file);
    if (isUserError(file)) return refused(file);
    const { folderId } = input;
    const work = async (): Promise<FileRepositoryResult> => {
      const before = await listBefore(source, folderId);
      if (isUserError(before)) return refused(before);
      return sendUpload(context, source, { folderId, file, passage: passFile(file, expected), before });
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

const deletionWords = {
  done: 'the file was deleted',
  undone: 'the file is still there',
  advice: 'Look at the folder',
} as const;

/**
 * Deletes a file, which must be in the folder that is named. A lost answer is looked up and never sent again. REDCap: Delete
 * a File from the File Repository.
 */
export const deleteFileRepositoryFile = async (
  context: WriteContext,
  source: ProjectSource,
  { docId, folderId }: DeleteRepositoryFileInput,
): Promise<FileRepositoryResult> => {
  const find = (rows: Rows): FileRepositoryRow | undefined => rows.find(({ doc_id }) => doc_id === docId);
  const work = async (): Promise<FileRepositoryResult> => {
    const before = await listBefore(source, folderId);
    if (isUserError(before)) return refused(before);
    const entry = find(before);
    if (entry === undefined) {
      return refused(userError('NOT_FOUND', ['docId'], 'There is no file with this id in that folder.'));
    }
    const ending = await live(context, {
      source,
      // The folder is only for who looks for the file later.
      calls: [writeCall(source, deleteMethod, { docId }, { plainArgs: () => ({ docId, ...folderArgs(folderId) }) })],
      proof: () => 'likely',
      look: () => listAgain(source, folderId),
      standing: (rows) => (find(rows) === undefined ? 'done' : 'untouched'),
    });
    return ending.outcome === 'done' ? done(entry) : refused(...errorsOf(ending, deletionWords));
  };
  try {
    return await runInProjectLane(context, source, work, LANE);
  } catch (error) {
    return refused(userErrorOf(error, []));
  }
};
