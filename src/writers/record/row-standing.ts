import type { Design } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { isStored } from './row-diff.ts';
import type { Change, RowDiff } from './row-plan.ts';
import { exportState, type StoredPlace, type StoredState } from './stored-state.ts';

/** How a row or a value stands when it is read back. `unseen`: export rights withhold it. */
export type Standing = 'done' | 'untouched' | 'mixed' | 'unseen';

/** How one value stands. */
export const standingOf = (design: Design, { cell }: StoredPlace, change: Change): Standing => {
  const columns = Object.keys(change.cells);
  if (columns.some((column) => cell(column) === null)) return 'unseen';
  const now = (column: string): string => cell(column) ?? '';
  if (columns.every((column) => isStored(design, column, now(column), change.cells[column] ?? ''))) return 'done';
  const { before } = change;
  const isAsBefore =
    before !== null && columns.every((column) => isStored(design, column, now(column), before[column] ?? ''));
  return isAsBefore ? 'untouched' : 'mixed';
};

/** How a whole row stands: its values taken together. */
export const rowStanding = (design: Design, state: StoredState, diff: RowDiff): Standing => {
  const stored = state.at(diff.row);
  if (diff.isKeyOnly) return stored.row === undefined ? 'untouched' : 'done';
  const seen = diff.changes
    .map((change) => standingOf(design, stored, change))
    .filter((standing) => standing !== 'unseen');
  const [first] = seen;
  if (first === undefined) return 'unseen';
  return seen.every((standing) => standing === first) ? first : 'mixed';
};

/** Whether everything of these rows that can be seen is stored. */
export const areDone = (design: Design, state: StoredState, diffs: readonly RowDiff[]): boolean =>
  diffs.every((diff) => ['done', 'unseen'].includes(rowStanding(design, state, diff)));

/** Reads back what these rows wrote. */
export const lookBack = (source: ProjectSource, design: Design, diffs: readonly RowDiff[]): Promise<StoredState> =>
  exportState(
    source,
    source.look,
    design,
    diffs.map(({ row }) => ({ ...row, target: { kind: 'known' } })),
  );
