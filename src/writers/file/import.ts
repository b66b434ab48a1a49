import type { Design } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { exportFile, importFile as importMethod } from '../../redcap/methods/file.ts';
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
import { live } from '../life.ts';
import { errorsOf } from '../life-words.ts';
import { runInProjectLane } from '../project-lane.ts';
import { missingRecord } from '../record/spelling.ts';
import { isUserError, userError, userErrorOf, type UserErrorShape } from '../user-error.ts';
import { checkFilePlace, fileArgs, filePlaceKey, lookAtFile, type FilePlace, type FilePlaceInput } from './place.ts';
import { mapAnswer, writeCall } from '../write-call.ts';

/** Input of importFile. */
export interface ImportFileInput extends FilePlaceInput {
  readonly file: Promise<IncomingFile>;
  /** 64 hexadecimal digits. */
  readonly sha256?: string | null | undefined;
}

/** What old servers export in the place of a file's name. */
const HIDDEN_NAME = '[document]';

/** The file that is stored now, or why it is not known to be. */
export interface ImportFileResult {
  readonly place: FilePlace | null;
  readonly stored: { readonly fileName: string; readonly contentType: string } | null;
  readonly errors: readonly UserErrorShape[];
}

const refused = (...errors: UserErrorShape[]): ImportFileResult => ({ place: null, stored: null, errors });

/** What a look at the field shows of an upload. */
interface FieldLook {
  readonly fileName: string;
  /** Whether the bytes that were sent are what is stored; null when that cannot be found out. */
  readonly isStored: boolean | null;
}

/** An upload on its way into a field. */
interface FieldUpload {
  readonly place: FilePlace;
  readonly file: IncomingFile;
  readonly passage: Passage;
  /** Name of the file that the field held before. */
  readonly before: string | null;
}

const isOtherFile = (now: string, { file, before }: FieldUpload): boolean =>
  now === '' || (now === before && before !== file.filename && before !== HIDDEN_NAME);

/** Looks at the field; null when export rights withhold it. After an answer its name is enough, and no bytes are compared. */
const lookAtUpload = async (
  source: ProjectSource,
  design: Design,
  upload: FieldUpload,
  comparesBytes: boolean,
): Promise<FieldLook | null> => {
  const { place, passage } = upload;
  const { fileName } = await lookAtFile(source.look, design, place);
  if (fileName === null) return null;
  if (!comparesBytes) return { fileName, isStored: fileName === '' ? false : null };
  if (isOtherFile(fileName, upload)) return { fileName, isStored: false };
  const sent = passage.sha256();
  // Of bytes that were never read to their end nobody knows what REDCap made.
  const stored = sent === null ? null : await digestStored(source.look, exportFile, fileArgs(place));
  return { fileName, isStored: stored === null ? null : stored === sent };
};

const words = {
  done: 'the file was stored',
  undone: 'the field does not hold the file',
  advice: 'Look at the field',
  path: ['file'],
} as const;

const sendFile = async (
  context: WriteContext,
  source: ProjectSource,
  design: Design,
  upload: FieldUpload,
): Promise<ImportFileResult> => {
  const { place, file, passage } = upload;
  const contentType = file.mimetype === '' ? 'application/octet-stream' : file.mimetype;
  const part = { fileName: file.filename, contentType, body: passage.body };
  const args = fileArgs(place);
  const call = writeCall(
    source,
    importMethod,
    { ...args, file: part },
    { plainArgs: () => ({ ...args, ...describeFile(file, passage) }) },
  );
  let isAnswered = false;
  const ending = await live(context, {
    source,
    calls: [mapAnswer(call, () => (isAnswered = true))],
    // REDCap answers an upload with nothing at all, so that only the field shows that the file is there.
    proof: () => 'likely',
    look: () => lookAtUpload(source, design, upload, !isAnswered || passage.trouble() !== null),
    standing: ({ isStored }) => (isStored === null ? 'unclear' : isStored ? 'done' : 'untouched'),
  });
  const trouble = troubleOf(passage, ending, 'field');
  if (trouble !== null) return refused(trouble);
  if (ending.outcome !== 'done') return refused(...errorsOf(ending, words));
  const fileName = isAnswered ? nameOf(ending.found?.fileName ?? null, file.filename) : file.filename;
  return { place, stored: { fileName, contentType }, errors: [] };
};

/** The name as REDCap keeps it. Old servers do not export it. */
const nameOf = (stored: string | null, sent: string): string =>
  stored === null || stored === HIDDEN_NAME ? sent : stored;

/**
 * Uploads a file into a field of a record that is there, streamed from the caller to REDCap. What the field held before is
 * replaced. Done only when the field shows a file afterwards. REDCap: Import a File.
 */
export const importFile = async (
  context: WriteContext,
  source: ProjectSource,
  input: ImportFileInput,
): Promise<ImportFileResult> => {
  const expected = input.sha256?.toLowerCase() ?? null;
  const wrong = checkSha256(expected);
  if (wrong !== null) return refused(wrong);
  try {
    const design = await source.design();
    const problems: UserErrorShape[] = [];
    const place = await checkFilePlace(source, design, input, problems);
    if (place === undefined) return refused(...problems);
    if (place.field.fieldType === 'SIGNATURE') {
      const message = `${place.field.fieldName} is a signature, which can only be given in REDCap itself.`;
      return refused(userError('VALIDATION', ['field'], message));
    }
    const file = await awaitUpload(input.file);
    if (isUserError(file)) return refused(file);
    const work = async (): Promise<ImportFileResult> => {
      const { names, recordExists, fileName } = await lookAtFile(source.readFresh, design, place);
      if (!recordExists) {
        const message = 'There is no record with this name: a file makes none.';
        return refused(missingRecord(place.record, names, ['record'], message));
      }
      return sendFile(context, source, design, { place, file, passage: passFile(file, expected), before: fileName });
    };
    return await runInProjectLane(context, source, work, ` file ${filePlaceKey(place)}`);
  } catch (error) {
    return refused(userErrorOf(error, []));
  }
};
