import type { Design } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { deleteFile as deleteMethod } from '../../redcap/methods/file.ts';
import type { WriteContext } from '../context.ts';
import { live } from '../life.ts';
import { errorsOf } from '../life-words.ts';
import { runInProjectLane } from '../project-lane.ts';
import { missingRecord } from '../record/spelling.ts';
import { userError, userErrorOf, type UserErrorShape } from '../user-error.ts';
import {
  checkFilePlace,
  fileArgs,
  filePlaceKey,
  lookAtFile,
  nameAfterDeletion,
  type FilePlace,
  type FilePlaceInput,
} from './place.ts';
import { writeCall } from '../write-call.ts';

/** What deleteFile did. */
export interface DeleteFileResult {
  /** Where the file was; null when nothing is known to be deleted. */
  readonly place: FilePlace | null;
  /** Name of the file that is gone; null when none is known to be. */
  readonly fileName: string | null;
  readonly errors: readonly UserErrorShape[];
}

const refused = (...errors: UserErrorShape[]): DeleteFileResult => ({ place: null, fileName: null, errors });

const words = { done: 'the file was deleted', undone: 'the file is still there', advice: 'Look at the field' } as const;

const sendDeletion = async (
  context: WriteContext,
  source: ProjectSource,
  design: Design,
  place: FilePlace,
  fileName: string | null,
): Promise<DeleteFileResult> => {
  const ending = await live(context, {
    source,
    calls: [writeCall(source, deleteMethod, fileArgs(place))],
    proof: () => 'likely',
    look: () => nameAfterDeletion(source.look, design, place),
    standing: (found) => (found === '' ? 'done' : 'untouched'),
  });
  return ending.outcome === 'done' ? { place, fileName, errors: [] } : refused(...errorsOf(ending, words));
};

/** Deletes the file of a field. There must be one. A lost answer is looked up. REDCap: Delete a File. */
export const deleteFile = async (
  context: WriteContext,
  source: ProjectSource,
  input: FilePlaceInput,
): Promise<DeleteFileResult> => {
  try {
    const design = await source.design();
    const problems: UserErrorShape[] = [];
    const place = await checkFilePlace(source, design, input, problems);
    if (place === undefined) return refused(...problems);
    const work = async (): Promise<DeleteFileResult> => {
      const { names, recordExists, fileName } = await lookAtFile(source.readFresh, design, place);
      if (!recordExists) {
        return refused(missingRecord(place.record, names, ['record'], 'There is no record with this name.'));
      }
      if (fileName === '') return refused(userError('NOT_FOUND', ['field'], 'The field holds no file there.'));
      return sendDeletion(context, source, design, place, fileName);
    };
    return await runInProjectLane(context, source, work, ` file ${filePlaceKey(place)}`);
  } catch (error) {
    return refused(userErrorOf(error, []));
  }
};
