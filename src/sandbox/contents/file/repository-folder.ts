import { Refusal } from '../../call/refusal.ts';
import type { Call } from '../../call/call.ts';
import type { FileRepository, RepositoryFolder } from '../../state/project.ts';
import { readWholeNumber } from '../../parameter/whole-number.ts';

/** The refusal of a folder, in REDCap's words (EVIDENCE.md#repository-folder-refused). */
const noFolder = (id: string): Refusal =>
  new Refusal(
    400,
    `The File Repository folder folder_id=${id} does not exist or else you do not have permission to that folder because it is DAG-restricted or Role-restricted.`,
  );

/** The project's File Repository. Before the first folder or file it is an empty one. */
export const readRepository = ({ project }: Pick<Call, 'project'>): FileRepository =>
  project.fileRepository ?? { folders: [], files: [], nextFolderId: 1 };

/** The project's File Repository. An empty one becomes part of the project. */
export const keepRepository = (call: Pick<Call, 'project'>): FileRepository =>
  (call.project.fileRepository ??= readRepository(call));

const isOpen = (folder: RepositoryFolder, { user }: Call): boolean =>
  (folder.dagId === null || user.dagId === null || folder.dagId === user.dagId) &&
  (folder.role === null || user.role === null || folder.role === user.role);

/** Whether the user sees a folder. A folder inside a hidden folder is hidden too. Null is the top level. */
export const seesFolder = (call: Call, folderId: number | null): boolean => {
  if (folderId === null) return true;
  const folder = readRepository(call).folders.find((candidate) => candidate.folderId === folderId);
  return folder !== undefined && isOpen(folder, call) && seesFolder(call, folder.parentId);
};

/** The parameter `folder_id`, null for the top level. Refuses a folder that is not there or not open to the user. */
export const readFolderId = (call: Call): number | null => {
  const text = (call.parameters.text('folder_id') ?? '').trim();
  if (text === '') return null;
  const folderId = readWholeNumber(text);
  if (folderId === null || !seesFolder(call, folderId)) throw noFolder(text);
  return folderId;
};
