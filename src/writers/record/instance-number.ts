import type { PlannedRow } from './row-plan.ts';
import { placeKey } from './row-plan.ts';
import { LAST_INSTANCE } from './place.ts';
import type { StoredState } from './stored-state.ts';
import { userError, type UserErrorShape } from '../user-error.ts';

/** Names the instances of one instrument or event of a record, all together. */
export const seriesOf = (row: PlannedRow): string => placeKey({ ...row, instance: null });

const highest = (numbers: readonly number[]): number => numbers.reduce((most, number) => Math.max(most, number), 0);

/**
 * Gives new instances the numbers that they will have when nobody else adds any. The numbers follow the highest one that
 * is stored or named in this import, in input order. `isMade`: a row with a number is sent at all.
 */
export const numberInstances = (
  rows: readonly PlannedRow[],
  state: StoredState,
  isMade: (row: PlannedRow) => boolean,
): { rows: PlannedRow[]; problems: UserErrorShape[] } => {
  const last = new Map<string, number>();
  for (const row of rows) {
    const series = seriesOf(row);
    // A series may have thousands of instances, and thousands of rows in the input.
    const known = last.get(series) ?? (row.kind === 'NONE' ? 0 : highest(state.instances(row)));
    const named = row.instance !== null && isMade(row) ? row.instance : 0;
    last.set(series, Math.max(known, named));
  }
  const next = new Map(last);
  const given = new Map<string, number>();
  const problems: UserErrorShape[] = [];
  const numbered = rows.map((row) => {
    const { target } = row;
    if (target.kind === 'known' || target.instance === null) return row;
    const series = seriesOf(row);
    const shared = JSON.stringify([series, target.instance.mark]);
    const instance = given.get(shared) ?? (next.get(series) ?? 0) + 1;
    given.set(shared, instance);
    next.set(series, Math.max(next.get(series) ?? 0, instance));
    if (instance > LAST_INSTANCE) {
      const message = `The record has instance ${String(LAST_INSTANCE)} already, the last that REDCap can store.`;
      problems.push(userError('VALIDATION', ['rows', String(row.index), 'newInstance'], message));
    }
    const wanted = { ...target.instance, after: last.get(series) ?? 0 };
    return { ...row, instance, target: { kind: target.kind, instance: wanted } };
  });
  return { rows: numbered, problems };
};
