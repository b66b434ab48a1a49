import type { Context } from '../../context.ts';
import type { Design } from '../../graph/design/design.ts';
import { exportArgs } from '../../graph/need.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { RedcapError } from '../../redcap/errors.ts';
import { deleteRecords as deleteMethod, type DeleteRecordsArgs } from '../../redcap/methods/record.ts';
import { lookUntil, waitFor, type Wait } from '../look.ts';
import { runInProjectLane } from '../project-lane.ts';
import { learnRepeatKinds } from './place.ts';
import { checkScope, isInScope, type DeleteRecordsInput, type Scope } from './scope.ts';
import { userError, userErrorOf, type UserErrorShape } from '../user-error.ts';

/** What deleteRecords did. */
export interface DeleteRecordsResult {
  readonly deletedCount: number;
  readonly errors: readonly UserErrorShape[];
}

const checkRecords = ({ records, confirmCount }: DeleteRecordsInput): UserErrorShape[] => {
  if (records.length === 0) {
    return [userError('VALIDATION', ['records'], 'Name at least one record: REDCap takes none for all.')];
  }
  const seen = new Set<string>();
  const problems = records.flatMap((name, index) => {
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [userError('VALIDATION', ['records', String(index)], 'This record is named twice.')];
  });
  if (confirmCount === seen.size) return problems;
  const message = `confirmCount is not the number of records named, which is ${String(seen.size)}. Nothing was deleted.`;
  return [...problems, userError('WOULD_DELETE_DATA', ['confirmCount'], message)];
};

/** Which of the records hold something of what is to be deleted. */
const exportPresent = async (
  source: ProjectSource,
  design: Design,
  records: readonly string[],
  scope: Scope,
): Promise<ReadonlySet<string>> => {
  const fields = new Set(
    scope.instrument === null ? [] : design.fieldsOf(scope.instrument.name).map(({ fieldName }) => fieldName),
  );
  if (scope.instrument !== null) fields.add(scope.instrument.statusColumn);
  const events = scope.event === null ? null : new Set([scope.event.uniqueEventName]);
  const args = exportArgs({ fields, events, dataAccessGroup: false, surveyFields: false }, design);
  const rows = await source.exportNamed(source.readFresh, records, args);
  const idField = design.recordIdField.fieldName;
  return new Set(rows.filter((row) => isInScope(design, scope, row)).map((row) => row[idField] ?? ''));
};

const argsOf = (records: readonly string[], scope: Scope): DeleteRecordsArgs => ({
  records,
  ...(scope.arm === null ? {} : { arm: scope.arm }),
  ...(scope.event === null ? {} : { event: scope.event.uniqueEventName }),
  ...(scope.instrument === null ? {} : { instrument: scope.instrument.name }),
  ...(scope.instance === null ? {} : { repeatInstance: scope.instance }),
});

/** What became of a deletion, by what is still there. */
const judge = (records: readonly string[], present: ReadonlySet<string>, wasLost: boolean): DeleteRecordsResult => {
  const deletedCount = records.filter((name) => !present.has(name)).length;
  if (deletedCount === records.length) return { deletedCount, errors: [] };
  if (deletedCount === 0 && wasLost) {
    const message =
      "REDCap's answer was lost. It was looked for several times, and all of it is still there: it may be sent again.";
    return { deletedCount, errors: [userError('REDCAP_UNAVAILABLE', [], message, { isRetryable: true })] };
  }
  const left = records.flatMap((name, index) =>
    present.has(name)
      ? [userError('PARTIAL_WRITE', ['records', String(index)], 'This is still there after the deletion.')]
      : [],
  );
  return { deletedCount, errors: left };
};

const unknown = (): DeleteRecordsResult => ({
  deletedCount: 0,
  errors: [
    userError('UNKNOWN_OUTCOME', [], 'Whether this was deleted is not known. Look for the records before you go on.'),
  ],
});

const sendDeletion = async (
  source: ProjectSource,
  design: Design,
  records: readonly string[],
  scope: Scope,
  wait: Wait,
): Promise<DeleteRecordsResult> => {
  // Something has been sent when this is asked: an error of the look must not hide that.
  const look = (): Promise<ReadonlySet<string> | null> =>
    exportPresent(source, design, records, scope).catch(() => null);
  try {
    const count = await source.write(deleteMethod, argsOf(records, scope));
    if (count === records.length) return { deletedCount: count, errors: [] };
    const present = await look();
    return present === null ? unknown() : judge(records, present, false);
  } catch (error) {
    if (!(error instanceof RedcapError) || error.code !== 'WRITE_OUTCOME_UNKNOWN') throw error;
    const present = await lookUntil(wait, look, (found) => found.size === 0);
    return present === null ? unknown() : judge(records, present, true);
  }
};

/**
 * Deletes records, or one event or instrument (instance) of each. All of them must be there, and their number confirmed;
 * nothing is deleted otherwise. A lost answer is looked up and never sent again. REDCap: Delete Records.
 */
export const deleteRecords = async (
  context: Pick<Context, 'lanes'>,
  source: ProjectSource,
  input: DeleteRecordsInput,
  wait: Wait = waitFor,
): Promise<DeleteRecordsResult> => {
  try {
    const design = await source.design();
    const problems = checkRecords(input);
    const scope = checkScope(design, input, await learnRepeatKinds(source, design), problems);
    if (scope === undefined || problems.length > 0) return { deletedCount: 0, errors: problems };
    return await runInProjectLane(context, source, async () => {
      const present = await exportPresent(source, design, input.records, scope);
      const missing = input.records.flatMap((name, index) =>
        present.has(name)
          ? []
          : [
              userError(
                'NOT_FOUND',
                ['records', String(index)],
                'There is nothing of this to delete. Nothing was deleted.',
              ),
            ],
      );
      if (missing.length > 0) return { deletedCount: 0, errors: missing };
      return sendDeletion(source, design, input.records, scope, wait);
    });
  } catch (error) {
    return { deletedCount: 0, errors: [userErrorOf(error, [])] };
  }
};
