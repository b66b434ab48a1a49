import type { Design } from '../../graph/design/design.ts';
import { isSent } from './row-diff.ts';
import type { RowOutcome, RowResult, ValueChange } from './import-type.ts';
import { rowStanding, standingOf } from './row-standing.ts';
import type { Change, RowDiff } from './row-plan.ts';
import type { StoredState } from './stored-state.ts';
import { userError, type UserErrorShape } from '../user-error.ts';

/** What a row becomes when all goes well. */
export const plannedOutcome = (diff: RowDiff): RowOutcome => {
  if (!isSent(diff)) return 'UNCHANGED';
  return diff.exists ? 'UPDATED' : 'CREATED';
};

const changeOf = ({ name, outcome, isErased }: Change): ValueChange => ({ name, outcome, isErased });

/** A row's result. The caller never reads the stand-in name of a record that has no name yet. */
export const resultOf = (
  { row, changes }: RowDiff,
  outcome: RowOutcome,
  more: Partial<Pick<RowResult, 'record' | 'changes' | 'errors'>> = {},
): RowResult => ({
  index: row.index,
  clientRef: row.clientRef,
  record: row.record,
  repeatInstance: row.instance,
  outcome,
  changes: changes.map(changeOf),
  errors: [],
  ...more,
});

/** What is known of an import after it was sent. */
export interface Evidence {
  /** What was read back; null when nothing was. */
  readonly state: StoredState | null;
  /** What a row is, by its index, when nothing of it was read back. */
  readonly unread: (index: number) => RowOutcome | 'PLANNED';
  /** What a row is, by its index, when nothing of it is stored. */
  readonly untouched: (index: number) => RowOutcome;
  /** Whether a row, by its index, was in the call whose answer was lost; none unless given. */
  readonly wasLost?: (index: number) => boolean;
  /** Rows whose new instance or record may be one that has come up, or none: by index, with a sentence about what has come up. */
  readonly ambiguous?: ReadonlyMap<number, string>;
}

const notAsSent = (row: RowDiff['row']): UserErrorShape =>
  userError(
    'PARTIAL_WRITE',
    ['rows', String(row.index)],
    'What is stored is not, or not all of, what was sent: `changes` shows which values are stored. Read the record before you write it again.',
  );

/** Records or instances that a message names at most. */
const MOST_NAMED = 5;

/** A sentence about what has come up since and holds what was sent; "" where nothing has. */
export const nameAlike = (what: 'record' | 'instance', alike: readonly (string | number)[]): string => {
  if (alike.length === 0) return '';
  const more = alike.length > MOST_NAMED ? ' and more' : '';
  const names = `${what}${alike.length > 1 ? 's' : ''} ${alike.slice(0, MOST_NAMED).join(', ')}${more}`;
  return ` What was sent is in ${names}, new since: nothing shows who wrote it.`;
};

const unread = (row: RowDiff['row'], alike = ''): UserErrorShape =>
  userError(
    'UNKNOWN_OUTCOME',
    ['rows', String(row.index)],
    `Whether this was written is not known.${alike} Read the record back before you write it again.`,
  );

const changesNow = (design: Design, state: StoredState, diff: RowDiff, untouched: RowOutcome): ValueChange[] => {
  const stored = state.at(diff.row);
  return diff.changes.map((change) => {
    const standing = standingOf(design, stored, change);
    if (standing === 'done') return changeOf(change);
    return { ...changeOf(change), outcome: standing === 'untouched' ? untouched : 'UNKNOWN' };
  });
};

/** What became of a row that was sent (or that had nothing to send). */
export const settleRow = (design: Design, diff: RowDiff, evidence: Evidence): RowResult => {
  const { state } = evidence;
  if (!isSent(diff)) return resultOf(diff, 'UNCHANGED');
  const untouched = evidence.untouched(diff.row.index);
  const unseen = evidence.unread(diff.row.index);
  const all = (outcome: RowOutcome): ValueChange[] => diff.changes.map((change) => ({ ...changeOf(change), outcome }));
  const alike = evidence.ambiguous?.get(diff.row.index);
  if (state !== null && alike !== undefined) {
    return resultOf(diff, 'UNKNOWN', { changes: all('UNKNOWN'), errors: [unread(diff.row, alike)] });
  }
  const standing = state === null ? 'unseen' : rowStanding(design, state, diff);
  if (state === null || standing === 'unseen') {
    if (unseen === 'PLANNED') return resultOf(diff, plannedOutcome(diff));
    const errors = unseen === 'UNKNOWN' ? [unread(diff.row, alike)] : [];
    return resultOf(diff, unseen, { changes: all(unseen), errors });
  }
  if (standing === 'done') {
    return resultOf(diff, plannedOutcome(diff), { changes: changesNow(design, state, diff, untouched) });
  }
  const wasLost = evidence.wasLost?.(diff.row.index) === true;
  // REDCap accepted the row, and yet nothing of it is stored, or only a part.
  const isUnkept = untouched === 'UNKNOWN' && !wasLost;
  const changes = changesNow(design, state, diff, isUnkept ? 'REJECTED' : untouched);
  if (standing === 'mixed' || isUnkept) return resultOf(diff, 'UNKNOWN', { changes, errors: [notAsSent(diff.row)] });
  return resultOf(diff, untouched, { changes, errors: wasLost ? [unread(diff.row)] : [] });
};
