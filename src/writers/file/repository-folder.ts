import type { ProjectSource } from '../../loaders/project-source.ts';
import {
  createFileRepositoryFolder as createMethod,
  type FileRepositoryRow,
} from '../../redcap/methods/file-repository.ts';
import type { WriteContext } from '../context.ts';
import { live } from '../life.ts';
import { errorsOf } from '../life-words.ts';
import { runInProjectLane } from '../project-lane.ts';
import { isUserError, userError, userErrorOf } from '../user-error.ts';
import {
  done,
  folderArgs,
  LANE,
  listAgain,
  listBefore,
  refused,
  type FileRepositoryResult,
  type Folder,
} from './repository.ts';
import { writeCall } from '../write-call.ts';

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

const isFolder = (row: FileRepositoryRow, name: string): boolean => row.folder_id !== null && row.name === name;

const findGroupId = async (
  source: ProjectSource,
  name: string | null | undefined,
): Promise<number | null | undefined> => {
  if (name === null || name === undefined) return null;
  const groups = await source.dataAccessGroups();
  return groups.find(({ unique_group_name }) => unique_group_name === name)?.data_access_group_id ?? undefined;
};

const words = {
  done: 'the folder was made',
  undone: 'the folder is not there',
  advice: 'Look at the folder around it',
} as const;

type CreateFolderArgs = Parameters<typeof createMethod.form>[0];

const sendFolder = async (
  context: WriteContext,
  source: ProjectSource,
  folderId: Folder,
  args: CreateFolderArgs,
): Promise<FileRepositoryResult> => {
  const { name } = args;
  const ending = await live(context, {
    source,
    calls: [writeCall(source, createMethod, args)],
    proof: () => 'likely',
    look: () => listAgain(source, folderId),
    standing: (rows) => (rows.some((row) => isFolder(row, name)) ? 'done' : 'untouched'),
  });
  const [id] = ending.answers;
  if (id !== undefined) {
    const made = ending.found?.find(({ folder_id }) => folder_id === id);
    return done(made ?? { folder_id: id, doc_id: null, name, role: '', dag: '' });
  }
  const made = ending.found?.find((row) => isFolder(row, name));
  return made === undefined ? refused(...errorsOf(ending, words)) : done(made);
};

/**
 * Makes a folder, whose name must be free in its parent. A lost answer is looked up by that name and never sent again.
 * REDCap: Create a New Folder in the File Repository.
 */
export const createFileRepositoryFolder = async (
  context: WriteContext,
  source: ProjectSource,
  input: CreateFolderInput,
): Promise<FileRepositoryResult> => {
  const name = input.name.trim();
  if (name === '' || name.length > LONGEST_NAME) {
    return refused(userError('VALIDATION', ['name'], 'The name of a folder has 1 to 150 characters.'));
  }
  try {
    const dagId = await findGroupId(source, input.dataAccessGroup);
    if (dagId === undefined) {
      const message = 'There is no data access group with this unique name whose number REDCap shows.';
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
      if (isUserError(before)) return refused(before);
      if (before.some((row) => isFolder(row, name))) {
        return refused(userError('CONFLICT', ['name'], 'There is a folder with this name already.'));
      }
      return sendFolder(context, source, input.folderId, args);
    };
    return await runInProjectLane(context, source, work, LANE);
  } catch (error) {
    return refused(userErrorOf(error, []));
  }
};
