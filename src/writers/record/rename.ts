import type { Context } from '../../context.ts';
import type { Design } from '../../graph/design/design.ts';
import { systemColumns } from '../../graph/record/system-column.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { RedcapError } from '../../redcap/errors.ts';
import { exportRecords, renameRecord as renameMethod } from '../../redcap/methods/record.ts';
import { lookUntil, waitFor, type Wait } from '../life/look.ts';
import { runInProjectLane } from '../project-lane.ts';
import { checkArm } from './scope.ts';
import { userError, userErrorOf, type UserErrorShape } from '../user-error.ts';

/** Input of renameRecord. */
export interface RenameRecordInput {
  readonly record: string;
  readonly newName: string;
  readonly arm?: number | null | undefined;
}

/** What renameRecord did; `name` is the record's name now, null when it is not known to be renamed. */
export interface RenameRecordResult {
  readonly name: string | null;
  readonly errors: readonly UserErrorShape[];
}

/** Which of the two names there are, in the arm or in any. */
interface Found {
  readonly old: boolean;
  readonly new: boolean;
}

const findNames = async (
  source: ProjectSource,
  design: Design,
  { record, newName }: RenameRecordInput,
  arm: number | null,
): Promise<Found> => {
  const idField = design.recordIdField.fieldName;
  const rows = await source.readFresh(exportRecords, { records: [record, newName], fields: [idField] });
  const names = new Set(
    rows
      .filter((row) => arm === null || design.event(row[systemColumns.event] ?? '')?.armNum === arm)
      .map((row) => row[idField]),
  );
  return { old: names.has(record), new: names.has(newName) };
};

const refused = (...errors: UserErrorShape[]): RenameRecordResult => ({ name: null, errors });

const sendRename = async (
  source: ProjectSource,
  input: RenameRecordInput,
  arm: number | null,
  look: () => Promise<Found>,
  wait: Wait,
): Promise<RenameRecordResult> => {
  const { record, newName } = input;
  try {
    await source.write(renameMethod, { record, newRecordName: newName, ...(arm === null ? {} : { arm }) });
    return { name: newName, errors: [] };
  } catch (error) {
    if (!(error instanceof RedcapError) || error.code !== 'WRITE_OUTCOME_UNKNOWN') throw error;
    const isDone = (found: Found): boolean => found.new && !found.old;
    const found = await lookUntil(wait, () => look().catch(() => null), isDone);
    if (found !== null && isDone(found)) return { name: newName, errors: [] };
    if (found?.old === true && !found.new) {
      const message =
        "REDCap's answer was lost. It was looked for several times, and the record still has its name: it may be sent again.";
      return refused(userError('REDCAP_UNAVAILABLE', [], message, { isRetryable: true }));
    }
    return refused(
      userError(
        'UNKNOWN_OUTCOME',
        [],
        'Whether the record was renamed is not known. Look for both names before you go on.',
      ),
    );
  }
};

/** Renames a record, in one arm or wherever it is. It must be there, and the new name free. REDCap: Rename Record. */
export const renameRecord = async (
  context: Pick<Context, 'lanes'>,
  source: ProjectSource,
  input: RenameRecordInput,
  wait: Wait = waitFor,
): Promise<RenameRecordResult> => {
  try {
    const design = await source.design();
    const problems: UserErrorShape[] = [];
    const arm = checkArm(design, input.arm, problems);
    if (arm === undefined) return refused(...problems);
    if (input.record === input.newName) {
      return refused(userError('VALIDATION', ['newName'], 'The record has this name already.'));
    }
    const look = (): Promise<Found> => findNames(source, design, input, arm);
    return await runInProjectLane(context, source, async () => {
      const found = await look();
      if (!found.old) return refused(userError('NOT_FOUND', ['record'], 'There is no record with this name.'));
      if (found.new) return refused(userError('CONFLICT', ['newName'], 'There is a record with this name already.'));
      return sendRename(source, input, arm, look, wait);
    });
  } catch (error) {
    return refused(userErrorOf(error, []));
  }
};
