import type { Design } from '../../graph/design/design.ts';
import { exportArgs } from '../../graph/need.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { deleteRecords as deleteMethod, type DeleteRecordsArgs, type RecordRow } from '../../redcap/methods/record.ts';
import type { Read, WriteContext } from '../context.ts';
import { live, type Ending } from '../life.ts';
import { errorsOf } from '../life-words.ts';
import { runInProjectLane } from '../project-lane.ts';
import { learnRepeatKinds } from './place.ts';
import { missingRecord } from './spelling.ts';
import { lookAnotherWay } from './second-look.ts';
import { checkScope, isInScope, type DeleteRecordsInput, type Scope } from './deletion-scope.ts';
import { userError, userErrorOf, type UserErrorShape } from '../user-error.ts';
import { writeCall } from '../write-call.ts';

/** What deleteRecords did. */
export interface DeleteRecordsResult {
  readonly deleted: readonly string[];
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

/**
 * Which of the records hold something of what is to be deleted. Those of which nothing comes are looked at once more, by another
 * way: REDCap may leave rows out without a word, and would then seem to have deleted them.
 */
export const exportPresent = async (
  source: ProjectSource,
  read: Read,
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
  const idField = design.recordIdField.fieldName;
  const namesOf = (rows: readonly RecordRow[]): string[] =>
    rows.filter((row) => isInScope(design, scope, row)).map((row) => row[idField] ?? '');
  const found = new Set(namesOf(await source.exportNamed(read, records, args)));
  const missing = records.filter((name) => !found.has(name));
  if (missing.length === 0) return found;
  return new Set([...found, ...namesOf(await lookAnotherWay(read, design, missing, fields))]);
};

const NOTHING_THERE = 'There is nothing of this to delete. Nothing was deleted.';

const argsOf = (records: readonly string[], scope: Scope): DeleteRecordsArgs => ({
  records,
  ...(scope.arm === null ? {} : { arm: scope.arm }),
  ...(scope.event === null ? {} : { event: scope.event.uniqueEventName }),
  ...(scope.instrument === null ? {} : { instrument: scope.instrument.name }),
  ...(scope.instance === null ? {} : { repeatInstance: scope.instance }),
});

const words = {
  done: 'this was deleted',
  undone: 'all of it is still there',
  advice: 'Look at the records',
} as const;

/** The error of a record that is still there. After a lost answer REDCap may not have come to it yet. */
const leftError = (index: number, isLost: boolean): UserErrorShape => {
  const path = ['records', String(index)];
  if (!isLost) return userError('PARTIAL_WRITE', path, 'This is still there after the deletion.');
  const message = 'This is still there, and REDCap may still delete it. Look at it before you send it again.';
  return userError('UNKNOWN_OUTCOME', path, message);
};

/** What became of a deletion, by REDCap's answer and by what is still there. */
const judge = (records: readonly string[], ending: Ending<number, ReadonlySet<string>>): DeleteRecordsResult => {
  const { outcome, found } = ending;
  const deleted = found === null ? [] : records.filter((name) => !found.has(name));
  if (outcome === 'done') return { deleted: records, errors: [] };
  if (found === null || outcome !== 'partly') return { deleted, errors: errorsOf(ending, words) };
  const isLost = ending.sending === 'lost';
  const left = records.flatMap((name, index) => (found.has(name) ? [leftError(index, isLost)] : []));
  return { deleted, errors: left };
};

const sendDeletion = async (
  context: WriteContext,
  source: ProjectSource,
  design: Design,
  records: readonly string[],
  scope: Scope,
): Promise<DeleteRecordsResult> => {
  const ending = await live(context, {
    source,
    calls: [writeCall(source, deleteMethod, argsOf(records, scope))],
    proof: ([count]) => (count === records.length ? 'proven' : 'open'),
    look: () => exportPresent(source, source.look, design, records, scope),
    standing: ({ size }) => (size === 0 ? 'done' : size < records.length ? 'partly' : 'untouched'),
    // It is not sure that a refusal for one record leaves the others.
    doubts: ({ code }) => code === 'REDCAP_REJECTED',
  });
  return judge(records, ending);
};

/**
 * Deletes records, or one event or instrument (instance) of each. All of them must be there, and their number confirmed;
 * nothing is deleted otherwise. A lost answer is looked up and never sent again. REDCap: Delete Records.
 */
export const deleteRecords = async (
  context: WriteContext,
  source: ProjectSource,
  input: DeleteRecordsInput,
): Promise<DeleteRecordsResult> => {
  try {
    const design = await source.design();
    const problems = checkRecords(input);
    const touched = { records: input.records, instruments: input.instrument == null ? [] : [input.instrument] };
    const scope = checkScope(design, input, await learnRepeatKinds(source, design, touched), problems);
    if (scope === undefined || problems.length > 0) return { deleted: [], errors: problems };
    return await runInProjectLane(context, source, async () => {
      const present = await exportPresent(source, source.readFresh, design, input.records, scope);
      const missing = input.records.flatMap((name, index) =>
        present.has(name) ? [] : [missingRecord(name, present, ['records', String(index)], NOTHING_THERE)],
      );
      if (missing.length > 0) return { deleted: [], errors: missing };
      return sendDeletion(context, source, design, input.records, scope);
    });
  } catch (error) {
    return { deleted: [], errors: [userErrorOf(error, [])] };
  }
};
