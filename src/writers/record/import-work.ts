import type { Design } from '../../graph/design/design.ts';
import type { RedcapError } from '../../redcap/errors.ts';
import { forEachInTurns } from '../../work-turn.ts';
import { live, type Ending } from '../life.ts';
import { userError, userErrorOf, type UserErrorShape } from '../user-error.ts';
import { isSent } from './row-diff.ts';
import type { ImportWork, RowOutcome, RowResult, WrittenPart } from './import-type.ts';
import { findInstances, type FoundInstances } from './new-instance.ts';
import { sendNew, underNames, type SentNew } from './new-record.ts';
import { isNumberedByRedcap, type RowDiff } from './row-plan.ts';
import { explainRefusal } from './refusal.ts';
import { callsOf, sendCall, type ImportCall } from './import-call.ts';
import { nameAlike, settleRow, type Evidence } from './row-result.ts';
import { areDone, lookBack } from './row-standing.ts';
import type { StoredState } from './stored-state.ts';

/** Results in the order of the input. */
const byIndex = (rows: readonly RowResult[]): RowResult[] => [...rows].sort((a, b) => a.index - b.index);

/** How rows stand together. `isPartial`: a row is stored in part, or otherwise than it was sent. */
export interface WholeStanding {
  readonly isPartial: boolean;
  readonly isWritten: boolean;
  readonly isUnwritten: boolean;
  readonly isUnknown: boolean;
}

/** An error for the whole, when rows were not written as they were meant to be. */
export const standingErrors = (
  { isPartial, isWritten, isUnwritten, isUnknown }: WholeStanding,
  failure: UserErrorShape | null,
): UserErrorShape[] => {
  const errors: UserErrorShape[] = [];
  if (isPartial || (isWritten && (isUnwritten || isUnknown))) {
    errors.push(userError('PARTIAL_WRITE', [], 'Not all of it is stored: the rows show which is.'));
  } else if (isUnknown) {
    errors.push(
      userError('UNKNOWN_OUTCOME', [], 'Whether this was written is not known. Read it back before you send it again.'),
    );
  }
  if (failure !== null && failure.code !== 'UNKNOWN_OUTCOME') errors.push(failure);
  return errors;
};

/** Whether something of a row is stored now that was not before. */
export const isWrittenOutcome = (outcome: RowOutcome): boolean => outcome === 'CREATED' || outcome === 'UPDATED';

/** Whether what was meant to be stored of a row is not. */
export const isUnwrittenOutcome = (outcome: RowOutcome): boolean =>
  outcome === 'REJECTED' || outcome === 'NOT_ATTEMPTED';

/** {@link standingErrors} of rows that are all at hand. */
export const wholeErrors = (rows: readonly RowResult[], failure: UserErrorShape | null): UserErrorShape[] =>
  standingErrors(
    {
      isPartial: rows.some(({ errors }) => errors.some(({ code }) => code === 'PARTIAL_WRITE')),
      isWritten: rows.some(({ outcome }) => isWrittenOutcome(outcome)),
      isUnwritten: rows.some(({ outcome }) => isUnwrittenOutcome(outcome)),
      isUnknown: rows.some(({ outcome }) => outcome === 'UNKNOWN'),
    },
    failure,
  );

/** A failed call as an error of the payload. A fault is thrown on, but only while nothing has been written. */
export const failureOf = (error: unknown, hasWritten: boolean): UserErrorShape | null => {
  if (error === null) return null;
  try {
    const failure = userErrorOf(error, []);
    // The same input would write again what was written already.
    return hasWritten ? { ...failure, isRetryable: false } : failure;
  } catch (fault) {
    if (!hasWritten) throw fault;
    return userError('REDCAP_UNAVAILABLE', [], 'REDCap failed before all of it was written.');
  }
};

/** The outcome of rows whose call REDCap did not do. What REDCap was sent and put off is refused as well. */
const undoneOutcome = (failure: RedcapError): RowOutcome => {
  const isUnsendable = failure.code === 'BAD_USER_INPUT';
  return failure.notSent && !isUnsendable ? 'NOT_ATTEMPTED' : 'REJECTED';
};

/** The calls of an import, and how they ended. */
interface SentCalls {
  readonly calls: readonly ImportCall[];
  readonly ending: Ending<boolean, StoredState>;
}

/** Whether a row was in the call whose answer was lost. */
const wasLost = ({ calls, ending }: SentCalls, index: number): boolean =>
  ending.sending === 'lost' && calls[ending.answers.length]?.indexes.has(index) === true;

/** Whether a row was in a call that REDCap accepted. */
const wasAccepted = ({ calls, ending }: SentCalls, index: number): boolean =>
  calls.slice(0, ending.answers.length).some(({ indexes }) => indexes.has(index));

/** The outcome of a row that no look shows. It depends on what became of the calls that the row is in. */
const unseenOutcome = (sent: SentCalls, index: number): RowOutcome => {
  const { calls, ending } = sent;
  if (wasLost(sent, index)) return 'UNKNOWN';
  const isNext = calls[ending.answers.length]?.indexes.has(index) === true;
  const outcome = isNext && ending.failure !== null ? undoneOutcome(ending.failure) : 'NOT_ATTEMPTED';
  return outcome === 'NOT_ATTEMPTED' && wasAccepted(sent, index) ? 'UNKNOWN' : outcome;
};

/** That a refused import stores nothing is what REDCap is believed to do, so it is looked at. */
const isDoubted = ({ code }: RedcapError): boolean => code === 'REDCAP_REJECTED';

/** The outcome of a row where no look was possible. A doubted refusal then proves nothing. */
const unreadOutcome = (sent: SentCalls, index: number): RowOutcome => {
  const outcome = unseenOutcome(sent, index);
  const { failure } = sent.ending;
  const isOpen = wasAccepted(sent, index) || (outcome === 'REJECTED' && failure !== null && isDoubted(failure));
  return isOpen ? 'UNKNOWN' : outcome;
};

/** What became of rows, in the order of the input. */
const settleRows = async (
  design: Design,
  diffs: readonly RowDiff[],
  evidence: Evidence,
): Promise<readonly RowResult[]> => {
  const rows: RowResult[] = [];
  await forEachInTurns(diffs, (diff) => rows.push(settleRow(design, diff, evidence)));
  return byIndex(rows);
};

/** Of an instance that REDCap numbers nothing is known before it is found. */
const withoutNumbers = (diffs: readonly RowDiff[]): FoundInstances => ({
  diffs: diffs.map((diff) => (isNumberedByRedcap(diff.row) ? { ...diff, row: { ...diff.row, instance: null } } : diff)),
  ambiguous: new Map<number, readonly number[]>(),
});

const endingOf = (
  { outcome, sending }: Ending<unknown, unknown>,
  failure: UserErrorShape | null,
): WrittenPart['ending'] => {
  if (sending === 'accepted' || outcome === 'done') return 'written';
  return outcome === 'not done' && failure?.code === 'REDCAP_REJECTED' ? 'refused' : 'stopped';
};

/** Whether a look shows all rows, the instances that may be somebody else's among them. */
const isAllSeen = (design: Design, state: StoredState, { diffs, ambiguous }: FoundInstances): boolean =>
  diffs.every(
    (diff) => (ambiguous.get(diff.row.index)?.length ?? 0) > 0 || areDone(design, state, [diff].filter(isSent)),
  );

/** Sends the changes of records that have names, and finds out what became of them. */
export const writeNamed = async (work: ImportWork, diffs: readonly RowDiff[]): Promise<WrittenPart> => {
  const { context, source, design, input } = work;
  const sent = diffs.filter(isSent);
  const calls = callsOf(design, sent);
  const locate = (state: StoredState, accepted: number): FoundInstances =>
    findInstances(
      design,
      state,
      diffs,
      calls.slice(0, accepted).some(({ isNumbered }) => isNumbered),
    );
  // REDCap names no instance that it has numbered: it must be looked for.
  const mustLook = sent.length > 0 && (input.verify || calls.some(({ isNumbered }) => isNumbered));
  const ending = await live<boolean, StoredState>(context, {
    source,
    calls: calls.map((call) => sendCall(source, design, call)),
    proof: (areShort) => (mustLook || areShort.includes(true) ? 'open' : 'proven'),
    look: () => lookBack(source, design, sent),
    standing: (state, { length }) =>
      areDone(design, state, locate(state, length).diffs.filter(isSent)) ? 'done' : 'untouched',
    isSeen: (state) => isAllSeen(design, state, locate(state, 0)),
    doubts: isDoubted,
  });
  const { found, answers, sending } = ending;
  const failure = failureOf(ending.failure, work.hasWritten || answers.length > 0);
  if (failure?.code === 'REDCAP_REJECTED') await source.doubtDesign();
  const sentCalls: SentCalls = { calls, ending };
  const untouched = (index: number): RowOutcome => unseenOutcome(sentCalls, index);
  const isPlain = sending === 'accepted' && ending.outcome === 'done';
  const unread: Evidence['unread'] = (index) => {
    if (found !== null) return untouched(index);
    return isPlain ? 'PLANNED' : unreadOutcome(sentCalls, index);
  };
  const { diffs: located, ambiguous } = found === null ? withoutNumbers(diffs) : locate(found, answers.length);
  const evidence: Evidence = {
    state: found,
    unread,
    untouched,
    wasLost: (index) => wasLost(sentCalls, index),
    ambiguous: new Map([...ambiguous].map(([index, alike]) => [index, nameAlike('instance', alike)])),
  };
  const rows = await settleRows(design, located, evidence);
  return { rows: explainRefusal(rows, sent, failure), failure, ending: endingOf(ending, failure) };
};

/** The result of new records whose names nobody knows. */
const withoutNames = (
  { design, hasWritten }: ImportWork,
  diffs: readonly RowDiff[],
  { failure: error, alike }: SentNew,
): WrittenPart => {
  const failure = failureOf(error, hasWritten);
  const isUnknown = error === null || error.code === 'WRITE_OUTCOME_UNKNOWN';
  const outcome = isUnknown ? 'UNKNOWN' : undoneOutcome(error);
  const ambiguous = new Map(
    diffs.map(({ row: { index, record } }) => [index, nameAlike('record', alike.get(record) ?? [])]),
  );
  const evidence: Evidence = { state: null, unread: () => outcome, untouched: () => outcome, ambiguous };
  const rows = byIndex(diffs.map((diff) => ({ ...settleRow(design, diff, evidence), record: null })));
  const ending = !isUnknown && failure?.code === 'REDCAP_REJECTED' ? 'refused' : 'stopped';
  return { rows: explainRefusal(rows, diffs, failure), failure, ending };
};

/** Sends new records for REDCap to name, and finds out what became of them. */
export const writeNew = async (
  work: ImportWork,
  diffs: readonly RowDiff[],
  taken: ReadonlySet<string>,
): Promise<WrittenPart> => {
  const { design, input } = work;
  const sent = await sendNew(work, diffs, taken);
  const { names, failure, state } = sent;
  if (names === null) return withoutNames(work, diffs, sent);
  const evidence: Evidence = {
    state,
    unread: () => (input.verify && failure === null ? 'UNKNOWN' : 'PLANNED'),
    untouched: () => 'UNKNOWN',
  };
  const rows = await settleRows(design, underNames(diffs, names), evidence);
  return { rows, failure: null, ending: 'written' };
};
