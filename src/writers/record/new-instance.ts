import type { Design } from '../../graph/design/design.ts';
import { rowStanding } from './row-standing.ts';
import { seriesOf } from './instance-number.ts';
import { isNumberedByRedcap, newInstanceOf, type RowDiff } from './row-plan.ts';
import type { StoredState } from './stored-state.ts';

/** Rows under the instances that REDCap gave them. */
export interface FoundInstances {
  /** An instance that was not found is null. */
  readonly diffs: readonly RowDiff[];
  /**
   * By index the rows whose instance may be among the new ones, but cannot be distinguished: with the new instances that hold
   * what was sent.
   */
  readonly ambiguous: ReadonlyMap<number, readonly number[]>;
}

const at = (diff: RowDiff, instance: number | null): RowDiff => ({ ...diff, row: { ...diff.row, instance } });

/** Rows that go into one new instance. */
const instanceOf = ({ row }: RowDiff): string => JSON.stringify([seriesOf(row), newInstanceOf(row)?.mark]);

/** So many instances that hold what was sent are looked for at most: they are for a person to look at. */
const MOST_FITS = 10;

/** The first instances that fit, no more than are needed. */
const takeFits = (free: ReadonlySet<number>, most: number, isFit: (instance: number) => boolean): number[] => {
  const fits: number[] = [];
  for (const instance of free) {
    if (isFit(instance)) fits.push(instance);
    if (fits.length === most) break;
  }
  return fits;
};

/** Whether everything of these rows that can be seen is stored in an instance. */
const fitsInto = (design: Design, state: StoredState, rows: readonly RowDiff[], instance: number): boolean =>
  rows.every((diff) => ['done', 'unseen'].includes(rowStanding(design, state, at(diff, instance))));

/** The instances of a series that have come up since the import began, in their order. */
const newInstances = (state: StoredState, { row }: RowDiff): ReadonlySet<number> =>
  new Set(
    state
      .instances(row)
      .filter((instance) => instance > (newInstanceOf(row)?.after ?? 0))
      .sort((a, b) => a - b),
  );

/**
 * Finds the new instances that REDCap numbered. REDCap returns no numbers. `wasAccepted`: REDCap said that it has stored them,
 * so that one which is new and holds what was sent is as good as ours. After a lost answer such an instance may be somebody
 * else's, and none is taken for ours.
 */
export const findInstances = (
  design: Design,
  state: StoredState,
  diffs: readonly RowDiff[],
  wasAccepted: boolean,
): FoundInstances => {
  const wanted = Map.groupBy(
    diffs.filter(({ row }) => isNumberedByRedcap(row)),
    instanceOf,
  );
  const found = new Map<string, number>();
  const ambiguous = new Map<number, readonly number[]>();
  const bySeries = Map.groupBy(wanted, ([, [first]]) => (first === undefined ? '' : seriesOf(first.row)));
  for (const own of bySeries.values()) {
    const [, [first] = []] = own[0] ?? [];
    if (first === undefined) continue;
    const free = new Set(newInstances(state, first));
    const left = new Map<string, readonly RowDiff[]>();
    for (const [key, rows] of own) {
      // REDCap mostly numbers in the order of the rows, so that the first that is free fits, and no other need be looked at.
      const [instance] = wasAccepted ? takeFits(free, 1, (number) => fitsInto(design, state, rows, number)) : [];
      if (instance === undefined) {
        left.set(key, rows);
        continue;
      }
      found.set(key, instance);
      free.delete(instance);
    }
    if (free.size === 0) continue;
    for (const rows of left.values()) {
      const alike = takeFits(free, MOST_FITS, (number) => fitsInto(design, state, rows, number));
      for (const { row } of rows) ambiguous.set(row.index, alike);
    }
  }
  return {
    diffs: diffs.map((diff) => (isNumberedByRedcap(diff.row) ? at(diff, found.get(instanceOf(diff)) ?? null) : diff)),
    ambiguous,
  };
};
