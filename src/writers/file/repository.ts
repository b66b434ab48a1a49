import type { ProjectSource } from '../../loaders/project-source.ts';
import { RedcapError } from '../../redcap/errors.ts';
import { listFileRepository, type FileRepositoryRow } from '../../redcap/methods/file-repository.ts';
import { userError, type UserErrorShape } from '../user-error.ts';

/** What a mutation of the File Repository did: the entry that it is about, or why there is none. */
export interface FileRepositoryResult {
  readonly entry: FileRepositoryRow | null;
  readonly errors: readonly UserErrorShape[];
}

/** What is in a folder. */
export type Rows = readonly FileRepositoryRow[];
/** A folder's id; nothing for the top level. */
export type Folder = number | null | undefined;

/** The result of what was not done. */
export const refused = (...errors: UserErrorShape[]): FileRepositoryResult => ({ entry: null, errors });
/** The result of what was. */
export const done = (entry: FileRepositoryRow): FileRepositoryResult => ({ entry, errors: [] });

/** The folder as a method takes it. */
export const folderArgs = (folderId: Folder): { readonly folderId?: number } =>
  folderId === null || folderId === undefined ? {} : { folderId };

/** The folder as it is after something was sent. */
export const listAgain = (source: ProjectSource, folderId: Folder): Promise<Rows> =>
  source.look(listFileRepository, folderArgs(folderId));

/** The folder as it is before; REDCap's refusal of an unknown folder becomes an error of `folderId`. */
export const listBefore = async (source: ProjectSource, folderId: Folder): Promise<Rows | UserErrorShape> => {
  try {
    return await source.readFresh(listFileRepository, folderArgs(folderId));
  } catch (error) {
    if (folderId == null || !(error instanceof RedcapError) || error.code !== 'REDCAP_REJECTED') throw error;
    return userError(
      'NOT_FOUND',
      ['folderId'],
      "There is no folder with this id, or the token's user may not see it.",
      { redcapMessage: error.redcapMessage ?? null },
    );
  }
};

/** The File Repository touches nothing else of a project, and uploads take long: it has a lane of its own. */
export const LANE = ' file repository';
