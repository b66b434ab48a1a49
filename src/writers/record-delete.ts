import type { Context } from '../context.ts';
import type { Design, EventNode, InstrumentNode } from '../graph/design.ts';
import { exportArgs } from '../graph/need.ts';
import { holdsData } from '../graph/record-layout.ts';
import { systemColumns } from '../graph/system-column.ts';
import type { ProjectSource } from '../loaders/project-source.ts';
import { RedcapError } from '../redcap/errors.ts';
import { deleteRecords as deleteMethod, type DeleteRecordsArgs, type RecordRow } from '../redcap/methods/record.ts';
import { lookUntil, waitFor, type Wait } from './look.ts';
import { runInProjectLane } from './project-lane.ts';
import { checkEvent, checkInstance, checkInstrument, learnRepeatKinds, type RepeatKindOf } from './record-place.ts';
import { exportNamed } from './record-state.ts';
import { userError, userErrorOf, type UserErrorShape } from './user-error.ts';

/** Input of deleteRecords. What is left out widens what is deleted, so that most of it may not be. */
export interface DeleteRecordsInput {
  readonly records: readonly string[];
  readonly arm?: number | null | undefined;
  readonly event?: string | null | undefined;
  readonly instrument?: string | null | undefined;
  readonly repeatInstance?: number | null | undefined;
  readonly confirmCount: number;
}

/** What deleteRecords did. */
export interface DeleteRecordsResult {
  readonly deletedCount: number;
  readonly errors: readonly UserErrorShape[];
}

/** What of the records is deleted. */
interface Scope {
  readonly arm: number | null;
  readonly event: EventNode | null;
  readonly instrument: InstrumentNode | null;
  readonly repeatsByItself: boolean;
  readonly instance: number | null;
}

const isGiven = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;

/** The arm that is meant, null for all there are; undefined with a problem. Shared with renameRecord. */
export const checkArm = (
  design: Design,
  arm: number | null | undefined,
  problems: UserErrorShape[],
): number | null | undefined => {
  if (!isGiven(arm)) return null;
  const refuse = (code: 'NOT_LONGITUDINAL' | 'NOT_FOUND', message: string): undefined => {
    problems.push(userError(code, ['arm'], message));
  };
  if (!design.isLongitudinal) {
    return refuse('NOT_LONGITUDINAL', 'The project is classic: it has no arms. Leave the arm out.');
  }
  if (design.arm(arm) !== undefined) return arm;
  return refuse(
    'NOT_FOUND',
    `There is no such arm. Those there are: ${design.arms.map(({ armNum }) => armNum).join(', ')}.`,
  );
};

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

const checkEventScope = (
  design: Design,
  input: DeleteRecordsInput,
  instrument: InstrumentNode | null,
  problems: UserErrorShape[],
): EventNode | null | undefined => {
  if (instrument !== null) return checkEvent(design, instrument, input.event, ['event'], problems);
  if (!isGiven(input.event)) return null;
  const [any] = design.instruments;
  const event = design.event(input.event);
  if (event !== undefined || any === undefined) return event;
  return checkEvent(design, any, input.event, ['event'], problems);
};

/** What is deleted, checked against the design; undefined with a problem. */
const checkScope = (
  design: Design,
  input: DeleteRecordsInput,
  repeatKindOf: RepeatKindOf,
  problems: UserErrorShape[],
): Scope | undefined => {
  const instrument = isGiven(input.instrument)
    ? checkInstrument(design, input.instrument, ['instrument'], problems)
    : null;
  const arm = checkArm(design, input.arm, problems);
  if (instrument === undefined || arm === undefined) return undefined;
  const event = checkEventScope(design, input, instrument, problems);
  if (event === undefined) return undefined;
  if (event !== null && arm !== null && event.armNum !== arm) {
    problems.push(userError('VALIDATION', ['arm'], `${event.uniqueEventName} is in arm ${String(event.armNum)}.`));
    return undefined;
  }
  if (event === null && arm === null && design.arms.length > 1) {
    const message =
      'The project has several arms, and without `arm` REDCap deletes the records in all of them: say which arm is meant. Nothing was deleted.';
    problems.push(userError('WOULD_DELETE_DATA', ['arm'], message));
    return undefined;
  }
  const place = { repeatInstance: input.repeatInstance };
  const named = isGiven(input.repeatInstance);
  const scopeName = instrument?.name ?? event?.uniqueEventName ?? 'A whole record';
  const kind =
    instrument !== null
      ? repeatKindOf(event, instrument.name, named)
      : event !== null && (event.isRepeating || (design.rows.repeating === null && named))
        ? 'EVENT'
        : 'NONE';
  const instance = checkInstance(kind, scopeName, place, [], problems, false);
  if (instance === undefined) return undefined;
  return { arm: event?.armNum ?? arm, event, instrument, repeatsByItself: kind === 'INSTRUMENT', instance };
};

const isInScope = (design: Design, scope: Scope, row: RecordRow): boolean => {
  const event = design.event(row[systemColumns.event] ?? '');
  if (scope.arm !== null && event?.armNum !== scope.arm) return false;
  if (scope.event !== null && event !== scope.event) return false;
  const repeatInstrument = row[systemColumns.repeatInstrument] ?? '';
  const instance = row[systemColumns.repeatInstance] ?? '';
  if (scope.instance !== null && instance !== String(scope.instance)) return false;
  if (scope.instrument === null) return scope.instance === null || repeatInstrument === '';
  if (repeatInstrument !== (scope.repeatsByItself ? scope.instrument.name : '')) return false;
  const columns = design.fieldsOf(scope.instrument.name).flatMap((field) => field.columns);
  const stored = [...columns, scope.instrument.statusColumn];
  return scope.repeatsByItself || stored.some((column) => holdsData(column, row[column] ?? '', design));
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
  const rows = await exportNamed(source, records, args);
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
