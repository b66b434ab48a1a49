import { exportFile, deleteFile, importFile, type FileArgs } from '../../../redcap/methods/file.ts';
import {
  createFileRepositoryFolder,
  deleteFileRepositoryFile,
  exportFileRepositoryFile,
  importFileRepositoryFile,
} from '../../../redcap/methods/file-repository.ts';
import type { ProjectSource } from '../../../loaders/project-source.ts';
import { checkFilePlace, lookAtFile, nameAfterDeletion } from '../../file/place.ts';
import { listAgain } from '../../file/repository.ts';
import type { Standing } from '../../life.ts';
import { digestStored } from '../../upload.ts';
import type { UserErrorShape } from '../../user-error.ts';
import { lookFor, type MethodLook } from './method-look.ts';

/** What is known of the bytes of an upload; no SHA-256 where they were never read to their end. */
interface SentFile {
  readonly fileName: string;
  readonly sha256: string | null;
}

const nameAtPlace: typeof nameAfterDeletion = async (read, design, place) =>
  (await lookAtFile(read, design, place)).fileName;

/** Name of the file that a field holds: "" for none, null where that cannot be found out. */
const nameInField = async (source: ProjectSource, args: FileArgs, look = nameAtPlace): Promise<string | null> => {
  const design = await source.design();
  const problems: UserErrorShape[] = [];
  const place = await checkFilePlace(source, design, args, problems);
  return place === undefined ? null : look(source.look, design, place);
};

const lookAtUpload = async (
  source: ProjectSource,
  { fileName: _name, sha256, ...args }: FileArgs & SentFile,
): Promise<Standing | null> => {
  const name = await nameInField(source, args);
  if (name === null) return null;
  if (name === '') return 'untouched';
  const stored = sha256 === null ? null : await digestStored(source.look, exportFile, args);
  if (stored === null) return 'unclear';
  return stored === sha256 ? 'done' : 'untouched';
};

/** An upload into a folder that held `before`, by the files' ids. */
interface FolderUpload extends SentFile {
  readonly folderId?: number | undefined;
  readonly before: readonly number[];
}

const lookAtFolder = async (
  source: ProjectSource,
  { folderId, fileName, sha256, before }: FolderUpload,
): Promise<Standing | null> => {
  const rows = await listAgain(source, folderId);
  const fresh = rows.flatMap(({ doc_id, name }) =>
    doc_id === null || before.includes(doc_id) || name !== fileName ? [] : [doc_id],
  );
  if (fresh.length === 0) return 'untouched';
  for (const docId of sha256 === null ? [] : fresh) {
    if ((await digestStored(source.look, exportFileRepositoryFile, { docId })) === sha256) return 'done';
  }
  return 'unclear';
};

/** The looks at files. */
export const fileLooks: readonly MethodLook[] = [
  lookFor<FileArgs & SentFile>(importFile, lookAtUpload),
  lookFor<FileArgs>(deleteFile, async (source, args) => {
    const name = await nameInField(source, args, nameAfterDeletion);
    if (name === null) return null;
    return name === '' ? 'done' : 'untouched';
  }),
  lookFor<FolderUpload>(importFileRepositoryFile, lookAtFolder),
  lookFor<{ readonly name: string; readonly folderId?: number | undefined }>(
    createFileRepositoryFolder,
    async (source, { name, folderId }) => {
      const rows = await listAgain(source, folderId);
      return rows.some((row) => row.folder_id !== null && row.name === name) ? 'done' : 'untouched';
    },
  ),
  lookFor<{ readonly docId: number; readonly folderId?: number | undefined }>(
    deleteFileRepositoryFile,
    async (source, { docId, folderId }) => {
      const rows = await listAgain(source, folderId);
      return rows.some(({ doc_id }) => doc_id === docId) ? 'untouched' : 'done';
    },
  ),
];
