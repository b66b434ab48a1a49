import type { ProjectSource } from '../../loaders/project-source.ts';
import {
  createFileRepositoryFolder as createMethod,
  type FileRepositoryRow,
} from '../../redcap/methods/file-repository.ts';
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
} from './repository.ts';
import { lookUntil, waitFor, type Wait } from '../life/look.ts';
import { runInProjectLane } from '../project-lane.ts';
import { userError, userErrorOf } from '../user-error.ts';

/** Input of createFileRepositoryFolder. */
export interface CreateFolderInput {
  readonly name: string;
  readonly folderId?: Folder;
  /** Unique name of the group that the folder is for. */
  readonly dataAccessGroup?: string | null | undefined;
  /** REDCap's number of the role that the folder is for. */
  readonly roleId?: number | null | undefined;
}

const LONGEST_NAME = 150;

const findGroupId = async (
  source: ProjectSource,
  name: string | null | undefined,
): Promise<number | null | undefined> => {
  if (name === null || name === undefined) return null;
  const groups = await source.dataAccessGroups();
  return groups.find(({ unique_group_name }) => unique_group_name === name)?.data_access_group_id ?? undefined;
};

/**
 * Makes a folder, whose name must be free in its parent. A lost answer is looked up by that name and never sent again.
 * REDCap: Create a New Folder in the File Repository.
 */
export const createFileRepositoryFolder = async (
  context: Lanes,
  source: ProjectSource,
  input: CreateFolderInput,
  wait: Wait = waitFor,
): Promise<FileRepositoryResult> => {
  const name = input.name.trim();
  if (name === '' || name.length > LONGEST_NAME) {
    return refused(userError('VALIDATION', ['name'], 'The name of a folder has 1 to 150 characters.'));
  }
  const isOurs = (row: FileRepositoryRow): boolean => row.folder_id !== null && row.name === name;
  try {
    const dagId = await findGroupId(source, input.dataAccessGroup);
    if (dagId === undefined) {
      const message = 'There is no data access group with this unique name whose number REDCap tells.';
      return refused(userError('NOT_FOUND', ['dataAccessGroup'], message));
    }
    const args = {
      name,
      ...folderArgs(input.folderId),
      ...(dagId === null ? {} : { dagId }),
      ...(input.roleId == null ? {} : { roleId: input.roleId }),
    };
    const work = async (): Promise<FileRepositoryResult> => {
      const before = await listBefore(source, input.folderId);
      if (isRefusal(before)) return refused(before);
      if (before.some(isOurs)) {
        return refused(userError('CONFLICT', ['name'], 'There is a folder with this name already.'));
      }
      try {
        const id = await source.write(createMethod, args);
        const made = (await listAgain(source, input.folderId))?.find(({ folder_id }) => folder_id === id);
        return done(made ?? { folder_id: id, doc_id: null, name, role: '', dag: '' });
      } catch (error) {
        if (!isLost(error)) throw error;
        const rows = await lookUntil(
          wait,
          () => listAgain(source, input.folderId),
          (found) => found.some(isOurs),
        );
        const made = rows?.find(isOurs);
        if (made !== undefined) return done(made);
        return refused(rows === null ? userErrorOf(error, []) : notThere('the folder is not there'));
      }
    };
    return await runInProjectLane(context, source, work, LANE);
  } catch (error) {
    return refused(userErrorOf(error, []));
  }
};
