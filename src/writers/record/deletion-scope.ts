import type { Design, EventNode, InstrumentNode, RepeatKind } from '../../graph/design/design.ts';
import { holdsData } from '../../graph/record/layout.ts';
import { systemColumns } from '../../graph/dictionary/system-column.ts';
import type { RecordRow } from '../../redcap/methods/record.ts';
import { checkEvent, checkInstance, checkInstrument, type RepeatKindOf } from './place.ts';
import { userError, type UserErrorShape } from '../user-error.ts';

/** Input of deleteRecords. What is left out widens what is deleted, so that most of it may not be. */
export interface DeleteRecordsInput {
  readonly records: readonly string[];
  readonly arm?: number | null | undefined;
  readonly event?: string | null | undefined;
  readonly instrument?: string | null | undefined;
  readonly repeatInstance?: number | null | undefined;
  readonly confirmCount: number;
}

/** What of the records is deleted. */
export interface Scope {
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

/** How what is deleted repeats. Of a whole event only the event itself can: where nothing shows it, the caller is believed. */
const kindOfScope = (
  event: EventNode | null,
  instrument: InstrumentNode | null,
  named: boolean,
  repeatKindOf: RepeatKindOf,
): RepeatKind => {
  if (instrument !== null) return repeatKindOf(event, instrument.name, named);
  return event !== null && repeatKindOf(event, '', named) !== 'NONE' ? 'EVENT' : 'NONE';
};

/** What is deleted, checked against the design; undefined with a problem. */
export const checkScope = (
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
  const kind = kindOfScope(event, instrument, named, repeatKindOf);
  const instance = checkInstance(kind, scopeName, place, [], problems, false);
  if (instance === undefined) return undefined;
  return { arm: event?.armNum ?? arm, event, instrument, repeatsByItself: kind === 'INSTRUMENT', instance };
};

/** The row holds something of what is deleted. */
export const isInScope = (design: Design, scope: Scope, row: RecordRow): boolean => {
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
