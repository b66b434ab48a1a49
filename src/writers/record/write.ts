import type { Design } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import type { RedcapError } from '../../redcap/errors.ts';
import type { Wait } from '../look.ts';
import { isSent } from './diff.ts';
import type { ImportRecordsInput, ImportRecordsResult, RowResult } from './import-type.ts';
import { lookBack, lookForLost } from './look.ts';
import { sendNew, underNames } from './new.ts';
import { findInstances, type FoundInstances } from './instance.ts';
import { isNumberedByRedcap, type RowDiff } from './plan.ts';
import { explainRefusal } from './refusal.ts';
import { callsOf, sendCalls } from './send.ts';
import { settleRow, type Evidence } from './settle.ts';
import type { StoredState } from './state.ts';
import { userError, userErrorOf, type UserErrorShape } from '../user-error.ts';

/** Results in the order of the input. */
export const byIndex = (rows: readonly RowResult[]): RowResult[] => [...rows].sort((a, b) => a.index - b.index);

/** An error for the whole, when rows were not written as they were meant to be. */
export const wholeErrors = (rows: readonly RowResult[], failure: UserErrorShape | null): UserErrorShape[] => {
  const isPartial = rows.some(({ errors }) => errors.some(({ code }) => code === 'PARTIAL_WRITE'));
  const isWritten = rows.some(({ outcome }) => outcome === 'CREATED' || outcome === 'UPDATED');
  const isUnwritten = rows.some(({ outcome }) => outcome === 'REJECTED' || outcome === 'NOT_ATTEMPTED');
  const isUnknown = rows.some(({ outcome }) => outcome === 'UNKNOWN');
  const errors: UserErrorShape[] = [];
  if (isPartial || (isWritten && (isUnwritten || isUnknown))) {
    errors.push(userError('PARTIAL_WRITE', [], 'Not all of it is stored: the rows tell which is.'));
  } else if (isUnknown) {
    errors.push(
      userError('UNKNOWN_OUTCOME', [], 'Whether this was written is not known. Read it back before you send it again.'),
    );
  }
  if (failure !== null && failure.code !== 'UNKNOWN_OUTCOME') errors.push(failure);
  else if (failure !== null && isUnwritten && errors.length === 0) {
    errors.push(
      userError(
        'REDCAP_UNAVAILABLE',
        [],
        "REDCap's answer was lost. It was looked for several times, and nothing of it is stored: it may be sent again.",
        { isRetryable: true },
      ),
    );
  }
  return errors;
};

/** A failed call as an error of the payload. What is a fault is thrown on, but only while nothing has been written. */
const failureOf = (error: RedcapError | null, accepted: number): UserErrorShape | null => {
  if (error === null) return null;
  try {
    return userErrorOf(error, []);
  } catch (fault) {
    if (accepted === 0) throw fault;
    return userError('REDCAP_UNAVAILABLE', [], 'REDCap failed before all of it was written.', { isRetryable: true });
  }
};

const isRefusal = ({ code }: UserErrorShape): boolean => code !== 'UNKNOWN_OUTCOME' && code !== 'REDCAP_UNAVAILABLE';

/** Sends the changes of records that have names, and finds out what became of them. */
export const writeNamed = async (
  source: ProjectSource,
  design: Design,
  diffs: readonly RowDiff[],
  input: ImportRecordsInput,
  wait: Wait,
): Promise<ImportRecordsResult> => {
  const sent = diffs.filter(isSent);
  const calls = callsOf(design, sent);
  const { failure: error, accepted, isShort } = await sendCalls(source, design, calls);
  const failure = failureOf(error, accepted);
  const wasNumbered = calls.slice(0, accepted).some(({ isNumbered }) => isNumbered);
  const locate = (state: StoredState): FoundInstances => findInstances(design, state, diffs, wasNumbered);
  const settle = (evidence: Evidence): ImportRecordsResult => {
    // Of an instance that REDCap numbers nothing is known before it is found.
    const blank = diffs.map((diff) =>
      isNumberedByRedcap(diff.row) ? { ...diff, row: { ...diff.row, instance: null } } : diff,
    );
    const located = evidence.state === null ? { diffs: blank, ambiguous: new Set<number>() } : locate(evidence.state);
    const { ambiguous } = located;
    const rows = byIndex(located.diffs.map((diff) => settleRow(design, diff, { ...evidence, ambiguous })));
    return { dryRun: false, rows: explainRefusal(rows, sent, failure), errors: wholeErrors(rows, failure) };
  };
  if (failure === null) {
    // REDCap tells no instance that it has numbered: it must be looked for.
    const looks = input.verify || isShort || sent.some(({ row }) => isNumberedByRedcap(row));
    if (!looks) return settle({ state: null, unread: 'PLANNED', untouched: 'UNKNOWN' });
    const state = sent.length === 0 ? null : await lookBack(source, design, sent);
    return settle({ state, unread: 'UNKNOWN', untouched: 'UNKNOWN' });
  }
  if (failure.code === 'REDCAP_REJECTED') await source.forgetDesign();
  if (failure.code === 'UNKNOWN_OUTCOME') {
    const state = await lookForLost(source, design, sent, wait, (found) => locate(found).diffs.filter(isSent));
    return settle({ state, unread: 'UNKNOWN', untouched: 'NOT_ATTEMPTED' });
  }
  const untouched = isRefusal(failure) ? 'REJECTED' : 'NOT_ATTEMPTED';
  // That a refused import stores nothing is what REDCap is believed to do, so it is looked at; a call that was not let
  // through needs no look.
  const looks = accepted > 0 || failure.code === 'REDCAP_REJECTED';
  const state = looks ? await lookBack(source, design, sent) : null;
  return settle({ state, unread: accepted > 0 ? 'UNKNOWN' : untouched, untouched });
};

/** Sends new records for REDCap to name, and finds out what became of them. */
export const writeNew = async (
  source: ProjectSource,
  design: Design,
  diffs: readonly RowDiff[],
  taken: ReadonlySet<string>,
  input: ImportRecordsInput,
  wait: Wait,
): Promise<ImportRecordsResult> => {
  const { names, failure: error } = await sendNew(source, design, diffs, taken, wait);
  const failure = failureOf(error, 0);
  if (names === null) {
    const isUnknown = failure === null || failure.code === 'UNKNOWN_OUTCOME';
    const outcome = isUnknown ? 'UNKNOWN' : isRefusal(failure) ? 'REJECTED' : 'NOT_ATTEMPTED';
    const rows = diffs.map((diff) => ({
      ...settleRow(design, diff, { state: null, unread: outcome, untouched: outcome }),
      record: null,
    }));
    return {
      dryRun: false,
      rows: explainRefusal(byIndex(rows), diffs, failure),
      errors: wholeErrors(rows, failure),
    };
  }
  const named = underNames(diffs, names);
  const looks = input.verify && failure === null;
  const state = looks ? await lookBack(source, design, named) : null;
  const unread = looks ? 'UNKNOWN' : 'PLANNED';
  const rows = named.map((diff) => settleRow(design, diff, { state, unread, untouched: 'UNKNOWN' }));
  return { dryRun: false, rows: byIndex(rows), errors: wholeErrors(rows, null) };
};
