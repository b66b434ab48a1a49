import type { Answer, Cell } from '../../call/answer.ts';
import { Refusal, missingParameter, refuseParameter } from '../../call/refusal.ts';
import { exportRights, importRights } from '../../call/right.ts';
import type { Call } from '../../call/call.ts';
import { nameDag } from '../../state/design.ts';
import { appendLog } from '../../state/log.ts';
import type { SandboxMethod } from '../../call/method.ts';
import type { FileRepository, RepositoryFolder, StoredFile } from '../../state/project.ts';
import { readWholeNumber } from '../../parameter/whole-number.ts';
import { isAtLeast } from '../../state/version.ts';
import { describeFile, readUpload } from './file.ts';
import { keepRepository, readFolderId, readRepository, seesFolder } from './repository-folder.ts';

/** REDCap keeps folder names in 150 characters. */
const LONGEST_NAME = 150;

/** Unique names of the role and of the group (EVIDENCE.md#repository-restrictions). */
const describeRestriction = ({ project }: Call, { dagId, role }: RepositoryFolder): Record<string, Cell> => ({
  ...(role === null ? {} : { role }),
  ...(dagId === null ? {} : { dag: nameDag(project, dagId) }),
});

const list = (call: Call): Answer => {
  const folderId = readFolderId(call);
  const { folders, files } = readRepository(call);
  const shown = folders.filter((folder) => folder.parentId === folderId && seesFolder(call, folder.folderId));
  const inside = files.filter((file) => file.folderId === folderId);
  return {
    kind: 'table',
    columns: ['folder_id', 'doc_id', 'name', ...(isAtLeast(call.store.version, '16.0.8') ? ['role', 'dag'] : [])],
    rows: [
      ...shown.map((folder) => ({
        folder_id: folder.folderId,
        name: folder.name,
        ...describeRestriction(call, folder),
      })),
      ...inside.map(({ docId }) => ({ doc_id: docId, name: call.project.files.get(docId)?.name ?? '' })),
    ],
    root: 'items',
    sparse: true,
    whenEmpty: 'header',
  };
};

/** The name of the new folder. Another folder may have the same name (EVIDENCE.md#repository-names). */
const readName = ({ parameters }: Call): string => {
  const name = (parameters.text('name') ?? '').trim();
  if (name === '') throw missingParameter('name');
  if (name.length > LONGEST_NAME) {
    throw new Refusal(400, `The parameter "name" must not be longer than ${String(LONGEST_NAME)} characters`);
  }
  return name;
};

const readDagId = ({ parameters, project }: Call): number | null => {
  const text = (parameters.text('dag_id') ?? '').trim();
  if (text === '') return null;
  return project.dags.find((dag) => String(dag.groupId) === text)?.groupId ?? refuseParameter('dag_id');
};

/** No export shows a role's number. Here the number is the role's place among the project's roles, from 1. */
const readRole = ({ parameters, project }: Call): string | null => {
  const text = (parameters.text('role_id') ?? '').trim();
  if (text === '') return null;
  const role = project.roles[(readWholeNumber(text) ?? 0) - 1];
  return role?.uniqueRoleName ?? refuseParameter('role_id');
};

const createFolder = (call: Call): Answer => {
  const parentId = readFolderId(call);
  const name = readName(call);
  const restriction = { dagId: readDagId(call), role: readRole(call) };
  const repository = keepRepository(call);
  const isTaken = repository.folders.some((folder) => folder.name === name && folder.parentId === parentId);
  if (isTaken && call.store.variants['folder-names'] === 'distinct') {
    throw new Refusal(400, 'There is a folder of this name already');
  }
  const folderId = repository.nextFolderId;
  repository.nextFolderId += 1;
  repository.folders.push({ folderId, name, parentId, ...restriction });
  appendLog(call, 'Manage/Design ', 'Create folder in File Repository (API)');
  return {
    kind: 'table',
    columns: ['folder_id'],
    rows: [{ folder_id: folderId }],
    root: 'folders',
    item: 'folder',
    whenEmpty: 'header',
  };
};

/** The file that `doc_id` names (EVIDENCE.md#repository-files-refused). */
const findFile = (call: Call): { readonly entry: FileRepository['files'][number]; readonly file: StoredFile } => {
  const text = (call.parameters.text('doc_id') ?? '').trim();
  if (text === '') throw missingParameter('doc_id');
  const entry = readRepository(call).files.find(({ docId }) => String(docId) === text);
  const file = entry === undefined ? undefined : call.project.files.get(entry.docId);
  if (entry !== undefined && file !== undefined && seesFolder(call, entry.folderId)) return { entry, file };
  throw new Refusal(400, `The File Repository file doc_id=${text} does not exist, or its folder is restricted`);
};

const exportFile = (call: Call): Answer => {
  const { file } = findFile(call);
  return { kind: 'file', contentType: describeFile(file), bytes: file.bytes };
};

const importFile = async (call: Call): Promise<Answer> => {
  const { project } = call;
  const folderId = readFolderId(call);
  const upload = await readUpload(call);
  const docId = project.nextDocId;
  project.nextDocId += 1;
  project.files.set(docId, { docId, ...upload });
  keepRepository(call).files.push({ docId, folderId });
  appendLog(call, 'Manage/Design ', 'Upload file to File Repository (API)');
  return { kind: 'empty' };
};

const deleteFile = (call: Call): Answer => {
  const { entry } = findFile(call);
  const repository = keepRepository(call);
  repository.files = repository.files.filter((file) => file !== entry);
  call.project.files.delete(entry.docId);
  appendLog(call, 'Manage/Design ', 'Delete file from File Repository (API)');
  return { kind: 'empty' };
};

const content = 'fileRepository';
/** The methods of the File Repository. A deleted file is gone: there is no recycle bin. */
export const fileRepositoryMethods: readonly SandboxMethod[] = [
  {
    title: 'Create a New Folder in the File Repository',
    content,
    action: 'createFolder',
    rights: importRights('file_repository'),
    handle: createFolder,
  },
  {
    title: 'Export a List of Files/Folders from the File Repository',
    content,
    action: 'list',
    rights: exportRights('file_repository'),
    handle: list,
  },
  {
    title: 'Export a File from the File Repository',
    content,
    action: 'export',
    rights: exportRights('file_repository'),
    handle: exportFile,
  },
  {
    title: 'Import a File into the File Repository',
    content,
    action: 'import',
    rights: importRights('file_repository'),
    handle: importFile,
  },
  {
    title: 'Delete a File from the File Repository',
    content,
    action: 'delete',
    rights: importRights('file_repository'),
    handle: deleteFile,
  },
];
