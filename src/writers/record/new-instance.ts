import type { Design } from '../../graph/design/design.ts';
import { rowStanding } from './row-standing.ts';
import { seriesOf } from './instance-number.ts';
import { isNumberedByRedcap, newInstanceOf, type RowDiff } from './row-plan.ts';
import type { StoredState } from './stored-state.ts';

/** Rows under the instances that REDCap gave them. */
export interface FoundInstances {
  /** An instance that was not found is null. */
  readonly diffs: readonly RowDiff[];
  /** Indexes of the rows whose instance may be among the new ones, but cannot be distinguished. */
  readonly ambiguous: ReadonlySet<number>;
}

const at = (diff: RowDiff, instance: number | null): RowDiff => ({ ...diff, row: { ...diff.row, instance } });

/** Rows that go into one new instance. */
const instanceOf = ({ row }: RowDiff): string => JSON.stringify([seriesOf(row), newInstanceOf(row)?.mark]);

const contentOf = (diffs: readonly RowDiff[]): string =>
  JSON.stringify(diffs.map(({ row, changes }) => [row.instrument.name, changes.map(({ cells }) => cells)]));

/** The first instances that fit, no more than are needed. */
const takeFits = (free: ReadonlySet<number>, most: number, isFit: (instance: number) => boolean): number[] => {
  const fits: number[] = [];
  for (const instance of free) {
    if (isFit(instance)) fits.push(instance);
    if (fits.length === most) break;
  }
  return fits;
};

/**
 * Finds the new instances that REDCap numbered. REDCap returns no numbers: an instance is ours when it is new and holds
 * what was sent. `wasAccepted`: REDCap said that it has stored them; after a lost answer what somebody else has added, and is alike,
 * must not pass for ours.
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
  const ambiguous = new Set<number>();
  const bySeries = Map.groupBy(wanted, ([, [first]]) => (first === undefined ? '' : seriesOf(first.row)));
  for (const own of bySeries.values()) {
    const [, [first] = []] = own[0] ?? [];
    if (first === undefined) continue;
    const free = new Set(
      state
        .instances(first.row)
        .filter((instance) => instance > (newInstanceOf(first.row)?.after ?? 0))
        .sort((a, b) => a - b),
    );
    const left = new Map(own);
    const contents = new Map(own.map(([key, rows]) => [key, contentOf(rows)]));
    const alike = new Map([...Map.groupBy(contents.values(), (content) => content)].map(([c, all]) => [c, all.length]));
    for (const [key, rows] of own) {
      const content = contents.get(key) ?? '';
      const leftAlike = alike.get(content) ?? 0;
      // REDCap mostly numbers in the order of the rows, so that the first that is free fits, and no other need be looked at.
      const fits = takeFits(free, wasAccepted ? 1 : leftAlike + 1, (instance) =>
        rows.every((diff) => ['done', 'unseen'].includes(rowStanding(design, state, at(diff, instance)))),
      );
      const [instance] = fits;
      if (instance === undefined || (!wasAccepted && fits.length > leftAlike)) continue;
      found.set(key, instance);
      free.delete(instance);
      left.delete(key);
      alike.set(content, leftAlike - 1);
    }
    if (free.size > 0) for (const rows of left.values()) for (const { row } of rows) ambiguous.add(row.index);
  }
  return {
    diffs: diffs.map((diff) => (isNumberedByRedcap(diff.row) ? at(diff, found.get(instanceOf(diff)) ?? null) : diff)),
    ambiguous,
  };
};
