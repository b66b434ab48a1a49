import type { Design } from '../../graph/design/design.ts';
import { systemColumns } from '../../graph/dictionary/system-column.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { exportRecords, renameRecord as renameMethod } from '../../redcap/methods/record.ts';
import type { Read, WriteContext } from '../context.ts';
import { live, type Standing } from '../life.ts';
import { errorsOf } from '../life-words.ts';
import { runInProjectLane } from '../project-lane.ts';
import { checkArm } from './deletion-scope.ts';
import { lookAnotherWay } from './second-look.ts';
import { isOtherSpelling, missingRecord } from './spelling.ts';
import { userError, userErrorOf, type UserErrorShape } from '../user-error.ts';
import { writeCall } from '../write-call.ts';

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
export interface FoundNames {
  readonly old: boolean;
  readonly new: boolean;
  /** All names that came. REDCap may find a record by its name in other capitals. */
  readonly names: ReadonlySet<string>;
}

type Names = Pick<RenameRecordInput, 'record' | 'newName'>;

/** The names that rows have, in the arm or in any. REDCap may find a record by its name in other capitals. */
const namesIn = (
  rows: readonly Readonly<Record<string, string>>[],
  design: Design,
  arm: number | null,
): ReadonlySet<string> =>
  new Set(
    rows
      .filter((row) => arm === null || design.event(row[systemColumns.event] ?? '')?.armNum === arm)
      .map((row) => row[design.recordIdField.fieldName] ?? ''),
  );

/** Looks for both names. */
const findNames = async (
  read: Read,
  design: Design,
  { record, newName }: Names,
  arm: number | null,
): Promise<FoundNames> => {
  const fields = [design.recordIdField.fieldName];
  const names = namesIn(await read(exportRecords, { records: [record, newName], fields }), design, arm);
  return { old: names.has(record), new: names.has(newName), names };
};

/**
 * Looks for both names after a rename whose answer was lost. An old name that does not come is looked for by another way too: REDCap
 * may leave rows out.
 */
export const lookForNames = async (
  read: Read,
  design: Design,
  names: Names,
  arm: number | null,
): Promise<FoundNames> => {
  const found = await findNames(read, design, names, arm);
  if (found.old) return found;
  const rows = await lookAnotherWay(read, design, [names.record], new Set());
  return { ...found, old: namesIn(rows, design, arm).has(names.record) };
};

const refused = (...errors: UserErrorShape[]): RenameRecordResult => ({ name: null, errors });

const words = {
  done: 'the record was renamed',
  undone: 'the record still has its name',
  advice: 'Look at both names',
} as const;

/** How a rename stands by the names that there are. */
export const standingOfNames = (found: FoundNames): Standing => {
  if (found.new && !found.old) return 'done';
  return found.old && !found.new ? 'untouched' : 'unclear';
};

const sendRename = async (
  context: WriteContext,
  source: ProjectSource,
  design: Design,
  input: RenameRecordInput,
  arm: number | null,
): Promise<RenameRecordResult> => {
  const { record, newName } = input;
  const args = { record, newRecordName: newName, ...(arm === null ? {} : { arm }) };
  const ending = await live(context, {
    source,
    calls: [writeCall(source, renameMethod, args)],
    proof: () => 'proven',
    look: () => lookForNames(source.look, design, input, arm),
    standing: standingOfNames,
  });
  return ending.outcome === 'done' ? { name: newName, errors: [] } : refused(...errorsOf(ending, words));
};

/** Renames a record, in one arm or wherever it is. It must be there, and the new name free. REDCap: Rename Record. */
export const renameRecord = async (
  context: WriteContext,
  source: ProjectSource,
  input: RenameRecordInput,
): Promise<RenameRecordResult> => {
  try {
    const design = await source.design();
    const problems: UserErrorShape[] = [];
    const arm = checkArm(design, input.arm, problems);
    if (arm === undefined) return refused(...problems);
    if (input.record === input.newName) {
      return refused(userError('VALIDATION', ['newName'], 'The record has this name already.'));
    }
    return await runInProjectLane(context, source, async () => {
      const found = await findNames(source.readFresh, design, input, arm);
      if (!found.old) {
        return refused(missingRecord(input.record, found.names, ['record'], 'There is no record with this name.'));
      }
      if (found.new) return refused(userError('CONFLICT', ['newName'], 'There is a record with this name already.'));
      // The record itself is no other one: a rename may change the case of its name.
      if ([...found.names].some((name) => name !== input.record && isOtherSpelling(input.newName, name))) {
        const message = 'There is a record whose name differs from this by upper and lower case alone.';
        return refused(userError('CONFLICT', ['newName'], message));
      }
      return sendRename(context, source, design, input, arm);
    });
  } catch (error) {
    return refused(userErrorOf(error, []));
  }
};
