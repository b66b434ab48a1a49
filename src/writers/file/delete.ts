import type { Context } from '../../context.ts';
import type { Design } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { RedcapError } from '../../redcap/errors.ts';
import { deleteFile as deleteMethod } from '../../redcap/methods/file.ts';
import { checkFilePlace, fileArgs, filePlaceKey, lookAtFile, type FilePlace, type FilePlaceInput } from './place.ts';
import { lookUntil, waitFor, type Wait } from '../life/look.ts';
import { runInProjectLane } from '../project-lane.ts';
import { userError, userErrorOf, type UserErrorShape } from '../user-error.ts';

/** What deleteFile did. */
export interface DeleteFileResult {
  /** Name of the file that is gone; null when none is known to be. */
  readonly fileName: string | null;
  readonly errors: readonly UserErrorShape[];
}

const refused = (...errors: UserErrorShape[]): DeleteFileResult => ({ fileName: null, errors });

const sendDeletion = async (
  source: ProjectSource,
  design: Design,
  place: FilePlace,
  fileName: string | null,
  wait: Wait,
): Promise<DeleteFileResult> => {
  const look = async (): Promise<'gone' | 'there' | null> => {
    const found = await lookAtFile(source, design, place).catch(() => null);
    if (found === null || found.fileName === null) return null;
    return found.fileName === '' ? 'gone' : 'there';
  };
  let wasLost = false;
  try {
    await source.write(deleteMethod, fileArgs(place));
  } catch (error) {
    if (!(error instanceof RedcapError) || error.code !== 'WRITE_OUTCOME_UNKNOWN') throw error;
    wasLost = true;
  }
  const found = wasLost ? await lookUntil(wait, look, (state) => state === 'gone') : await look();
  if (found === 'gone' || (found === null && !wasLost)) return { fileName, errors: [] };
  if (found === null) {
    return refused(
      userError(
        'UNKNOWN_OUTCOME',
        [],
        'Whether the file was deleted is not known. Look at the field before you go on.',
      ),
    );
  }
  const message = wasLost
    ? "REDCap's answer was lost. It was looked for several times, and the file is still there: it may be sent again."
    : 'REDCap accepted the deletion, but the file is still there.';
  return refused(userError(wasLost ? 'REDCAP_UNAVAILABLE' : 'PARTIAL_WRITE', [], message, { isRetryable: wasLost }));
};

/** Deletes the file of a field. There must be one. A lost answer is looked up. REDCap: Delete a File. */
export const deleteFile = async (
  context: Pick<Context, 'lanes'>,
  source: ProjectSource,
  input: FilePlaceInput,
  wait: Wait = waitFor,
): Promise<DeleteFileResult> => {
  try {
    const design = await source.design();
    const problems: UserErrorShape[] = [];
    const place = await checkFilePlace(source, design, input, problems);
    if (place === undefined) return refused(...problems);
    const work = async (): Promise<DeleteFileResult> => {
      const { recordExists, fileName } = await lookAtFile(source, design, place);
      if (!recordExists) return refused(userError('NOT_FOUND', ['record'], 'There is no record with this name.'));
      if (fileName === '') return refused(userError('NOT_FOUND', ['field'], 'The field holds no file there.'));
      return sendDeletion(source, design, place, fileName, wait);
    };
    return await runInProjectLane(context, source, work, ` file ${filePlaceKey(place)}`);
  } catch (error) {
    return refused(userErrorOf(error, []));
  }
};
