import type { FilePart, FileReply, Method } from '../method.ts';
import { readFile } from './file.ts';
import { badAnswer, readInteger, readName, readOptionalInteger, readRows, readText } from './row.ts';
import type { RawRow } from './row.ts';

/** A folder or a file of the File Repository: one of the two ids is null. */
export interface FileRepositoryRow {
  readonly folder_id: number | null;
  readonly doc_id: number | null;
  readonly name: string;
  /** The role that a folder is restricted to, as REDCap spells it; "" for none and before REDCap 16.0.8. */
  readonly role: string;
  /** The data access group likewise. */
  readonly dag: string;
}

const readRepositoryRow = (row: RawRow): FileRepositoryRow => {
  const [folder_id, doc_id] = [readOptionalInteger(row, 'folder_id'), readOptionalInteger(row, 'doc_id')];
  if ((folder_id === null) === (doc_id === null)) {
    throw badAnswer('REDCap answered something that is neither a folder nor a file.');
  }
  return { folder_id, doc_id, name: readName(row, 'name'), role: readText(row, 'role'), dag: readText(row, 'dag') };
};

/** Export a List of Files/Folders from the File Repository: one folder's content, or the top level's, without what is deeper. */
export const listFileRepository: Method<{ readonly folderId?: number | undefined }, readonly FileRepositoryRow[]> = {
  name: 'listFileRepository',
  content: 'fileRepository',
  action: 'list',
  kind: 'read',
  body: 'json',
  rights: ['API Export', 'File Repository'],
  form: ({ folderId }) => ({ folder_id: folderId }),
  decode: (reply) => readRows(reply).map(readRepositoryRow),
};

/** A new folder, at the top level unless `folderId` names its parent, open to all unless restricted. */
export interface CreateFileRepositoryFolderArgs {
  /** At most 150 characters. */
  readonly name: string;
  readonly folderId?: number | undefined;
  /** `data_access_group_id`. */
  readonly dagId?: number | undefined;
  /** REDCap's number of the role, which no export gives. */
  readonly roleId?: number | undefined;
}

/** Create a New Folder in the File Repository: `content=fileRepository action=createFolder`. Gives its id. */
export const createFileRepositoryFolder: Method<CreateFileRepositoryFolderArgs, number> = {
  name: 'createFileRepositoryFolder',
  content: 'fileRepository',
  action: 'createFolder',
  kind: 'once',
  body: 'json',
  rights: ['API Import/Update', 'File Repository'],
  form: ({ name, folderId, dagId, roleId }) => ({ name, folder_id: folderId, dag_id: dagId, role_id: roleId }),
  decode: (reply) => {
    const [folder] = readRows(reply);
    if (folder === undefined) throw badAnswer('REDCap answered no folder.');
    return readInteger(folder, 'folder_id');
  },
};

/** Export a File from the File Repository: `content=fileRepository action=export`. The bytes are streamed. */
export const exportFileRepositoryFile: Method<{ readonly docId: number }, FileReply> = {
  name: 'exportFileRepositoryFile',
  content: 'fileRepository',
  action: 'export',
  kind: 'read',
  body: 'file',
  rights: ['API Export', 'File Repository'],
  form: ({ docId }) => ({ doc_id: docId }),
  decode: readFile,
};

/** The file to add, to the top level unless `folderId` names a folder. */
export interface ImportFileRepositoryFileArgs {
  readonly file: FilePart;
  readonly folderId?: number | undefined;
}

/** Import a File into the File Repository: `content=fileRepository action=import`. Always adds one; its id is not answered. */
export const importFileRepositoryFile: Method<ImportFileRepositoryFileArgs, void> = {
  name: 'importFileRepositoryFile',
  content: 'fileRepository',
  action: 'import',
  kind: 'once',
  body: 'empty',
  rights: ['API Import/Update', 'File Repository'],
  form: ({ folderId }) => ({ folder_id: folderId }),
  file: ({ file }) => file,
  decode: () => undefined,
};

/** Delete a File from the File Repository: `content=fileRepository action=delete`. REDCap keeps it for 30 days, out of the API's reach. */
export const deleteFileRepositoryFile: Method<{ readonly docId: number }, void> = {
  name: 'deleteFileRepositoryFile',
  content: 'fileRepository',
  action: 'delete',
  kind: 'once',
  body: 'empty',
  rights: ['API Import/Update', 'File Repository'],
  form: ({ docId }) => ({ doc_id: docId }),
  decode: () => undefined,
};
